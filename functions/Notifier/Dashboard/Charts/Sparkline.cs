using System.Globalization;
using System.Text;
using Notifier.Core.Observations;

namespace Notifier.Dashboard.Charts;

/// <summary>The shape of the last observations, without words: the numbers stand beside it.</summary>
internal static class Sparkline
{
    private const double Width = 160;
    private const double Height = 40;
    private const double Margin = 3;

    public static string Draw(IReadOnlyList<Observation> points)
    {
        var svg = new StringBuilder().Append(CultureInfo.InvariantCulture, $"""<svg class="sparkline" viewBox="0 0 {Width} {Height}" aria-hidden="true" focusable="false" preserveAspectRatio="none">""");
        if (points.Count > 1)
        {
            var shown = LinePoints.Thin(points, (int)Width / 4);
            var scale = new ValueScale(shown.Min(point => point.Value), shown.Max(point => point.Value), 0);
            var (from, span) = (shown[0].Period.Utc, shown[^1].Period.Utc - shown[0].Period.Utc);
            var places = shown.Select(point => (
                X: Margin + ((point.Period.Utc - from) / span * (Width - (2 * Margin))),
                Y: scale.High > scale.Low ? Height - Margin - (scale.Share(point.Value) * (Height - (2 * Margin))) : Height / 2)).ToList();
            svg.Append(CultureInfo.InvariantCulture, $"""<polyline class="line" points="{LinePoints.Text(places)}" fill="none" vector-effect="non-scaling-stroke"/>""");
        }

        return svg.Append("</svg>").ToString();
    }
}
