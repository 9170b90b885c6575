using CsCheck;
using Notifier.Core.Indicators;
using Notifier.Core.Indicators.Bubbles;
using Notifier.Core.Observations;

namespace Notifier.Core.Tests.Indicators.Bubbles;

public sealed class BsadfTests
{
    [Fact]
    public void Any_walk_has_the_supremum_of_its_windows() =>
        Gen.Select(Gen.Int[14, 60], Gen.Int[0, 4], Gen.Int[0, 10], Gen.Double[0.9, 1.1], Gen.Int[0, int.MaxValue - 1]).Sample((count, lags, more, root, seed) =>
        {
            var random = new Random(seed);
            var level = random.Next(-3, 10) + 0.0;
            var levels = Enumerable.Range(0, count).Select(_ => level = (root * level) + random.NextDouble() - 0.5).ToArray();
            var least = DickeyFuller.LeastLevels(lags) + more;
            for (var end = least - 1; end < count; end += 3)
                Close.Assert(NaiveAdf.Supremum(levels, end, least, lags), BackwardSupremum.At(levels.AsSpan(0, end + 1), least, lags), $"{end} of {count}, {least} with {lags} lags", 1e-8);
        }, iter: 100);

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void A_long_window_far_from_its_mean_keeps_its_digits(int lags)
    {
        // A quiet plateau, then a leap: seen from its end all levels are far away and hardly vary.
        var random = new Random(3);
        var levels = Enumerable.Range(0, 1500).Select(at => (at < 1499 ? 0.0 : 9.0) + (1e-4 * random.NextDouble())).ToArray();
        var window = new DickeyFuller(lags);
        window.End(levels.Length - 1);
        for (var start = levels.Length - 1; start >= 0; start--)
            window.Grow(levels, start);

        Close.Assert(NaiveAdf.Ratio(levels, lags), window.Ratio(levels), "the whole", 1e-8);
    }

    [Theory]
    [InlineData("psy1")]
    [InlineData("psy2")]
    [InlineData("evans")]
    [InlineData("div")]
    [InlineData("blan")]
    public void The_published_series_of_exuber_have_its_statistics(string series)
    {
        // exuber takes raw values, and its least window of 19 counts differences: 20 levels.
        var column = Array.IndexOf(File.ReadLines(SharedData.PathOf("reference/bsadf/exuber_sim_data.csv")).First().Split(','), series);
        var levels = PriceFile.Rows("reference/bsadf/exuber_sim_data.csv").Select(row => PriceFile.Number(row[column])!.Value).ToArray();
        var expected = PriceFile.Rows("reference/bsadf/expected_exuber_sim_bsadf_lag0.csv").Select(row => PriceFile.Number(row[column + 1])).ToArray();
        var statistics = PriceFile.Rows("reference/bsadf/expected_exuber_sim_stats.csv").Single(row => row[0] == series);

        var actual = Enumerable.Range(0, levels.Length).Select(end => end < 19 ? double.NaN : BackwardSupremum.At(levels.AsSpan(0, end + 1), 20, 0)).ToArray();

        for (var end = 0; end < levels.Length; end++)
            Close.Assert(expected[end], actual[end], $"{series} at {end + 1}");
        Close.Assert(PriceFile.Number(statistics[1]), NaiveAdf.Ratio(levels, 0), "adf");
        Close.Assert(PriceFile.Number(statistics[2]), Enumerable.Range(19, levels.Length - 19).Max(end => Whole(levels[..(end + 1)], 0)), "sadf");
        Close.Assert(PriceFile.Number(statistics[3]), actual.Where(double.IsFinite).Max(), "gsadf");
    }

    [Theory]
    [InlineData(0, "badf_lag0")]
    [InlineData(1, "badf_lag1")]
    public void The_windows_that_begin_at_the_beginning_equal_the_reference(int lags, string column)
    {
        const string File = "reference/bsadf/expected_bsadf_swindow24.csv";
        var at = Array.IndexOf(System.IO.File.ReadLines(SharedData.PathOf(File)).First().Split(','), column);
        var levels = PriceFile.Read("reference/bsadf/input_wb_nickel.csv").Values.ToArray().Select(price => Math.Log(price)).ToArray();
        var rows = PriceFile.Rows(File).ToList();

        for (var end = 0; end < rows.Count; end++)
            Close.Assert(PriceFile.Number(rows[end][at]), end < 23 ? double.NaN : Whole(levels[..(end + 1)], lags), rows[end][0]);
    }

