namespace Notifier.Core.Indicators;

/// <summary><c>ratio(other)</c>: P / the other's value; a value that is not positive on either side has no ratio (DESIGN section 3).</summary>
public sealed class RatioIndicator(string other) : OtherIndicator(other)
{
    internal static IndicatorSyntax Syntax { get; } = new(
        "ratio",
        [Parameter],
        static arguments => new RatioIndicator(arguments[0].Word),
        "the newest value divided by that of another series",
        "ratio(lithium-hydroxide-cn) < 0.9");

    public override string Text { get; } = $"ratio({SeriesName.Of(other)})";

    public override IndicatorUnit Unit => IndicatorUnit.Number;

    public override double Neutral => 1;

    protected override Reading Measure(in Moment ours, in Moment theirs) =>
        ours.Newest.Value <= 0 ? Reading.NoData(NotPositive.Of(NumberText.Value(ours.Newest.Value, ours.Series.Unit), "no ratio", "无比值"))
        : theirs.Newest.Value <= 0 ? Reading.NoData(NotPositive.Of(SeriesName.Cited(theirs), "no ratio", "无比值"))
        : Reading.Of(ours.Newest.Value / theirs.Newest.Value) with { Cited = [theirs.Series.Citation(theirs.Newest)] };

    public override Phrase Describe(in Reading reading, in Moment moment, double limit, string limitText)
    {
        var (number, edge, (english, chinese)) = (NumberText.Significant(reading.Number, limit), NumberText.Plain(limit), Theirs(reading, moment));
        return new($"×{number} of {english}, limit ×{edge}", $"为{chinese}的{number}倍，阈值{edge}倍");
    }
}
