using System.Text.Json.Serialization;
using Notifier.Core.Episodes;

namespace Notifier.Core.Warnings.Mutes;

/// <summary>What a silence or an inhibition is about. An empty list matches everything, a filled one needs one hit; filled ones are joined by “and”.</summary>
/// <param name="Series">For rules on entries the source of the entry stands in the place of a series.</param>
public sealed record MuteMatch(
    IReadOnlyList<string> Rules, IReadOnlyList<string> Series, IReadOnlyList<string> Topics, IReadOnlyList<string> Tags)
{
    /// <summary>Only from this severity on; null from the lowest.</summary>
    public Severity? MinSeverity { get; init; }

    /// <summary>Only up to this severity: what is worse gets through. Null up to the highest.</summary>
    public Severity? MaxSeverity { get; init; }

    /// <summary>Whether it names nothing but severities.</summary>
    [JsonIgnore]
    public bool IsOpen => Rules.Count + Series.Count + Topics.Count + Tags.Count == 0;

    public bool Matches(MuteSubject subject) =>
        Hits(Rules, [subject.Rule]) && Hits(Series, [subject.Series]) && Hits(Topics, subject.Topics) && Hits(Tags, subject.Tags)
        && !(subject.Severity < MinSeverity) && !(subject.Severity > MaxSeverity);

    private static bool Hits(IReadOnlyList<string> wanted, IReadOnlyList<string> present) => wanted.Count == 0 || present.Any(wanted.Contains);
}

/// <summary>What a matcher looks at: a warning that is to be told, or an episode that is open.</summary>
public sealed record MuteSubject(
    string Episode, string Rule, string Series, Severity Severity, IReadOnlyList<string> Topics, IReadOnlyList<string> Tags)
{
    /// <summary>
    /// The severity that a warning is muted by. The worst of what it tells, so that a jump up and down again is not held as harmless;
    /// of an end or a correction the episode's peak: who was told that it was extreme hears of it.
    /// </summary>
    public static MuteSubject Of(Warning warning) => new(
        warning.Episode,
        warning.Rule,
        warning.Series,
        warning.Kind is TransitionKind.Resolved or TransitionKind.Corrected
            ? warning.Peak
            : warning.Transitions.Select(transition => transition.Severity).Append(warning.Severity).Max(),
        warning.Topics,
        warning.Tags);
}
