using Notifier.Core.Entries;
using Notifier.Core.Observations;
using Notifier.Core.Rules;
using Notifier.Core.Warnings;

namespace Notifier.Core.Episodes;

/// <summary>
/// One step of one series: new or revised observations, changed rules or a tick, run through the machines of all rules.
/// Pure: the same state and change give the same result, ids included, so that a commit may be tried again.
/// </summary>
/// <param name="State">The state to store.</param>
/// <param name="Warnings">What to tell, one per rule that changed; goes into the outbox in the same transaction as the state.</param>
/// <param name="Changed">Observations that were new or had another value: empty = nothing to store.</param>
public sealed record SeriesCommit(SeriesState State, IReadOnlyList<Warning> Warnings, IReadOnlyList<Observation> Changed)
{
    /// <param name="rules">All rules that apply to the series now; one that the state knows and this list lacks resolves with the reason “rule removed”.</param>
    /// <param name="observations">In any order; a known period with the same value is a no-op.</param>
    /// <param name="tick">The time of a tick, evaluated after the observations for the rules that change with time.</param>
    public static SeriesCommit Advance(
        SeriesState before,
        IReadOnlyList<Rule> rules,
        IReadOnlyList<Observation> observations,
        EntryLog entries,
        Period? tick = null) =>
        throw new NotSupportedException();
}
