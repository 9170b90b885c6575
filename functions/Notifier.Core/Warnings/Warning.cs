using Notifier.Core.Episodes;
using Notifier.Core.Observations;
using Notifier.Core.Warnings.Mutes;

namespace Notifier.Core.Warnings;

/// <summary>
/// What people are told: the transitions of one rule on one series (or of one entry rule on one lineage) in one commit,
/// as one message. The last transition gives kind, severity, period and value; more than one stands in <see cref="Transitions"/>.
/// </summary>
/// <param name="Id">32 hexadecimal digits, derived from episode and sequence: a retry of the commit gives the same id.</param>
/// <param name="Episode">32 hexadecimal digits, derived from rule, series and the episode's number.</param>
/// <param name="Sequence">Rises with each transition of the episode, from 1; a receiver may drop a lower one that comes late.</param>
/// <param name="Series">The series, or for an entry rule the source of the entry.</param>
/// <param name="Severity">The severity now; for a resolved warning the one it had last.</param>
/// <param name="Peak">The highest severity of the episode so far: who was told of it is told of its end.</param>
/// <param name="Value">The observation, in <paramref name="Unit"/>; 1 with the unit <c>entry</c> for an entry.</param>
/// <param name="Reason">One sentence with the numbers, for example “×1.52 of the 365-day low 33,500 CNY/t (2020-07-03), limit ×1.5”.</param>
/// <param name="AlreadySince">The first period of the run, where the condition held before anybody watched.</param>
/// <param name="Inputs">What the verdict rests on, so that it can be computed again.</param>
/// <param name="ReasonZh">The reason in Chinese (zh-Hans); null in what was recorded before there was one.</param>
public sealed record Warning(
    string Id,
    string Episode,
    int Sequence,
    string Rule,
    string RuleTitle,
    string Series,
    TransitionKind Kind,
    Severity Severity,
    Severity Peak,
    Period Period,
    double Value,
    string Unit,
    string Reason,
    Period? AlreadySince,
    WarningInputs Inputs,
    IReadOnlyList<Transition> Transitions,
    IReadOnlyList<string> Tags,
    IReadOnlyList<string> Topics,
    WarningEntry? Entry = null,
    string? ReasonZh = null)
{
    /// <summary>Of a reminder that is told to everybody, because an acknowledged episode worsened: by how much since then, 0.12 for 12 %.</summary>
    public double? WorsenedBy { get; init; }

    /// <summary>The mute that held it back, as the API shows it to operators; what goes to subscribers never names who muted it.</summary>
    public WarningMute? MutedBy { get; init; }
}

/// <param name="RuleVersion">Hash of the rule's canonical text.</param>
/// <param name="Observations">The observations that the reason names, oldest first.</param>
/// <param name="Entries">Ids of the entries counted, if any.</param>
/// <param name="Others">Observations of other series that the reason names; null where it rests on none.</param>
public sealed record WarningInputs(
    string RuleVersion, IReadOnlyList<Observation> Observations, IReadOnlyList<string> Entries, IReadOnlyList<CitedObservation>? Others = null);

/// <summary>The entry an entry rule tells of. Title and link are a stranger's text: escape them wherever they are shown.</summary>
public sealed record WarningEntry(string Id, string Source, string Title, string? Link, Period Published);
