using Notifier.Core.Episodes;
using Notifier.Core.Observations;
using Notifier.Core.Warnings;

namespace Notifier.Cli.Replay;

/// <summary>
/// How many days before the great rise of a history its warnings came. The peak is the highest value. Its rise begins at the
/// trough: the lowest value of the 730 days before the peak, or a lower one within a year before that, and so on. From there to
/// the peak, the doubling is the first day at twice the lowest value of its last 365 days, the tenfold the first at ten times
/// that of its last 730: what <c>multiple(min, 365d) >= 2</c> and <c>multiple(min, 730d) >= 10</c> say.
/// </summary>
internal static class LeadTimes
{
    private static readonly TimeSpan Year = TimeSpan.FromDays(365);
    private static readonly TimeSpan TwoYears = TimeSpan.FromDays(730);

    /// <param name="Target"><c>doubling</c>, <c>tenfold</c> or <c>peak</c>.</param>
    internal readonly record struct Lead(string Target, Severity Severity, int Days);

    /// <summary>A line for each target that was reached and each severity that was told, from the trough on, by then.</summary>
    public static IEnumerable<Lead> Of(History history, IReadOnlyCollection<Warning> told)
    {
        if (history.Count == 0)
            yield break;
        var all = history.AsSpan().ToArray();
        var peak = all.MaxBy(observation => observation.Value);
        var trough = Trough(all, peak);
        var rise = all.Where(observation => observation.Period >= trough.Period && observation.Period <= peak.Period).ToArray();
        // A ladder need not have all four.
        var severities = told.Where(IsAlarm).Select(warning => warning.Severity).Distinct().Order().ToList();
        foreach (var (target, reached) in new (string, Period?)[]
        {
            ("doubling", First(all, rise, 2, Year)),
            ("tenfold", First(all, rise, 10, TwoYears)),
            ("peak", peak.Period),
        })
        {
            if (reached is not { } day)
                continue;
            foreach (var severity in severities)
            {
                if (FirstAlarm(told, severity, trough.Period, day) is { } alarm)
                    yield return new Lead(target, severity, (int)(day - alarm).TotalDays);
            }
        }
    }

    private static Observation Trough(Observation[] all, Observation peak)
    {
        var trough = Lowest(all, peak.Period, TwoYears);
        for (var lower = Lowest(all, trough.Period, Year); lower.Value < trough.Value; lower = Lowest(all, trough.Period, Year))
            trough = lower;
        return trough;
    }

    private static Period? First(Observation[] all, Observation[] rise, double multiple, TimeSpan window) => rise
        .Where(observation => Lowest(all, observation.Period, window) is { Value: > 0 } low && observation.Value >= multiple * low.Value)
        .Select(observation => (Period?)observation.Period)
        .FirstOrDefault();

    /// <summary>The lowest value of a window that ends at a period, both ends included.</summary>
    private static Observation Lowest(Observation[] all, Period end, TimeSpan window) =>
        all.Where(observation => observation.Period <= end && observation.Period >= end.Back(window)).MinBy(observation => observation.Value);

    private static Period? FirstAlarm(IEnumerable<Warning> told, Severity severity, Period from, Period to) =>
        told.Where(warning => IsAlarm(warning) && warning.Severity >= severity)
            .Where(warning => warning.Period >= from && warning.Period <= to)
            .Select(warning => (Period?)warning.Period)
            .Min();

    private static bool IsAlarm(Warning warning) => warning.Kind is TransitionKind.Opened or TransitionKind.Escalated;
}
