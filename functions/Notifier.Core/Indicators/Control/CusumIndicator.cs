namespace Notifier.Core.Indicators.Control;

/// <summary>
/// <c>cusum(0.5, hi|lo)</c>: the one-sided cumulative sum of <c>zscore(52)</c> beyond a slack, of rises or of falls
/// (<see cref="CusumChart"/>); a limit of 5 is usual with the slack 0.5. 0 where the score is undefined.
/// </summary>
internal sealed class CusumIndicator(double slack, bool rises) : ScoreRecursion
{
    internal static IndicatorSyntax Syntax { get; } = new(
        "cusum",
        [
            new IndicatorParameter("slack", ArgumentKind.Number),
            new IndicatorParameter("side", ArgumentKind.Word, ["hi", "lo"], Default: new(ArgumentKind.Word, Word: "hi")),
        ],
        static arguments => new CusumIndicator(
            arguments[0].Number is >= 0 and <= 6 and var slack ? slack : throw new ArgumentException("the slack lies between 0 and 6 standard deviations"),
            arguments[1].Word == "hi"),
        "cumulative sum of the scores of returns beyond a slack, of rises or of falls",
        "cusum(0.5, hi) >= 5");

    public override string Text { get; } = $"cusum({NumberText.Plain(slack)}, {(rises ? "hi" : "lo")})";

    protected override ControlChart Chart() => new CusumChart(slack, rises);

    public override Phrase Describe(in Reading reading, in Moment moment, double limit, string limitText)
    {
        var (number, each) = (NumberText.Significant(reading.Number, limit), NumberText.Plain(slack));
        return new(
            $"the {(rises ? "rises" : "falls")} of late sum up to {number} standard deviations beyond {each} each, limit {limitText}",
            $"近期{(rises ? "涨幅" : "跌幅")}超出{each}个标准差的部分累计{number}个标准差，阈值{limitText}");
    }
}
