using Notifier.Core.Indicators;

namespace Notifier.Core.Rules;

/// <summary>How many conditions of a vote are met at one moment.</summary>
/// <param name="Unknown">How many may be met or not.</param>
/// <param name="Worst">The worst of the unknown outcomes.</param>
internal readonly record struct VoteCount(Vote Vote, int Met, int Unknown, EvaluationOutcome Worst)
{
    public static VoteCount Of(Vote vote, in Moment moment)
    {
        var (met, unknown, worst) = (0, 0, EvaluationOutcome.NoData);
        foreach (var condition in vote.Conditions)
        {
            var outcome = ConditionEvaluation.Judge(condition, moment);
            if (outcome == EvaluationOutcome.Met)
                met++;
            if (!outcome.IsUnknown())
                continue;
            unknown++;
            worst = ConditionEvaluation.Worse(worst, outcome);
        }

        return new(vote, met, unknown, worst);
    }

    /// <summary>Not met only where even all unknown ones could not reach the number.</summary>
    public EvaluationOutcome Outcome =>
        Met >= Vote.Needed ? EvaluationOutcome.Met
        : Met + Unknown < Vote.Needed ? EvaluationOutcome.NotMet
        : Worst;

    /// <summary><c>2 of 3 met, needed 2</c></summary>
    public Phrase Text
    {
        get
        {
            var (met, all, needed) = (NumberText.Plain(Met), NumberText.Plain(Vote.Conditions.Count), NumberText.Plain(Vote.Needed));
            var (unknown, chineseUnknown) = Unknown == 0 ? ("", "") : ($" and {NumberText.Plain(Unknown)} unknown", $"、{NumberText.Plain(Unknown)}项未知");
            return new($"{met} of {all} met{unknown}, needed {needed}", $"{all}项中{met}项成立{chineseUnknown}，需{needed}项");
        }
    }
}
