using Notifier.Core.Indicators;
using Notifier.Core.Observations;
using Notifier.Core.Rules;

namespace Notifier.Core.Episodes;

/// <summary>What one observation says to one rung.</summary>
internal enum RungVerdict
{
    Met,
    Unmet,

    /// <summary>Unknown, or neither <c>when</c> nor <c>clear</c>: run, misses and timers stay as they are.</summary>
    Neither,
}

/// <summary>
/// One rung: inactive → pending → firing, as an alerting rule of Prometheus 2.42 (rules/alerting.go, Eval) with durations:
/// <list type="number">
/// <item>The first met observation starts the run (ActiveAt) and makes the rung pending.</item>
/// <item>It fires at the observation where t − ActiveAt >= for; with a count at the n-th met one of the run.</item>
/// <item>An unmet observation ends a pending run at once.</item>
/// <item>While firing, the first unmet observation starts the clock (KeepSince); the rung holds while t − KeepSince is less than
/// keepFiringFor, with a count through that many unmet observations; a met one stops the clock.</item>
/// <item>Time without observations passes for durations and does not exist for counts; here Prometheus differs, where a missing sample is unmet.</item>
/// </list>
/// </summary>
internal static class RungMachine
{
    /// <param name="when">The outcome of the rung's own condition.</param>
    public static RungVerdict Judge(Rung rung, in Moment moment, out EvaluationOutcome when)
    {
        when = ConditionEvaluation.Judge(rung.When, moment);
        if (when == EvaluationOutcome.Met)
            return RungVerdict.Met;
        if (rung.Clear is null)
            return when == EvaluationOutcome.NotMet ? RungVerdict.Unmet : RungVerdict.Neither;
        return ConditionEvaluation.Judge(rung.Clear, moment) == EvaluationOutcome.Met ? RungVerdict.Unmet : RungVerdict.Neither;
    }

    public static RungState Step(Rung rung, RungState state, RungVerdict verdict, Period at) => verdict switch
    {
        RungVerdict.Neither => state,
        RungVerdict.Met => Met(rung, state, at),
        _ when state.Phase == RungPhase.Firing => Missed(rung, state, at),
        _ => RungState.Inactive,
    };

    private static RungState Met(Rung rung, RungState state, Period at)
    {
        if (state.Phase == RungPhase.Firing)
            return state.Misses == 0 ? state : state with { Misses = 0, KeepSince = null };
        var activeAt = state.ActiveAt ?? at;
        var met = state.Met + 1;
        var fires = rung.For.Count is { } count ? met >= count : at - activeAt >= rung.For.Duration;
        // The count of the run has done its work once the rung fires.
        return new(fires ? RungPhase.Firing : RungPhase.Pending, activeAt, fires ? 0 : met, 0, null);
    }

    private static RungState Missed(Rung rung, RungState state, Period at)
    {
        var keepSince = state.KeepSince ?? at;
        var misses = state.Misses + 1;
        var holds = rung.KeepFiringFor.Count is { } count ? misses <= count : at - keepSince < rung.KeepFiringFor.Duration;
        return holds ? state with { Misses = misses, KeepSince = keepSince } : RungState.Inactive;
    }
}