    [Theory]
    [InlineData("bsadf(24, 0)", "bsadf_lag0", "expected_bsadf_swindow24.csv", 1, 1e-9)]
    [InlineData("bsadf(24, 1)", "bsadf_lag1", "expected_bsadf_swindow24.csv", 1, 1e-9)]
    [InlineData("bsadf(24)", "psy_ic0_lag0", "expected_psymonitor_run_nickel.csv", 24, 1e-8)]
    [InlineData("bsadf(24, 1)", "psy_ic0_lag1", "expected_psymonitor_run_nickel.csv", 24, 1e-8)]
    public void The_nickel_price_has_the_statistics_of_the_reference(string indicator, string column, string file, int first, double tolerance)
    {
        var at = Array.IndexOf(File.ReadLines(SharedData.PathOf($"reference/bsadf/{file}")).First().Split(','), column);
        var actual = Readings.All(indicator, Frequency.Monthly, PriceFile.Read("reference/bsadf/input_wb_nickel.csv")).Skip(first - 1).ToList();
        var rows = PriceFile.Rows($"reference/bsadf/{file}").ToList();

        Assert.Equal(rows.Count, actual.Count);
        for (var index = 0; index < rows.Count; index++)
            Close.Assert(PriceFile.Number(rows[index][at]), actual[index], rows[index][0], tolerance);
    }

    [Fact]
    public void What_cannot_be_computed_says_why()
    {
        var constant = RandomPrices.History([.. Enumerable.Repeat(7.5, 40)], Frequency.Monthly);
        var negative = RandomPrices.History([.. Enumerable.Range(0, 40).Select(index => index == 39 ? -37.0 : 100 + (index * index % 7))], Frequency.Monthly);
        var growing = RandomPrices.History([.. Enumerable.Range(0, 40).Select(index => Math.Pow(1.01, index))], Frequency.Monthly);

        Assert.Equal("no window of 24 observations or more varies", Readings.Newest("bsadf(24)", Frequency.Monthly, constant).Detail);
        Assert.Equal("no window of 24 observations or more varies", Readings.Newest("bsadf(24)", Frequency.Monthly, growing).Detail);
        Assert.Equal("-37 CNY/t is not positive: no logarithm", Readings.Newest("bsadf(24)", Frequency.Monthly, negative).Detail);
    }

    /// <summary>A value that is not positive is passed over, as though it had not been there.</summary>
    [Fact]
    public void Values_that_are_not_positive_are_passed_over()
    {
        var random = new Random(9);
        var prices = Enumerable.Range(0, 60).Select(_ => 100 * Math.Exp(random.NextDouble())).ToArray();

        Assert.Equal(
            Readings.Newest("bsadf(24, 1)", Frequency.Daily, RandomPrices.History(prices)),
            Readings.Newest("bsadf(24, 1)", Frequency.Daily, RandomPrices.History([.. prices[..30], -5, 0, .. prices[30..]])));
    }

    /// <summary>On a grid of a series that has let go of its oldest days the windows begin within what is kept.</summary>
    [Fact]
    public void A_bounded_history_gives_a_number_over_what_it_keeps()
    {
        var random = new Random(9);
        var days = RandomPrices.History([.. Enumerable.Range(0, 700).Select(_ => 100 * Math.Exp(random.NextDouble()))]);
        var (kept, alone) = (days.Without(300), new History(days.AsSpan()[300..].ToArray()));

        foreach (var indicator in (ReadOnlySpan<string>)["bsadf(24)", "weekly(bsadf(24))", "critical(95%)", "weekly(critical(95%))"])
            Assert.Equal(Readings.Gated(indicator, Frequency.Daily, alone).Number, Readings.Gated(indicator, Frequency.Daily, kept).Number);
    }

    [Fact]
    public void A_rule_waits_for_the_least_window_and_says_until_when()
    {
        var months = PriceFile.Read("reference/bsadf/input_wb_nickel.csv");
        for (var index = 0; index < 40; index++)
        {
            var reading = IndicatorGate.Read(Readings.Indicator("bsadf(24)"), Readings.Moment(Frequency.Monthly, months) with { Index = index });
            Assert.Equal(index < 23 ? ReadingStatus.InsufficientHistory : ReadingStatus.Value, reading.Status);
            Assert.Equal(index < 23 ? months[23].Period : null, reading.EnoughFrom);
        }
    }

    [Theory]
    [InlineData("bsadf(3)", "with 0 lagged differences is a whole number from 4 to 1000, not 3")]
    [InlineData("bsadf(24, 13)", "the number of lagged differences is a whole number from 0 to 12, not 13")]
    [InlineData("bsadf(24, 11)", "with 11 lagged differences is a whole number from 26 to 1000, not 24")]
    [InlineData("critical(97%)", "there are critical values for 90%, 95% and 99%, not for 97%")]
    [InlineData("critical(95%, 5)", "the least window, in observations, is a whole number from 10 to 1000, not 5")]
    public void What_makes_no_sense_is_refused_with_its_range(string indicator, string message) =>
        Assert.Contains(message, Assert.Single(Core.Rules.IndicatorExpression.Parse(indicator).Findings).Message, StringComparison.Ordinal);

    private static double Whole(double[] levels, int lags)
    {
        var window = new DickeyFuller(lags);
        window.End(levels.Length - 1);
        for (var start = levels.Length - 1; start >= 0; start--)
            window.Grow(levels, start);
        return window.Ratio(levels);
    }
}
