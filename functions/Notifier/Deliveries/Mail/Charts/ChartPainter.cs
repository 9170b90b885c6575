using Notifier.Core.Observations;
using Notifier.Core.Rules;
using Notifier.Dashboard.Charts;
using ScottPlot;

namespace Notifier.Deliveries.Mail.Charts;

/// <summary>
/// A chart as PNG, without a letter in it: a machine may have no font, and what is drawn cannot be read aloud. The ground is
/// transparent, and every line is seen on white and on black.
/// </summary>
internal static class ChartPainter
{
    /// <summary>Pixels; shown at two thirds of it, so that it stays sharp on dense screens.</summary>
    public const int Width = 960;
    public const int Height = 384;

    /// <summary>Mails above 100 KB are cut by some readers.</summary>
    public const int LargestPicture = 40_000;

    private const float LineWidth = 3;
    private const float RungWidth = 3;

    // Twice as many points as columns would not be told apart.
    private const int Slices = Width / 4;

    public static byte[] Draw(SeriesChart chart)
    {
        var full = Draw(chart, Width, Height, 1);
        // A line as restless as noise does not compress; at the size that it is shown in it does well enough.
        return full.Length <= LargestPicture ? full : Draw(chart, Width * 2 / 3, Height * 2 / 3, 0.67f);
    }

    /// <summary>The values at the lower and the upper edge: those of the line, and of rungs that are near it.</summary>
    public static ValueScale Scale(SeriesChart chart)
    {
        var values = chart.Model.Points.Select(point => point.Value).ToList();
        var (low, high) = (values.Min(), values.Max());
        var near = Math.Max(high - low, Math.Abs(high) * 0.1) * 0.5;
        return ValueScale.Over(values.Concat(chart.Levels.Select(level => level.Level).Where(level => level <= high + near && level >= low - near)));
    }

    /// <summary>Whether a rung is within the picture.</summary>
    public static bool IsShown(RungLevel level, ValueScale scale) => level.Level >= scale.Low && level.Level <= scale.High;

    private static byte[] Draw(SeriesChart chart, int width, int height, float stroke)
    {
        using var plot = new Plot();
        plot.Layout.Frameless();
        plot.HideAxesAndGrid();
        plot.FigureBackground.Color = Colors.Transparent;
        plot.DataBackground.Color = Colors.Transparent;
        var scale = Scale(chart);
        foreach (var tick in scale.Ticks())
            AddLevel(plot, tick, Color.FromHex(MailColors.Grid).WithAlpha(.35), stroke, LinePattern.Solid);
        foreach (var level in chart.Levels.Where(level => IsShown(level, scale)))
            AddLevel(plot, level.Level, Color.FromHex(MailColors.Stroke(level.Severity)), RungWidth * stroke, LinePattern.Dashed);
        var (from, to) = AddLine(plot, LinePoints.Thin(chart.Model.Points, Slices), stroke);
        // Room for the widths of the lines at the edges.
        var (room, air) = ((to - from) * 0.01, (scale.High - scale.Low) * 0.02);
        plot.Axes.SetLimits(from - room, to + room, scale.Low - air, scale.High + air);
        using var image = plot.GetImage(width, height);
        return image.GetImageBytes(ImageFormat.Png);
    }

    private static void AddLevel(Plot plot, double at, Color color, float width, LinePattern pattern)
    {
        var line = plot.Add.HorizontalLine(at, width, color, pattern);
        line.EnableAutoscale = false;
    }

    private static (double From, double To) AddLine(Plot plot, IReadOnlyList<Observation> points, float stroke)
    {
        var xs = points.Select(point => point.Period.Utc.Subtract(DateTime.UnixEpoch).TotalDays).ToArray();
        var color = Color.FromHex(MailColors.Line);
        var line = plot.Add.ScatterLine(xs, [.. points.Select(point => point.Value)], color);
        line.LineWidth = LineWidth * stroke;
        plot.Add.Marker(xs[^1], points[^1].Value, MarkerShape.FilledCircle, 12 * stroke, color);
        return (xs[0], xs[^1]);
    }
}
