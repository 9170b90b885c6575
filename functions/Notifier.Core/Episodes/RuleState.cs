using Notifier.Core.Observations;
using Notifier.Core.Warnings;

namespace Notifier.Core.Episodes;

/// <summary>The machines of one rule on one series, and what people have been told.</summary>
/// <param name="RuleVersion">Version of the rule that the machines ran under.</param>
/// <param name="Rungs">One machine per rung of the ladder, in its order.</param>
/// <param name="EpisodeNumber">Number of the current or last episode, from 1; 0 before the first.</param>
/// <param name="Sequence">Sequence of the last transition of that episode.</param>
/// <param name="Told">Severity of the episode as last recorded; null where none is firing.</param>
/// <param name="Peak">Highest severity of the episode.</param>
/// <param name="OpenedAt">Period of the transition that opened it.</param>
public sealed record RuleState(
    string RuleVersion,
    IReadOnlyList<RungState> Rungs,
    int EpisodeNumber,
    int Sequence,
    Severity? Told,
    Severity? Peak,
    Period? OpenedAt,
    Rules.EvaluationOutcome LastOutcome,
    string LastReason);

/// <summary>One rung's machine: inactive → pending → firing.</summary>
/// <param name="ActiveAt">First met period of the run; set while pending or firing.</param>
/// <param name="Met">Consecutive met observations.</param>
/// <param name="Misses">Consecutive unmet observations while firing.</param>
/// <param name="KeepSince">First unmet period while firing.</param>
public sealed record RungState(RungPhase Phase, Period? ActiveAt, int Met, int Misses, Period? KeepSince)
{
    public static RungState Inactive { get; } = new(RungPhase.Inactive, null, 0, 0, null);
}

public enum RungPhase
{
    Inactive,
    Pending,
    Firing,
}
