namespace Notifier.Core.Indicators.Control;

/// <summary>
/// <c>pagehinkley(0.005)</c>: the Page–Hinkley test for a rise of the mean of <c>zscore(52)</c> (<see cref="PageHinkleyChart"/>). It
/// begins at 0.
/// </summary>
internal sealed class PageHinkleyIndicator(double tolerance) : ScoreRecursion
{
    internal static IndicatorSyntax Syntax { get; } = new(
        "pagehinkley",
        [new IndicatorParameter("tolerance", ArgumentKind.Number)],
        static arguments => new PageHinkleyIndicator(
            arguments[0].Number is >= 0 and <= 6 and var tolerance ? tolerance : throw new ArgumentException("the tolerance lies between 0 and 6 standard deviations")),
        "how far the sum of the scores of returns has risen above its lowest point",
        "pagehinkley(0.005) >= 15");

    public override string Text { get; } = $"pagehinkley({NumberText.Plain(tolerance)})";

    protected override ControlChart Chart() => new PageHinkleyChart(tolerance);

    public override Phrase Describe(in Reading reading, in Moment moment, double limit, string limitText)
    {
        var (number, margin) = (NumberText.Significant(reading.Number, limit), NumberText.Plain(tolerance));
        return new(
            $"the scores of returns sum up to {number} above their lowest point (tolerance {margin}), limit {limitText}",
            $"收益率标准分的累计值高出其最低点{number}（容差{margin}），阈值{limitText}");
    }
}
