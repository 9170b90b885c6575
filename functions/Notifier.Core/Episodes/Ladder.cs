using Notifier.Core.Indicators;
using Notifier.Core.Observations;
using Notifier.Core.Rules;
using Notifier.Core.Warnings;

namespace Notifier.Core.Episodes;

/// <summary>The running machines of one rule on one series: one per rung, not nested. The severity is the highest rung firing.</summary>
internal sealed class Ladder
{
    private readonly IReadOnlyList<Rung> _rungs;
    private readonly RungState[] _states;

    public Ladder(Rule rule, IReadOnlyList<RungState>? states)
    {
        _rungs = rule.Ladder;
        _states = states is null ? Inactive(_rungs.Count) : [.. states];
        Severity = Highest(RungPhase.Firing);
        Since = Severity is null ? null : FirstOfRun();
    }

    public Severity? Severity { get; private set; }

    /// <summary>First period of the run that opened the present episode: the earliest ActiveAt of the rungs firing then; null where none fires.</summary>
    public Period? Since { get; private set; }

    public IReadOnlyList<RungState> States => [.. _states];

    public RungPhase Phase => Severity is not null ? RungPhase.Firing : Highest(RungPhase.Pending) is null ? RungPhase.Inactive : RungPhase.Pending;

    /// <summary>The severity firing, else the highest rung pending.</summary>
    public Severity? Shown => Severity ?? Highest(RungPhase.Pending);

    /// <summary>The worst unknown outcome among the rungs at the last step; null where all were known.</summary>
    public EvaluationOutcome? Unknown { get; private set; }

    /// <summary>
    /// Between two observations something came in: rungs that it makes true take it as an observation, and nothing ends by it, because
    /// the others wait for their observation or tick.
    /// </summary>
    /// <returns>Whether any rung took it.</returns>
    public bool Look(in Moment moment)
    {
        var taken = false;
        for (var index = 0; index < _states.Length; index++)
        {
            var state = _states[index];
            var isMet = state.Phase == RungPhase.Pending || (state.Phase == RungPhase.Firing && state.Misses == 0);
            if (isMet || RungMachine.Judge(_rungs[index], moment, out _) != RungVerdict.Met)
                continue;
            _states[index] = RungMachine.Step(_rungs[index], state, RungVerdict.Met, moment.At);
            taken = true;
        }

        if (taken)
            Turn();
        return taken;
    }

    public void Step(in Moment moment)
    {
        Unknown = null;
        for (var index = 0; index < _states.Length; index++)
        {
            var verdict = RungMachine.Judge(_rungs[index], moment, out var outcome);
            _states[index] = RungMachine.Step(_rungs[index], _states[index], verdict, moment.At);
            if (outcome.IsUnknown() && !(outcome < Unknown))
                Unknown = outcome;
        }

        Turn();
    }

    private void Turn()
    {
        var before = Severity;
        Severity = Highest(RungPhase.Firing);
        if (Severity is null)
            Since = null;
        else if (before is null)
            Since = FirstOfRun();
    }

    private static RungState[] Inactive(int count)
    {
        var states = new RungState[count];
        Array.Fill(states, RungState.Inactive);
        return states;
    }

    private Severity? Highest(RungPhase phase)
    {
        for (var index = _states.Length - 1; index >= 0; index--)
        {
            if (_states[index].Phase == phase)
                return _rungs[index].Severity;
        }

        return null;
    }

    private Period? FirstOfRun() => _states.Where(state => state.Phase == RungPhase.Firing).Min(state => state.ActiveAt);
}
