using Notifier.Core.Episodes;
using Notifier.Core.Observations;
using Notifier.Core.Warnings;

namespace Notifier.Cli.Replay;

/// <summary>
/// How many days before the great rise of a history its warnings came. The peak is the highest value, the trough the lowest
/// value of the 730 days before it, and doubling and tenfold are the first days after the trough at that multiple of it.
/// </summary>
internal static class LeadTimes
{
    private static readonly TimeSpan Reach = TimeSpan.FromDays(730);

    /// <param name="Target"><c>doubling</c>, <c>tenfold</c> or <c>peak</c>.</param>
    internal readonly record struct Lead(string Target, Severity Severity, int Days);

    /// <summary>A line for each target that was reached and each severity that was told, from the trough on, by then.</summary>
    public static IEnumerable<Lead> Of(History history, IReadOnlyCollection<Warning> told)
    {
        if (history.Count == 0)
            yield break;
        var all = history.AsSpan().ToArray();
        var peak = all.MaxBy(observation => observation.Value);
        var trough = all.Where(observation => observation.Period <= peak.Period && observation.Period >= peak.Period.Add(-Reach)).MinBy(observation => observation.Value);
        foreach (var (target, reached) in new (string, Period?)[]
        {
            ("doubling", First(all, trough, 2)),
            ("tenfold", First(all, trough, 10)),
            ("peak", peak.Period),
        })
        {
            if (reached is not { } day)
                continue;
            foreach (var severity in Enum.GetValues<Severity>())
            {
                if (FirstAlarm(told, severity, trough.Period, day) is { } alarm)
                    yield return new Lead(target, severity, (int)(day - alarm).TotalDays);
            }
        }
    }

    private static Period? First(Observation[] all, Observation trough, double multiple) =>
        trough.Value <= 0
            ? null
            : all.Where(observation => observation.Period > trough.Period && observation.Value >= multiple * trough.Value)
                .Select(observation => (Period?)observation.Period)
                .FirstOrDefault();

    private static Period? FirstAlarm(IEnumerable<Warning> told, Severity severity, Period from, Period to) =>
        told.Where(warning => warning.Kind is TransitionKind.Opened or TransitionKind.Escalated && warning.Severity >= severity)
            .Where(warning => warning.Period >= from && warning.Period <= to)
            .Select(warning => (Period?)warning.Period)
            .Min();
}
