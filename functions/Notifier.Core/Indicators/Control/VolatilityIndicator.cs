using Notifier.Core.Observations;

namespace Notifier.Core.Indicators.Control;

/// <summary>
/// <c>volatility(w)</c>: the sample standard deviation (n − 1) of the returns r = ln(P_t / P_{t−1}) at the observations of a window,
/// per observation and not annualised (times √252 it is the yearly one of a trading-day series). Returns to or from a price that
/// is not positive are left out; at least two must remain.
/// </summary>
internal sealed class VolatilityIndicator(Window window) : RunningIndicator<VolatilityIndicator.Run>
{
    internal static IndicatorSyntax Syntax { get; } = new(
        "volatility",
        [new IndicatorParameter("window", ArgumentKind.Window)],
        static arguments => arguments[0].Window is { Kind: WindowKind.Duration } or { Count: > 1 }
            ? new VolatilityIndicator(arguments[0].Window)
            : throw new ArgumentException("one return has no deviation: the window holds at least 2 observations"),
        "standard deviation of the returns in a window, per observation",
        "volatility(90d) >= 3%");

    public override string Text { get; } = $"volatility({window})";

    public override IndicatorUnit Unit => IndicatorUnit.Number;

    /// <summary>The return at the window's first observation reaches one further back.</summary>
    public override Window? Reach { get; } = window.Kind == WindowKind.Count ? Window.OfCount(window.Count + 1) : window;

    public override double NeededShare { get; } = window.Kind == WindowKind.Count ? Math.Max(0.25, 2.5 / (window.Count + 1)) : 0.25;

    protected override Run Begin(Series series) => new(new SlidingMoments(), series.Frequency);

    protected override Run Copy(Run run) => run with { Returns = run.Returns.Copy() };

    protected override double Step(Run run, History history, int index)
    {
        // A window of observations gives the same bits wherever the history at hand begins.
        if (window.Kind == WindowKind.Count && history.Position(index) % window.Count == 0)
            run.Returns.Settle();
        run.Returns.Push(LogReturn.At(history, index));
        var length = index - window.Start(history, index, run.Frequency) + 1;
        while (run.Returns.Length > length)
            run.Returns.Pop();
        var deviation = run.Returns.Total.SampleDeviation;
        return deviation > LogReturn.Noise ? deviation : deviation * 0;
    }

    protected override Reading Undefined(in Moment moment) => moment.Index < 2
        ? Shortage.Of(2 - moment.Index, moment)
        : Reading.NoData($"fewer than two returns in {WindowWords.Span(window).English}", $"{WindowWords.Span(window).Chinese}内收益率不足两个");

    public override Phrase Describe(in Reading reading, in Moment moment, double limit, string limitText)
    {
        var (number, (english, chinese)) = (NumberText.Percent(reading.Number, limit).TrimStart('+'), WindowWords.Span(window));
        return new($"the returns in {english} have the standard deviation {number}, limit {limitText}", $"{chinese}内收益率的标准差为{number}，阈值{limitText}");
    }

    internal sealed record Run(SlidingMoments Returns, Frequency Frequency);
}
