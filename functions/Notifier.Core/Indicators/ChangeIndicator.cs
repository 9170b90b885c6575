using Notifier.Core.Observations;

namespace Notifier.Core.Indicators;

/// <summary><c>change(w)</c>: P_t / P_base − 1, the relative change over a window; 0.15 is +15%.</summary>
public sealed class ChangeIndicator(Window window) : GrowthIndicator(window)
{
    internal static IndicatorSyntax Syntax { get; } = new(
        "change",
        [new IndicatorParameter("window", ArgumentKind.Window)],
        static arguments => new ChangeIndicator(arguments[0].Window),
        "relative change against the value one window ago",
        "change(90d) >= 15%");

    public override string Text { get; } = $"change({window})";

    protected override Reading Measure(Observation newest, Observation basis, Series series) =>
        Reading.Of(newest.Value / basis.Value - 1, basis);

    public override Phrase Describe(in Reading reading, in Moment moment, double limit, string limitText)
    {
        var (number, edge, (english, chinese)) = (NumberText.Percent(reading.Number, limit), NumberText.PercentLimit(limit), From(reading, moment));
        return new($"{number}{english}, limit {edge}", $"{WindowWords.Span(Window).Chinese}内{NumberText.Moved(number)}{chinese}，阈值{edge}");
    }
}
