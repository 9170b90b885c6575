using Notifier.Core.Indicators;
using Notifier.Core.Rules;
using Notifier.Core.Warnings;

namespace Notifier.Core.Episodes;

/// <summary>Why a ladder stands where it stands: the numbers of the rung that fires, or of the rung that ended.</summary>
public static class LadderReason
{
    /// <summary>Of a step: what made the new severity fire, or what ended the former one.</summary>
    internal static Evaluation Of(Rule rule, TransitionKind kind, Severity? before, Severity? after, in Moment moment) =>
        kind is TransitionKind.Opened or TransitionKind.Escalated
            ? Firing(rule, after!.Value, moment)
            : Ended(rule, before!.Value, moment);

    internal static Evaluation Firing(Rule rule, Severity severity, in Moment moment)
    {
        var rung = RungOf(rule, severity);
        var evaluation = Pace.Added(ConditionEvaluation.Explain(rung.When, moment), rule, rung, moment);
        var (english, chinese) = evaluation.Said;
        return evaluation.Outcome == EvaluationOutcome.Met ? evaluation : evaluation.Saying(new($"kept firing: {english}", $"延续触发：{chinese}"));
    }

    /// <summary>Of a rung that ended: what cleared it.</summary>
    internal static Evaluation Ended(Rule rule, Severity severity, in Moment moment)
    {
        var rung = RungOf(rule, severity);
        return ConditionEvaluation.Explain(rung.Clear ?? rung.When, moment);
    }

    /// <summary>Of the whole rule: the highest rung that is met, else the first that is unknown, else the lowest.</summary>
    public static Evaluation Newest(Rule rule, in Moment moment)
    {
        Evaluation? unknown = null, lowest = null;
        for (var index = rule.Ladder.Count - 1; index >= 0; index--)
        {
            lowest = ConditionEvaluation.Explain(rule.Ladder[index].When, moment);
            if (lowest.Outcome == EvaluationOutcome.Met)
                return Pace.Added(lowest, rule, rule.Ladder[index], moment);
            if (lowest.Outcome.IsUnknown())
                unknown = lowest;
        }

        return unknown ?? lowest!;
    }

    /// <summary>The rung of a severity; where a changed ladder has none, the highest below it, else the lowest.</summary>
    private static Rung RungOf(Rule rule, Severity severity) =>
        rule.Ladder.LastOrDefault(rung => rung.Severity <= severity) ?? rule.Ladder[0];
}
