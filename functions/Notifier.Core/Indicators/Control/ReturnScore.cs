using Notifier.Core.Observations;

namespace Notifier.Core.Indicators.Control;

/// <summary>
/// z = (r − mean) / sd of the newest return against the returns of the observations before it: sample standard deviation (n − 1),
/// at least half of them defined, clipped to ±6. Taken in observation by observation.
/// </summary>
internal sealed class ReturnScore(int window)
{
    // One return far outside a calm window must not fill a sum for years.
    private const double Clip = 6;

    private SlidingMoments _returns = new();
    private double _before = double.NaN;
    private long _next;

    /// <summary>Observations that a score reads: the newest, the window before it, and the base of the window's first return.</summary>
    public static Window Reach(int window) => Window.OfCount(window + 2);

    /// <summary>The share of <see cref="Reach"/> from which on there is a score: the newest observation and the one half-window of returns before it.</summary>
    public static double Share(int window) => (Needed(window) + 1.5) / (window + 2);

    public ReturnScore Copy() => new(window) { _returns = _returns.Copy(), _before = _before, _next = _next };

    /// <param name="position">The observation's number in the series.</param>
    /// <returns>NaN where it is undefined.</returns>
    public double Next(double value, long position)
    {
        var (known, now) = (_returns.Total, LogReturn.Of(_before, value));
        _returns.Slide(now, window, position);
        (_before, _next) = (value, position + 1);
        if (known.Count < Needed(window) || !(known.SampleDeviation > LogReturn.Noise))
            return double.NaN;
        // The return itself may be undefined, and then so is its score.
        return Math.Clamp((now - known.Mean) / known.SampleDeviation, -Clip, Clip);
    }

    /// <summary>What the next scores need: the newest observation, its number in the series, and the returns of the window, filled up in front.</summary>
    public double[] State
    {
        get => [_before, _next, _returns.Length, .. Enumerable.Repeat(double.NaN, window - _returns.Length), .. _returns.Values];
        set
        {
            (_before, _next) = (value[0], (long)value[1]);
            var count = (int)value[2];
            // At the same numbers of the series as before, so that the sums are the same to the last bit.
            for (var at = 0; at < count; at++)
                _returns.Slide(value[^(count - at)], window, _next - count + at);
        }
    }

    /// <summary>The same state where prices are on another level: of prices it holds the last one alone.</summary>
    public static double[] AtLevel(double[] state, double level) => [state[0] * level, .. state.AsSpan(1)];

    /// <summary>Why there is no score.</summary>
    public static Reading Undefined(int window, in Moment moment)
    {
        var have = LogReturn.Defined(moment.History, moment.Index - window, moment.Index);
        var isDefined = !double.IsNaN(LogReturn.At(moment.History, moment.Index));
        if (have < Needed(window) && moment.Index <= window)
            return Shortage.Of(Needed(window) - have + (isDefined ? 0 : 1), moment);
        return Reading.NoData(
            !isDefined ? NoReturn(NumberText.Plain(moment.History[moment.Index - 1].Value), NumberText.Plain(moment.Newest.Value))
            : have < Needed(window) ? TooFew(have, window)
            : Constant(window));
    }

    public static Phrase TooFew(int have, int window) => new($"only {have} of the {window} returns before are defined", $"此前{window}个收益率中仅{have}个有定义");

    public static Phrase Constant(int window) => new($"the {window} returns before do not vary", $"此前{window}个收益率没有变动");

    private static Phrase NoReturn(string before, string now) => new($"no return from {before} to {now}: both must be positive", $"{before}至{now}无收益率：两者须均为正");

    private static int Needed(int window) => (window + 1) / 2;
}
