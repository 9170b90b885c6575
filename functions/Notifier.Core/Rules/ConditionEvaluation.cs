using Notifier.Core.Indicators;
using Notifier.Core.Observations;

namespace Notifier.Core.Rules;

/// <summary>
/// Judges conditions by Kleene's three-valued logic: a false leg decides an <c>and</c>, a true leg an <c>or</c>, and what is
/// not known stays unknown with its cause. <see cref="Judge"/> is the verdict alone, <see cref="Explain"/> adds the numbers.
/// </summary>
public static class ConditionEvaluation
{
    public static EvaluationOutcome Judge(Condition condition, in Moment moment) => condition switch
    {
        Comparison comparison => ComparisonReading.Of(comparison, moment).Outcome,
        Vote vote => VoteCount.Of(vote, moment).Outcome,
        And and => Conjunction(Judge(and.Left, moment), and.Right, moment),
        Or or => Disjunction(Judge(or.Left, moment), or.Right, moment),
        Not not => Inverse(Judge(not.Operand, moment)),
        _ => throw new ArgumentOutOfRangeException(nameof(condition), condition, "not a condition"),
    };

    /// <summary>The verdict with the numbers of the comparisons that decided it, or with what is missing and when it will be enough.</summary>
    public static Evaluation Explain(Condition condition, in Moment moment)
    {
        var outcome = Judge(condition, moment);
        var reason = new ReasonBuilder();
        Decide(condition, outcome, moment, reason);
        return reason.Build(outcome, moment);
    }

    public static bool IsUnknown(this EvaluationOutcome outcome) => outcome >= EvaluationOutcome.NoData;

    private static EvaluationOutcome Conjunction(EvaluationOutcome left, Condition right, in Moment moment)
    {
        if (left == EvaluationOutcome.NotMet)
            return left;
        var other = Judge(right, moment);
        return left == EvaluationOutcome.Met || other == EvaluationOutcome.NotMet ? other
            : other == EvaluationOutcome.Met ? left
            : Worse(left, other);
    }

    private static EvaluationOutcome Disjunction(EvaluationOutcome left, Condition right, in Moment moment)
    {
        if (left == EvaluationOutcome.Met)
            return left;
        var other = Judge(right, moment);
        return left == EvaluationOutcome.NotMet || other == EvaluationOutcome.Met ? other
            : other == EvaluationOutcome.NotMet ? left
            : Worse(left, other);
    }

    private static EvaluationOutcome Inverse(EvaluationOutcome outcome) => outcome switch
    {
        EvaluationOutcome.Met => EvaluationOutcome.NotMet,
        EvaluationOutcome.NotMet => EvaluationOutcome.Met,
        _ => outcome,
    };

    /// <summary>Of two unknowns the one that needs more: an error before a history too short before a gap.</summary>
    internal static EvaluationOutcome Worse(EvaluationOutcome left, EvaluationOutcome right) => left > right ? left : right;

    /// <summary>Collects the comparisons that made the outcome what it is.</summary>
    private static void Decide(Condition condition, EvaluationOutcome outcome, in Moment moment, ReasonBuilder reason)
    {
        switch (condition)
        {
            case Comparison comparison:
                reason.Add(ComparisonReading.Of(comparison, moment), moment);
                break;
            case Vote vote:
                reason.Say(VoteCount.Of(vote, moment).Text);
                DecideLegs([.. vote.Conditions], outcome, moment, reason);
                break;
            case And and:
                DecideLegs([and.Left, and.Right], outcome, moment, reason);
                break;
            case Or or:
                DecideLegs([or.Left, or.Right], outcome, moment, reason);
                break;
            case Not not:
                Decide(not.Operand, Inverse(outcome), moment, reason);
                break;
        }
    }

    /// <summary>A leg decided where it has the same verdict as the whole; an unknown whole rests on every unknown leg.</summary>
    private static void DecideLegs(ReadOnlySpan<Condition> legs, EvaluationOutcome outcome, in Moment moment, ReasonBuilder reason)
    {
        foreach (var leg in legs)
        {
            var verdict = Judge(leg, moment);
            if (verdict == outcome || (outcome.IsUnknown() && verdict.IsUnknown()))
                Decide(leg, verdict, moment, reason);
        }
    }
}
