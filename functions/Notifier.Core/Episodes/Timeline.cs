using Notifier.Core.Entries;
using Notifier.Core.Indicators;
using Notifier.Core.Observations;
using Notifier.Core.Rules;

namespace Notifier.Core.Episodes;

/// <summary>
/// The moments at which one rule looks at one series: every observation and, for a rule that changes with time, the ticks
/// between them. The same for a backtest, for a commit and for a silent re-run, so that their verdicts agree.
/// </summary>
internal sealed class Timeline(Rule rule, Series series, History history, EntryLog entries, OtherSeries? others = null)
{
    private readonly bool _ticks = TickSchedule.Applies(rule);

    public bool HasTicks => _ticks;

    /// <summary>The observations from <paramref name="from"/> to before <paramref name="end"/>, each after the ticks that precede it.</summary>
    /// <param name="lastTick">Ticks up to this time have been seen.</param>
    public IEnumerable<Moment> Observations(int from, int end, Period? lastTick)
    {
        for (var index = from; index < end; index++)
        {
            if (_ticks && index > 0)
            {
                foreach (var moment in Ticks(index - 1, lastTick, history[index].Period.Back(TimeSpan.FromTicks(1))))
                    yield return moment;
            }

            yield return new Moment(series, history, index, history[index].Period, entries, others);
        }
    }

    /// <summary>The ticks after the observation at <paramref name="index"/> that were not seen yet.</summary>
    public IEnumerable<Moment> Ticks(int index, Period? lastTick, Period until)
    {
        if (!_ticks || index < 0)
            yield break;
        var newest = history[index].Period;
        foreach (var at in TickSchedule.Between(rule, lastTick > newest ? lastTick.Value : newest, until))
            yield return new Moment(series, history, index, at, entries, others);
    }
}
