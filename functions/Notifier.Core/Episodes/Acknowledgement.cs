using Notifier.Core.Observations;
using Notifier.Core.Warnings;

namespace Notifier.Core.Episodes;

/// <summary>
/// A person saw an open episode. Until it worsens nothing more is told of it but its end, a correction, and a rung above
/// <paramref name="Severity"/>; that rung and the end clear it.
/// </summary>
/// <param name="By">Who, as may be shown: a name, or a masked address.</param>
/// <param name="Severity">That fired then.</param>
/// <param name="Period">Of the value that it is compared with: the newest one then, later the one told last.</param>
/// <param name="WorseBy">How much worse the value has to get to be told, as a share of it: 0.1 for 10 %.</param>
public sealed record Acknowledgement(
    string By, string? Comment, Period At, Severity Severity, Period Period, double Value, double WorseBy)
{
    public const double UsualWorseBy = 0.1;

    public const int LongestBy = 100;

    // Of the 48 KiB of the state of a series.
    public const int LongestComment = 200;

    /// <summary>Marks the open episode of a rule as seen, in the place of any earlier mark.</summary>
    /// <param name="by">At most <see cref="LongestBy"/> characters.</param>
    /// <returns>The state with the mark; the very object that came in where this episode is not open.</returns>
    public static SeriesState Given(SeriesState state, string rule, string episode, string by, string? comment, DateTimeOffset at, double worseBy)
    {
        if (OpenOf(state, rule, episode) is not { Told: { } severity } machine || state.Window.Count == 0)
            return state;
        var (newest, now) = (state.Window.Last, Period.From(at));
        return With(state, rule, machine with { Acknowledged = new(by, comment, now, severity, newest.Period, newest.Value, worseBy) });
    }

    /// <summary>Takes the mark away.</summary>
    /// <returns>The very object that came in where there is none.</returns>
    public static SeriesState Withdrawn(SeriesState state, string rule, string episode) =>
        OpenOf(state, rule, episode) is { Acknowledged: not null } machine ? With(state, rule, machine with { Acknowledged = null }) : state;

    private static RuleState? OpenOf(SeriesState state, string rule, string episode) =>
        state.Rules.GetValueOrDefault(rule) is { Told: not null, OpenedAt: { } opened } machine
        && EpisodeIds.Episode(rule, state.Series.Id, machine.EpisodeNumber, opened) == episode
            ? machine
            : null;

    private static SeriesState With(SeriesState state, string rule, RuleState machine) =>
        state with { Rules = new Dictionary<string, RuleState>(state.Rules, StringComparer.Ordinal) { [rule] = machine } };
}
