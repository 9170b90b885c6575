using Notifier.Core.Observations;
using Notifier.Core.Rules;
using Notifier.Core.Warnings;

namespace Notifier.Core.Episodes;

/// <summary>The machines of one rule on one series, and what people have been told.</summary>
/// <param name="RuleVersion">Version of the rule that the machines ran under.</param>
/// <param name="Ladder">Fingerprint of the part of the rule that the machines depend on (<see cref="LadderFingerprint"/>): another one runs them again.</param>
/// <param name="Title">The rule's title and <paramref name="Tags"/>, for the warning that is due when the rule is gone.</param>
/// <param name="Rungs">One machine per rung of the ladder, in its order.</param>
/// <param name="Checkpoint">Where a silent re-run begins; null = at the first observation, all inactive.</param>
/// <param name="LastTick">Ticks up to this time have been stepped.</param>
/// <param name="LastReason">Of the last evaluation, at most 400 characters.</param>
public sealed record RuleState(
    string RuleVersion,
    string Ladder,
    string Title,
    IReadOnlyList<string> Tags,
    IReadOnlyList<RungState> Rungs,
    Checkpoint? Checkpoint,
    Period? LastTick,
    EpisodeState Episode,
    EvaluationOutcome LastOutcome,
    string LastReason)
{
    /// <summary>What the other series that the rule reads held at the last evaluation (<see cref="OtherDigest"/>): other values run the machines again.</summary>
    public string Others { get; init; } = "";

    /// <summary>Who saw the open episode; null where nobody said so, and where none is open.</summary>
    public Acknowledgement? Acknowledged { get; init; }

    /// <summary>Number of the current or last episode, from 1; 0 before the first. Counted per series over all its rules.</summary>
    public int EpisodeNumber => Episode.Number;

    /// <summary>Sequence of the last transition of that episode.</summary>
    public int Sequence => Episode.Sequence;

    /// <summary>Severity of the episode as last recorded; null where none is firing.</summary>
    public Severity? Told => Episode.Told;

    /// <summary>Highest severity of the episode.</summary>
    public Severity? Peak => Episode.Peak;

    /// <summary>Period of the transition that opened it.</summary>
    public Period? OpenedAt => Episode.OpenedAt;

    /// <summary>Whether storing this one instead of the other would change nothing.</summary>
    internal bool Matches(RuleState other) =>
        this with { Tags = other.Tags, Rungs = other.Rungs } == other && Tags.SequenceEqual(other.Tags) && Rungs.SequenceEqual(other.Rungs);
}

/// <summary>What was recorded of the current or last episode.</summary>
/// <param name="Quiet">Opened without a message (<c>"onCreate": "arm"</c>): silent until it worsens.</param>
public sealed record EpisodeState(int Number, int Sequence, Severity? Told, Severity? Peak, Period? OpenedAt, bool Quiet)
{
    public static EpisodeState None { get; } = new(0, 0, null, null, null, false);
}

/// <summary>The machines as they stood before the observation of one period and the ticks that precede it.</summary>
public sealed record Checkpoint(Period Before, IReadOnlyList<RungState> Rungs);

/// <summary>One rung's machine: inactive → pending → firing.</summary>
/// <param name="ActiveAt">First met period of the run; set while pending or firing.</param>
/// <param name="Met">Met observations of a pending run; 0 once it fires.</param>
/// <param name="Misses">Consecutive unmet observations while firing.</param>
/// <param name="KeepSince">First of them.</param>
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
