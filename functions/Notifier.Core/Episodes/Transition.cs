using Notifier.Core.Indicators;
using Notifier.Core.Observations;
using Notifier.Core.Warnings;

namespace Notifier.Core.Episodes;

/// <summary>A recorded change of an episode at one period. For a resolved one the severity is the one it had last.</summary>
/// <param name="ReasonZh">The reason in Chinese (zh-Hans); null in what was recorded before there was one.</param>
public sealed record Transition(
    int Sequence,
    TransitionKind Kind,
    Severity Severity,
    Period Period,
    double Value,
    string Reason,
    Period? AlreadySince = null,
    string? ReasonZh = null)
{
    internal Phrase Said => new(Reason, ReasonZh ?? Reason);
}
