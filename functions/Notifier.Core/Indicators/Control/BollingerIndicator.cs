using Notifier.Core.Observations;

namespace Notifier.Core.Indicators.Control;

/// <summary>
/// <c>bollinger(20, mid|up|lo)</c>: the mean of the newest 20 values, and the bands two population standard deviations above and
/// below it, in the unit of the series (Bollinger 2001, <i>Bollinger on Bollinger Bands</i>). Any finite values.
/// </summary>
internal sealed class BollingerIndicator(int window, string output) : RunningIndicator<SlidingMoments>
{
    private const double Deviations = 2;

    internal static IndicatorSyntax Syntax { get; } = new(
        "bollinger",
        [
            new IndicatorParameter("observations", ArgumentKind.Number),
            new IndicatorParameter("output", ArgumentKind.Word, ["mid", "up", "lo"], Default: new(ArgumentKind.Word, Word: "mid")),
        ],
        static arguments => new BollingerIndicator(WholeNumber.Of(arguments[0], "the window in observations", 2), arguments[1].Word),
        "mean of the newest values, or the band two standard deviations above or below it",
        "value > bollinger(20, up)");

    private readonly double _deviations = output switch { "up" => Deviations, "lo" => -Deviations, _ => 0 };

    public override string Text { get; } = $"bollinger({window}, {output})";

    public override IndicatorUnit Unit => IndicatorUnit.Series;

    public override Window? Reach { get; } = Window.OfCount(window);

    public override double NeededShare { get; } = (window - 0.5) / window;

    protected override SlidingMoments Begin(Series series) => new();

    protected override SlidingMoments Copy(SlidingMoments run) => run.Copy();

    protected override double Step(SlidingMoments run, History history, int index)
    {
        run.Slide(history.Values[index], window, history.Position(index));
        if (run.Length < window)
            return double.NaN;
        var moments = run.Total;
        return _deviations == 0 ? moments.Mean : moments.Mean + (_deviations * moments.PopulationDeviation);
    }

    protected override Reading Undefined(in Moment moment) => moment.Index + 1 < window
        ? Shortage.Of(window - moment.Index - 1, moment)
        : Reading.Error("the values are too large for a mean of them", "数值过大，无法求均值");

    public override Phrase Describe(in Reading reading, in Moment moment, double limit, string limitText)
    {
        var number = NumberText.Value(NumberText.Rounded(reading.Number, limit), moment.Series.Unit);
        return new($"{Name.English} of {window} observations is {number}, limit {limitText}", $"{window}期{Name.Chinese}为{number}，阈值{limitText}");
    }

    private Phrase Name => output switch
    {
        "up" => new("the upper Bollinger band", "布林带上轨"),
        "lo" => new("the lower Bollinger band", "布林带下轨"),
        _ => new("the mean", "均值"),
    };
}
