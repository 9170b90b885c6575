namespace Notifier.Core.Indicators.Control;

/// <summary>
/// <c>ewma(0.2, value|ucl)</c>: the exponentially weighted mean of <c>zscore(52)</c> (<see cref="EwmaChart"/>) or its upper control
/// limit (<see cref="EwmaLimitChart"/>), so that <c>ewma(0.2) > ewma(0.2, ucl)</c> is the chart's alarm. It begins at 0.
/// </summary>
internal sealed class EwmaIndicator(double weight, string output) : ScoreRecursion
{
    internal static IndicatorSyntax Syntax { get; } = new(
        "ewma",
        [
            new IndicatorParameter("weight", ArgumentKind.Number),
            new IndicatorParameter("output", ArgumentKind.Word, ["value", "ucl"], Default: new(ArgumentKind.Word, Word: "value")),
        ],
        static arguments => new EwmaIndicator(
            arguments[0].Number is > 0 and <= 1 and var weight ? weight : throw new ArgumentException("the weight of the newest score is above 0 and at most 1"),
            arguments[1].Word),
        "exponentially weighted mean of the scores of returns, or its upper control limit",
        "ewma(0.2, value) >= 0.9");

    public override string Text { get; } = $"ewma({NumberText.Plain(weight)}, {output})";

    protected override ControlChart Chart() => output == "value" ? new EwmaChart(weight) : new EwmaLimitChart(weight);

    public override Phrase Describe(in Reading reading, in Moment moment, double limit, string limitText)
    {
        var (number, share) = (NumberText.Significant(reading.Number, limit), NumberText.Plain(weight));
        var (english, chinese) = output == "value"
            ? new Phrase("the weighted mean of the scores of returns", "收益率标准分的加权均值")
            : new Phrase("the upper control limit of the weighted mean", "加权均值的控制上限");
        return new($"{english} is {number} (weight {share}), limit {limitText}", $"{chinese}为{number}（权重{share}），阈值{limitText}");
    }
}
