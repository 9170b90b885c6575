using Notifier.Core.Episodes;
using Notifier.Core.Observations;
using Notifier.Core.Rules;
using Notifier.Core.Warnings;

namespace Notifier.Core.Backtesting;

/// <summary>What a rule would have said of a series.</summary>
/// <param name="States">One per observation, and per tick for rules that change with time.</param>
public sealed record BacktestResult(Rule Rule, Series Series, IReadOnlyList<Transition> Transitions, IReadOnlyList<BacktestState> States)
{
    public BacktestSummary Summary { get; } = BacktestSummary.Of(Transitions, States);

    /// <summary>The rungs that are unknown at the newest observation: what they lack, and when it will be enough.</summary>
    public IReadOnlyList<UnknownRung> UnknownAtEnd { get; init; } = [];
}

/// <summary>A rung whose condition cannot be judged.</summary>
public sealed record UnknownRung(Severity Severity, Evaluation Evaluation);

/// <param name="Severity">The highest rung firing, else the highest pending; null where inactive.</param>
/// <param name="Unknown">The worst unknown outcome among the rungs; null where all were known.</param>
public readonly record struct BacktestState(Period At, RungPhase Phase, Severity? Severity, EvaluationOutcome? Unknown, bool IsTick);

/// <param name="Firing">Observations and ticks at which the rule fired.</param>
/// <param name="FiringOpen">Whether the last episode still runs at the end.</param>
/// <param name="NoData">Observations and ticks at which a rung was unknown, by its worst cause.</param>
public sealed record BacktestSummary(
    int Observations,
    int Ticks,
    Period? From,
    Period? To,
    int Transitions,
    int Episodes,
    int Firing,
    Severity? Peak,
    bool FiringOpen,
    int NoData,
    int InsufficientHistory,
    int Errors)
{
    public static BacktestSummary Of(IReadOnlyList<Transition> transitions, IReadOnlyList<BacktestState> states)
    {
        var ticks = states.Count(state => state.IsTick);
        return new(
            states.Count - ticks,
            ticks,
            states.Count > 0 ? states[0].At : null,
            states.Count > 0 ? states[^1].At : null,
            transitions.Count,
            transitions.Count(transition => transition.Kind == TransitionKind.Opened),
            states.Count(state => state.Phase == RungPhase.Firing),
            transitions.Count > 0 ? transitions.Max(transition => transition.Severity) : null,
            transitions.Count > 0 && transitions[^1].Kind != TransitionKind.Resolved,
            states.Count(state => state.Unknown == EvaluationOutcome.NoData),
            states.Count(state => state.Unknown == EvaluationOutcome.InsufficientHistory),
            states.Count(state => state.Unknown == EvaluationOutcome.Error));
    }
}
