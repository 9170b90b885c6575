using Notifier.Core.Observations;

namespace Notifier.Core.Indicators;

/// <summary><c>logreturn(w)</c>: ln(P_t / P_base), the logarithmic growth over a window; undefined where a value is not positive.</summary>
public sealed class LogReturnIndicator(Window window) : GrowthIndicator(window)
{
    internal static IndicatorSyntax Syntax { get; } = new(
        "logreturn",
        [new IndicatorParameter("window", ArgumentKind.Window)],
        static arguments => new LogReturnIndicator(arguments[0].Window),
        "logarithm of the growth against the value one window ago",
        "logreturn(90d) >= 0.25");

    public override string Text { get; } = $"logreturn({window})";

    protected override Reading Measure(Observation newest, Observation basis, Series series) => newest.Value > 0
        ? Reading.Of(Math.Log(newest.Value / basis.Value), basis)
        : Reading.NoData(NotPositive.Of(NumberText.Value(newest.Value, series.Unit), "no logarithm", "无对数"));

    public override Phrase Describe(in Reading reading, in Moment moment, double limit, string limitText)
    {
        var (number, edge, (english, chinese)) = (NumberText.Significant(reading.Number, limit), NumberText.Plain(limit), From(reading, moment));
        return new($"log return {number}{english}, limit {edge}", $"{WindowWords.Span(Window).Chinese}对数收益率{number}{chinese}，阈值{edge}");
    }
}
