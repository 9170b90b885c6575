using System.Xml.Linq;
using CsCheck;
using Notifier.Core.Observations;
using Notifier.Core.Warnings;
using Notifier.Dashboard;
using Notifier.Dashboard.Charts;

namespace Notifier.Tests.Dashboard;

/// <summary>A chart is well-formed, says in words what it shows, and never leaves its frame.</summary>
public sealed class ChartTests
{
    private static readonly Series Lithium = new("lithium-carbonate-cn", "CNY/t");

    [Fact]
    public void A_chart_says_in_words_what_it_shows()
    {
        var chart = Draw(Lithium, [("2020-07-03", 33_500), ("2022-03-31", 501_500), ("2024-04-08", 113_500)], [new("e", Period.Parse("2020-12-07"), Period.Parse("2023-01-04"), Severity.Severe)]);

        Assert.Equal(
            "lithium-carbonate-cn from 2020-07-03 to 2024-04-08: lowest 33,500 CNY/t on 2020-07-03, highest 501,500 CNY/t on 2022-03-31, last 113,500 CNY/t. 1 episode is shaded in the colours of its severity.",
            Element(chart, "desc").Value);
        Assert.Equal("c-t c-d", chart.Root!.Attribute("aria-labelledby")!.Value);
        Assert.Contains(chart.Descendants(), element => element.Value == "500,000");
        Assert.Contains(chart.Descendants(), element => element.Value == "2022-01");
        Assert.DoesNotContain("style", chart.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_series_is_drawn_and_said() =>
        Assert.Contains("no observations", Draw(Lithium, [], []).ToString(), StringComparison.Ordinal);

    [Fact]
    public void Markup_in_an_id_or_unit_is_text()
    {
        var chart = Draw(new Series("a<script>\"&", "<b>\u0007"), [("2020-01-01", 1)], []);

        Assert.DoesNotContain(chart.Descendants(), element => element.Name.LocalName is "script" or "b");
    }

    [Fact]
    public void Every_series_stays_in_its_frame() => Gen.Select(
            Gen.Int[0, 20_000].Array[1, 300], Gen.OneOf(Gen.Double[-1e6, 1e6], Gen.Double[-1e-6, 1e-6], Gen.Const(5.0), Gen.Double[1e300, 1.7e308]).Array[300])
        .Sample((days, values) =>
        {
            var points = days.Distinct().Order().Select((day, index) => new Observation(Period.From(DateOnly.FromDayNumber(700_000 + day)), values[index])).ToList();
            var chart = XDocument.Parse(SvgChart.Draw(new(Lithium, points, []), ChartSize.Narrow, "c"));
            foreach (var place in Element(chart, "polyline").Attribute("points")!.Value.Split(' '))
            {
                var at = place.Split(',').Select(part => double.Parse(part, System.Globalization.CultureInfo.InvariantCulture)).ToList();
                Assert.InRange(at[0], 0, ChartSize.Narrow.Width);
                Assert.InRange(at[1], 0, ChartSize.Narrow.Height);
            }

            Assert.InRange(chart.Descendants().Count(element => element.Name.LocalName == "text"), 3, 30);
        }, iter: 200);

    [Fact]
    public void Thinning_keeps_the_extremes_and_both_ends()
    {
        var points = Enumerable.Range(0, 10_000).Select(day => new Observation(Period.From(DateOnly.FromDayNumber(700_000 + day)), day == 5_123 ? 99 : day == 7_001 ? -99 : day % 7)).ToList();

        var kept = LinePoints.Thin(points, 100);

        Assert.InRange(kept.Count, 100, 400);
        Assert.Contains(points[5_123], kept);
        Assert.Contains(points[7_001], kept);
        Assert.Equal((points[0], points[^1]), (kept[0], kept[^1]));
        Assert.Equal(kept.OrderBy(point => point.Period), kept);
    }

    [Theory]
    [InlineData(471_500, "471,500")]
    [InlineData(-36.98, "-36.98")]
    [InlineData(0.25, "0.25")]
    [InlineData(3.14159265, "3.1416")]
    [InlineData(1e-9, "1E-09")]
    [InlineData(0, "0")]
    public void Numbers_read_as_prices(double value, string text) => Assert.Equal(text, NumberText.Of(value));

    [Theory]
    [InlineData(-5, "just now")]
    [InlineData(59, "just now")]
    [InlineData(60, "1 minute ago")]
    [InlineData(7_200, "2 hours ago")]
    [InlineData(86_400, "1 day ago")]
    [InlineData(123_456_789, "1,428 days ago")]
    public void Ages_read_as_people_say_them(int seconds, string text) => Assert.Equal(text, AgeText.Of(TimeSpan.FromSeconds(seconds)));

    private static XDocument Draw(Series series, (string Period, double Value)[] points, ChartBand[] bands) => XDocument.Parse(
        SvgChart.Draw(new(series, [.. points.Select(point => new Observation(Period.Parse(point.Period), point.Value))], bands), ChartSize.Wide, "c"));

    private static XElement Element(XDocument chart, string name) => chart.Descendants().First(element => element.Name.LocalName == name);
}
