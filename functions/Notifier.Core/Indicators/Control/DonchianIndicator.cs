using Notifier.Core.Observations;

namespace Notifier.Core.Indicators.Control;

/// <summary>
/// <c>donchian(52, up|lo)</c>: the highest or lowest of the 52 values before the newest one, which itself is left out, in the unit
/// of the series (Donchian's channel, as in Faith 2007, <i>Way of the Turtle</i>): <c>value > donchian(52, up)</c> is a breakout.
/// </summary>
internal sealed class DonchianIndicator(int window, bool highest) : RunningIndicator<SlidingExtreme>
{
    internal static IndicatorSyntax Syntax { get; } = new(
        "donchian",
        [
            new IndicatorParameter("observations", ArgumentKind.Number),
            new IndicatorParameter("side", ArgumentKind.Word, ["up", "lo"], Default: new(ArgumentKind.Word, Word: "up")),
        ],
        static arguments => new DonchianIndicator(WholeNumber.Of(arguments[0], "the window in observations", 1), arguments[1].Word == "up"),
        "highest or lowest value of the observations before the newest one",
        "value > donchian(52, up)");

    public override string Text { get; } = $"donchian({window}, {(highest ? "up" : "lo")})";

    public override IndicatorUnit Unit => IndicatorUnit.Series;

    public override Window? Reach { get; } = Window.OfCount(window + 1);

    public override double NeededShare { get; } = (window + 0.5) / (window + 1);

    protected override SlidingExtreme Begin(Series series) => new(window, highest);

    protected override SlidingExtreme Copy(SlidingExtreme run) => run.Copy();

    protected override double Step(SlidingExtreme run, History history, int index)
    {
        var extreme = index < window ? double.NaN : run.Value;
        run.Slide(index, history.Values[index]);
        return extreme;
    }

    protected override Reading Undefined(in Moment moment) => Shortage.Of(window - moment.Index, moment);

    protected override Observation? Basis(in Moment moment, double number)
    {
        var start = moment.Index - window;
        return moment.History[start + moment.History.Values[start..moment.Index].IndexOf(number)];
    }

    public override Phrase Describe(in Reading reading, in Moment moment, double limit, string limitText)
    {
        var (english, chinese) = WindowWords.Basis(reading.Basis, moment.Series);
        return new(
            $"the {(highest ? "high" : "low")} {english} of the {window} observations before, limit {limitText}",
            $"此前{window}期{(highest ? "最高价" : "最低价")}{chinese}，阈值{limitText}");
    }
}
