using Notifier.Core.Observations;
using Notifier.Core.Rules;

namespace Notifier.Core.Indicators;

/// <summary>
/// <c>vote(n, c1, c2, …)</c>: 1 where at least n of the conditions are met, 0 where not, unknown where those that are unknown could
/// decide. It stands alone as a condition. Its conditions are judged as a rule would judge them, gates of their histories included.
/// </summary>
public sealed class VoteIndicator(Vote vote) : Indicator
{
    internal static IndicatorSyntax Syntax { get; } = new(
        "vote",
        [new IndicatorParameter("needed", ArgumentKind.Number), new IndicatorParameter("conditions", ArgumentKind.Condition, Repeats: true)],
        static arguments => new VoteIndicator(Made(arguments[0].Number, [.. arguments.Skip(1).Select(argument => argument.Condition!)])),
        "at least so many of the conditions are met; stands alone",
        "vote(2, change(90d) >= 15%, multiple(min, 365d) >= 1.5, runup(180d) >= 50%)")
    {
        StandsAlone = true,
    };

    // Sentences cost more than the count: they are made where something is to be cited or said.
    private readonly bool _cites = vote.Indicators().Any(part => part.ReadsEntries || part.OtherIds.Any());

    public Vote Vote => vote;

    public override string Text { get; } = ConditionText.Format(vote);

    public override IndicatorUnit Unit => IndicatorUnit.Number;

    public override IEnumerable<Indicator> Parts => vote.Indicators();

    public override IEnumerable<string> NamedUnits => Parts.SelectMany(part => part.NamedUnits);

    public override Reading Read(in Moment moment) => VoteCount.Of(vote, moment).Outcome switch
    {
        EvaluationOutcome.NotMet => Reading.Of(0),
        EvaluationOutcome.Met when !_cites => Reading.Of(1),
        _ => Explained(ConditionEvaluation.Explain(vote, moment)),
    };

    private static Reading Explained(Evaluation evaluation) => evaluation switch
    {
        { Outcome: EvaluationOutcome.Met } met => Reading.Of(1, entries: met.Entries) with { Cited = met.Cited },
        { Outcome: EvaluationOutcome.InsufficientHistory } late => Reading.InsufficientHistory(late.EnoughFrom),
        { Outcome: EvaluationOutcome.NoData } gap => Reading.NoData(gap.Said),
        var error => Reading.Error(error.Said),
    };

    internal override Period? OldestRead(in Moment moment)
    {
        Period? oldest = null;
        foreach (var part in Parts)
        {
            if (part.OldestRead(moment) is { } period && !(period >= oldest))
                oldest = period;
        }

        return oldest;
    }

    internal override int Needed(Series series) => Parts.Max(part => part.Needed(series));

    public override Phrase Describe(in Reading reading, in Moment moment, double limit, string limitText)
    {
        var (number, (english, chinese)) = (NumberText.Plain(reading.Number), VoteCount.Of(vote, moment).Text);
        return new($"vote {number} ({english}), limit {limitText}", $"表决结果{number}（{chinese}），阈值{limitText}");
    }

    private static Vote Made(double needed, IReadOnlyList<Condition> conditions) =>
        conditions.Count < 2 ? throw new ArgumentException("a vote needs two conditions or more")
        : !double.IsInteger(needed) || needed < 1 || needed > conditions.Count ? throw new ArgumentException(
            $"{NumberText.Plain(needed)} of {NumberText.Plain(conditions.Count)} conditions cannot be counted: write a whole number from 1 to {NumberText.Plain(conditions.Count)}")
        : new((int)needed, conditions);
}
