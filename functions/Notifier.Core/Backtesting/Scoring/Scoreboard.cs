using Notifier.Core.Observations;
using Notifier.Core.Rules;

namespace Notifier.Core.Backtesting.Scoring;

/// <summary>
/// How early and how wrong a ladder is on one series. Each rung is judged alone, as its own machine: its alarms are its own firing
/// periods, whatever a higher rung does. Alarms are counted in <see cref="AlarmTimes.Counted"/>; a doubling may be announced by
/// any alarm, so that one shortly after the first year is not lost.
/// </summary>
public static class Scoreboard
{
    private const int Horizon = 365;
    private const int RiseWithin = 180;
    private const double FurtherRise = 1.5;
    private const double DaysPerYear = 365.25;

    /// <returns>One per rung, in the order of the ladder.</returns>
    public static IReadOnlyList<RungTally> Tally(Rule rule, PanelSeries series)
    {
        if (series.History.Count == 0)
            return [.. rule.Ladder.Select(rung => new RungTally(rung.Severity, 0, 0, 0, 0, 0, [], default))];
        var firings = RungFirings.Of(rule, series.Series, series.History);
        var judged = JudgedDays.Of(series, Horizon);
        return [.. rule.Ladder.Select((rung, at) => Tally(rung, firings[at], series, judged))];
    }

    private static RungTally Tally(Rung rung, IReadOnlyList<int> firing, PanelSeries series, JudgedDays judged)
    {
        var (history, doublings) = (series.History, series.Doublings);
        var (from, to) = AlarmTimes.Counted(history, series.Series.Frequency);
        var onsets = AlarmTimes.Onsets(firing, history, series.Series.Frequency).ToList();
        var counted = onsets.Where(onset => history[onset].Period >= from && history[onset].Period <= to).ToList();
        return new(
            rung.Severity,
            Math.Max(0, (to - from).TotalDays / DaysPerYear),
            counted.Count,
            counted.Count(onset => !IsBorneOut(history[onset].Period, doublings)),
            counted.Count(onset => !RisesFurther(history, onset)),
            doublings.Count,
            [.. doublings.Select(surge => Announced(surge, history, onsets)).OfType<Announcement>()],
            judged.Confusion(firing));
    }

    private static bool IsBorneOut(Period at, IReadOnlyList<SurgeEvent> doublings) =>
        IsAhead(at, doublings) || doublings.Any(surge => surge.Covers(at));

    private static bool IsAhead(Period at, IReadOnlyList<SurgeEvent> doublings) =>
        doublings.Any(surge => surge.Mark.Period > at && (surge.Mark.Period - at).TotalDays <= Horizon);

    private static bool RisesFurther(History history, int onset)
    {
        for (var index = onset + 1; index < history.Count && (history[index].Period - history[onset].Period).TotalDays <= RiseWithin; index++)
        {
            if (history[index].Value >= FurtherRise * history[onset].Value)
                return true;
        }

        return false;
    }

    private static Announcement? Announced(SurgeEvent surge, History history, List<int> onsets)
    {
        var first = onsets.FindIndex(onset => surge.IsAhead(history[onset].Period));
        if (first < 0)
            return null;
        var alarm = history[onsets[first]];
        return new(
            (surge.Mark.Period - alarm.Period).TotalDays,
            (surge.Peak.Period - alarm.Period).TotalDays,
            alarm.Value / surge.Trough.Value);
    }
}
