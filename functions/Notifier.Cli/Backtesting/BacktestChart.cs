using System.Globalization;
using System.Text;
using Notifier.Core.Backtesting;
using Notifier.Core.Observations;
using Notifier.Core.Warnings;

namespace Notifier.Cli.Backtesting;

/// <summary>The values as a line over time, with the spans that fired shaded in the colour of their severity; logarithmic where all values are positive.</summary>
internal static class BacktestChart
{
    private const double Width = 900;
    private const double Height = 320;
    private const double Bottom = 24;

    public static void Append(StringBuilder page, BacktestResult result, History history)
    {
        var scale = new Scale(history);
        page.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"values and firing spans\">\n");
        AppendSpans(page, result.States, scale);
        page.Append("<polyline fill=\"none\" stroke=\"#1b1f24\" stroke-width=\"1.2\" points=\"");
        foreach (var observation in history.AsSpan())
            page.Append(CultureInfo.InvariantCulture, $"{scale.X(observation.Period):0.#},{scale.Y(observation.Value):0.#} ");
        page.Append("\"/>\n<g font-size=\"11\" fill=\"#57606a\">\n");
        page.Append(CultureInfo.InvariantCulture, $"<text x=\"4\" y=\"12\">{scale.Highest:#,0.######}{(scale.IsLogarithmic ? " (log scale)" : "")}</text>\n");
        page.Append(CultureInfo.InvariantCulture, $"<text x=\"4\" y=\"{Height - Bottom - 4}\">{scale.Lowest:#,0.######}</text>\n");
        page.Append(CultureInfo.InvariantCulture, $"<text x=\"4\" y=\"{Height - 6}\">{history[0].Period}</text>\n");
        page.Append(CultureInfo.InvariantCulture, $"<text x=\"{Width - 4}\" y=\"{Height - 6}\" text-anchor=\"end\">{history.Last.Period}</text>\n</g>\n</svg>\n");
    }

    private static void AppendSpans(StringBuilder page, IReadOnlyList<BacktestState> states, Scale scale)
    {
        foreach (var span in FiringSpan.Of(states))
        {
            var (left, right) = (scale.X(span.From), scale.X(span.To ?? states[^1].At));
            page.Append(CultureInfo.InvariantCulture, $"<rect x=\"{left:0.#}\" y=\"0\" width=\"{Math.Max(right - left, 1):0.#}\" height=\"{Height - Bottom}\" fill=\"{BacktestPage.Color(span.Severity)}\" opacity=\"0.25\"><title>{span.Severity.Word()} from {span.From}</title></rect>\n");
        }
    }

    private sealed class Scale
    {
        private readonly Period _first;
        private readonly double _days;
        private readonly (double Low, double High) _range;

        public Scale(History history)
        {
            var values = history.AsSpan().ToArray().Select(observation => observation.Value).ToList();
            (_first, _days) = (history[0].Period, Math.Max((history.Last.Period - history[0].Period).TotalDays, double.Epsilon));
            (Lowest, Highest) = (values.Min(), values.Max());
            IsLogarithmic = Lowest > 0;
            _range = (Level(Lowest), Level(Highest));
        }

        public double Lowest { get; }

        public double Highest { get; }

        public bool IsLogarithmic { get; }

        public double X(Period at) => Math.Clamp((at - _first).TotalDays / _days, 0, 1) * Width;

        public double Y(double value)
        {
            var share = _range.High > _range.Low ? (Level(value) - _range.Low) / (_range.High - _range.Low) : 0.5;
            return (1 - share) * (Height - Bottom - 30) + 15;
        }

        private double Level(double value) => IsLogarithmic ? Math.Log(value) : value;
    }
}
