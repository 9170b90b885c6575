using Notifier.Core.Observations;

namespace Notifier.Core.Backtesting.Scoring;

/// <summary>When a firing period is an alarm of its own, and which alarms are counted (reference/README.md, section scoreboard).</summary>
internal static class AlarmTimes
{
    /// <summary>An alarm is the first firing period after at least this since the last one.</summary>
    public static TimeSpan Quiet(Frequency frequency) => TimeSpan.FromDays(frequency switch
    {
        // One period that does not fire is no pause: two months have up to 62 days, two quarters 184, two years 731.
        Frequency.Monthly => 65,
        Frequency.Quarterly => 190,
        Frequency.Yearly => 740,
        _ => 60,
    });

    /// <summary>Alarms are counted where a year (three on coarse series) lies behind them and half a year before them.</summary>
    public static (Period From, Period To) Counted(History history, Frequency frequency)
    {
        var first = history[0].Period;
        var from = frequency >= Frequency.Monthly ? Frequency.Monthly.After(first, 36) : first.Add(TimeSpan.FromDays(365));
        return (from, history.Last.Period.Back(TimeSpan.FromDays(180)));
    }

    /// <param name="firing">Indices of the observations at which a rung fires, ascending.</param>
    public static IEnumerable<int> Onsets(IEnumerable<int> firing, History history, Frequency frequency)
    {
        var quiet = Quiet(frequency);
        Period? last = null;
        foreach (var index in firing)
        {
            var at = history[index].Period;
            if (last is not { } before || at - before >= quiet)
                yield return index;
            last = at;
        }
    }
}
