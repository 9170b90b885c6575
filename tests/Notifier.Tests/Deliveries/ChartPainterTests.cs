using Notifier.Core.Observations;
using Notifier.Core.Tests.Warnings;
using Notifier.Core.Warnings;
using Notifier.Dashboard.Charts;
using Notifier.Deliveries.Mail;
using Notifier.Deliveries.Mail.Charts;
using Microsoft.Extensions.Logging.Abstractions;
using SkiaSharp;

namespace Notifier.Tests.Deliveries;

public sealed class ChartPainterTests
{
    [Fact]
    public void The_line_and_the_rungs_near_it_are_seen_and_nothing_else()
    {
        using var picture = SKBitmap.Decode(ChartPainter.Draw(MailSamples.Chart));

        Assert.Equal((ChartPainter.Width, ChartPainter.Height), (picture.Width, picture.Height));
        Assert.True(Count(picture, MailColors.Line) > 2000);
        Assert.All([Severity.Minor, Severity.Moderate, Severity.Severe], severity => Assert.True(Count(picture, MailColors.Stroke(severity)) > 400));
        // Five times above the line: it would press the line flat.
        Assert.Equal(0, Count(picture, MailColors.Stroke(Severity.Extreme)));
        // Most of it is the reader's own ground.
        Assert.True(picture.Pixels.Count(pixel => pixel.Alpha == 0) > picture.Pixels.Length * 8 / 10);
    }

    [Fact]
    public void The_rungs_stand_at_their_levels()
    {
        using var picture = SKBitmap.Decode(ChartPainter.Draw(MailSamples.Chart));
        var scale = ChartPainter.Scale(MailSamples.Chart);

        foreach (var level in MailSamples.Chart.Levels.Where(level => ChartPainter.IsShown(level, scale)))
        {
            var (low, high) = (scale.Low - ((scale.High - scale.Low) * 0.02), scale.High + ((scale.High - scale.Low) * 0.02));
            var row = (int)((high - level.Level) / (high - low) * ChartPainter.Height);
            var color = SKColor.Parse(MailColors.Stroke(level.Severity));
            Assert.Contains(Enumerable.Range(0, picture.Width), column => picture.GetPixel(column, row) == color);
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3_000)]
    [InlineData(50_000)]
    public void However_many_observations_the_picture_stays_small(int count)
    {
        var noise = new Random(7);
        var points = Enumerable.Range(0, count).Select(index => new Observation(Period.FromTicks(new DateTime(2020, 1, 1).Ticks + (index * TimeSpan.TicksPerHour)), noise.NextDouble() * 1000)).ToList();

        var png = ChartPainter.Draw(new SeriesChart(new ChartModel(new Series("noise"), points, []), []));

        Assert.InRange(png.Length, 100, ChartPainter.LargestPicture);
    }

    [Theory]
    [InlineData(5, 5)]
    [InlineData(-36.98, 20)]
    [InlineData(0, 0)]
    [InlineData(1e-9, 2e-9)]
    public void Any_values_can_be_drawn(double from, double to)
    {
        Observation[] points = [new(Period.Parse("2020-01-01"), from), new(Period.Parse("2020-01-02"), to)];

        using var picture = SKBitmap.Decode(ChartPainter.Draw(new SeriesChart(new ChartModel(new Series("edge"), points, []), [])));

        Assert.True(Count(picture, MailColors.Line) > 100);
    }

    [Fact]
    public async Task A_warning_is_drawn_once_for_all_its_readers()
    {
        var reads = 0;
        var pictures = new ChartPictures(
            (_, _) =>
            {
                Interlocked.Increment(ref reads);
                return Task.FromResult<SeriesChart?>(MailSamples.Chart);
            },
            NullLogger<ChartPictures>.Instance);

        var found = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => pictures.FindAsync(WarningSamples.Of(), CancellationToken.None)));

        Assert.Equal(1, reads);
        Assert.All(found, picture => Assert.Same(found[0], picture));
    }

    [Fact]
    public async Task Where_nothing_can_be_drawn_the_mail_goes_without()
    {
        var pictures = new ChartPictures((_, _) => Task.FromResult<SeriesChart?>(null), NullLogger<ChartPictures>.Instance);

        Assert.Null(await pictures.FindAsync(WarningSamples.Of(), CancellationToken.None));
    }

    /// <summary>No font is asked for: nothing of what draws or measures text is called, so that it does not matter whether there is any.</summary>
    [Fact]
    public void No_letter_is_drawn()
    {
        using var picture = SKBitmap.Decode(ChartPainter.Draw(MailSamples.Chart with { Levels = [] }));

        // A letter would be of the colour of axes and labels; every pixel is of the line or of the grid behind it.
        var (line, grid) = (SKColor.Parse(MailColors.Line), SKColor.Parse(MailColors.Grid));
        Assert.DoesNotContain(picture.Pixels, pixel => pixel.Alpha > 40 && !Near(pixel, line) && !Near(pixel, grid));
    }

    private static bool Near(SKColor one, SKColor other) =>
        Math.Abs(one.Red - other.Red) + Math.Abs(one.Green - other.Green) + Math.Abs(one.Blue - other.Blue) <= 60;

    private static int Count(SKBitmap picture, string color)
    {
        var wanted = SKColor.Parse(color);
        return picture.Pixels.Count(pixel => pixel == wanted);
    }
}
