using Notifier.Core.Episodes;
using Notifier.Core.Warnings;

namespace Notifier.Core.Deliveries;

/// <summary>Several warnings told to one subscription as one message: a line for each episode, the worst first.</summary>
/// <param name="Reason">Why they are one message.</param>
/// <param name="Lines">At least one.</param>
public sealed record WarningSummary(SummaryReason Reason, IReadOnlyList<EpisodeLine> Lines)
{
    /// <summary>The highest severity that any of the warnings had.</summary>
    public Severity Severity => Lines.Max(line => line.Severity);

    /// <param name="warnings">In any order; the same one twice counts once.</param>
    public static WarningSummary Of(SummaryReason reason, IEnumerable<Warning> warnings) => new(
        reason,
        [
            .. warnings.DistinctBy(warning => warning.Id)
                .GroupBy(warning => warning.Episode, StringComparer.Ordinal)
                .Select(episode => new EpisodeLine([.. episode.OrderBy(warning => warning.Sequence)]))
                .OrderByDescending(line => line.Severity)
                .ThenBy(line => line.Last.Rule, StringComparer.Ordinal)
                .ThenBy(line => line.Last.Series, StringComparer.Ordinal)
                .ThenBy(line => line.Last.Episode, StringComparer.Ordinal),
        ]);
}

/// <summary>What happened to one episode: fired, escalated and resolved overnight is one line.</summary>
/// <param name="Warnings">Of one episode, by rising sequence; at least one.</param>
public sealed record EpisodeLine(IReadOnlyList<Warning> Warnings)
{
    public Warning First => Warnings[0];

    public Warning Last => Warnings[^1];

    /// <summary>The highest severity among them.</summary>
    public Severity Severity => Warnings.Max(warning => warning.Severity);

    /// <summary>Whether it is over.</summary>
    public bool Resolved => Last.Kind == TransitionKind.Resolved;
}

public enum SummaryReason
{
    /// <summary>They came within the group wait and belong together.</summary>
    Group,
    /// <summary>Quiet hours held them back.</summary>
    QuietHours,
    DailyDigest,
    WeeklyDigest,
    /// <summary>The receiver could not be reached while they came.</summary>
    Outage,
}
