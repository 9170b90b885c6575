using Notifier.Core.Observations;
using Notifier.Core.Warnings;

namespace Notifier.Core.Episodes;

/// <summary>A recorded change of an episode at one period. For a resolved one the severity is the one it had last.</summary>
public sealed record Transition(
    int Sequence,
    TransitionKind Kind,
    Severity Severity,
    Period Period,
    double Value,
    string Reason,
    Period? AlreadySince = null);
