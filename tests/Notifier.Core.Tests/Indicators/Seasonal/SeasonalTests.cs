using CsCheck;
using Notifier.Core.Indicators;
using Notifier.Core.Indicators.Seasonal;
using Notifier.Core.Observations;

namespace Notifier.Core.Tests.Indicators.Seasonal;

public sealed class SeasonalTests
{
    /// <summary>Months of which some are missing, dated by any day of the month.</summary>
    private static readonly Gen<History> Months = Gen.Select(RandomPrices.Of(2, 130), Gen.Int[0, 25], Gen.Int[0, int.MaxValue - 1]).Select((prices, missing, seed) =>
    {
        var random = new Random(seed);
        var first = new DateOnly(1990, random.Next(1, 13), 1);
        return new History(prices
            .Select((price, month) => new Observation(Period.From(first.AddMonths(month).AddDays(random.Next(28))), price))
            .Where((_, month) => month == 0 || random.Next(100) >= missing));
    });

    [Fact]
    public void The_regression_is_that_with_dummies() => Months.Sample(history =>
    {
        Equal("alps", history, NaiveSeasonal.Alps);
        if (Readings.All("alps(full)", Frequency.Monthly, history).Any(number => number is not null))
            Equal("alps(full)", history, NaiveSeasonal.AlpsFull);
    }, iter: 30);

    [Fact]
    public void The_anomaly_is_that_of_the_weighted_years() => Months.Sample(history =>
    {
        Equal("ipa", history, NaiveSeasonal.Ipa);
        Equal("ipa(full)", history, NaiveSeasonal.IpaFull);
    }, iter: 100);

    [Fact]
    public void The_coefficients_are_those_of_the_reference()
    {
        var trend = new SeasonalTrend();
        var history = PriceFile.Read("reference/alps/input_wheat_us_srw.csv");
        for (var index = 0; index < history.Count; index++)
            trend.Add(index + 1, index % 12, history[index].Value);
        var expected = PriceFile.Rows("reference/alps/expected_coefficients_full.csv").Select(row => PriceFile.Number(row[1])!.Value).ToArray();

        Close.Assert(expected[0], trend.Expected(0, 0), "const");
        Close.Assert(expected[1], trend.Expected(1, 0) - trend.Expected(0, 0), "t");
        for (var month = 1; month < 12; month++)
            Close.Assert(expected[month + 1], trend.Expected(0, month) - trend.Expected(0, 0), $"month {month + 1}");
        Close.Assert(43.5911528059, trend.Deviation(), "sd");
    }

    [Theory]
    [InlineData("alps", 36)]
    [InlineData("ipa", 72)]
    public void A_rule_waits_for_the_years_it_needs_and_says_until_when(string indicator, int first)
    {
        var history = PriceFile.Read("reference/alps/input_wheat_us_srw.csv");
        for (var index = 0; index < 100; index++)
        {
            var reading = IndicatorGate.Read(Readings.Indicator(indicator), Readings.Moment(Frequency.Monthly, history) with { Index = index });
            Assert.Equal(index < first ? ReadingStatus.InsufficientHistory : ReadingStatus.Value, reading.Status);
            Assert.Equal(index < first ? history[first].Period : null, reading.EnoughFrom);
        }
    }

    [Theory]
    [InlineData("alps", Frequency.Daily, "alps compares calendar months and the series is daily: write monthly(alps)")]
    [InlineData("ipa(full)", Frequency.Weekly, "ipa(full) compares calendar months and the series is weekly: write monthly(ipa(full))")]
    public void Other_series_are_refused_with_the_way_out(string indicator, Frequency frequency, string error) =>
        Assert.Equal((ReadingStatus.Error, error), Readings.Newest(indicator, frequency, RandomPrices.History([1, 2, 3], frequency)) is var reading ? (reading.Status, reading.Detail) : default);

    [Theory]
    [InlineData("alps(full)")]
    [InlineData("ipa(full)")]
    public void The_published_forms_look_ahead(string indicator) => Assert.True(Readings.Indicator(indicator).LooksAhead);

    [Fact]
    public void What_is_undefined_says_why()
    {
        var constant = RandomPrices.History([.. Enumerable.Repeat(7.5, 100)], Frequency.Monthly);
        var gaps = new History(constant.AsSpan().ToArray().Where((_, month) => month % 2 == 0 || month > 96));
        var negative = RandomPrices.History([.. Enumerable.Range(0, 100).Select(month => month == 96 ? -5.0 : 100 + (month * month % 17))], Frequency.Monthly);

        Assert.Equal("the months before lie exactly on their seasonal trend: there is no deviation to measure by", Readings.Newest("alps", Frequency.Monthly, constant).Detail);
        Assert.Equal("this month grew alike in all earlier years: there is no deviation to measure by", Readings.Newest("ipa", Frequency.Monthly, constant).Detail);
        Assert.Equal("only 51 of the 99 months before are there: 70% are needed", Readings.Newest("alps", Frequency.Monthly, gaps).Detail);
        Assert.Equal("no growth over 3 and 12 months: a month is missing or its price is not positive", Readings.Newest("ipa", Frequency.Monthly, negative).Detail);
        Assert.Equal(ReadingStatus.Value, Readings.Newest("alps", Frequency.Monthly, negative).Status);
    }

    [Fact]
    public void A_number_is_explained_with_its_class()
    {
        var history = PriceFile.Read("reference/alps/input_wheat_us_srw.csv");
        var moment = Readings.Moment(Frequency.Monthly, history);

        Assert.Equal("0.681 residual deviations from the seasonal trend (ALPS: stress), limit 1", Readings.Indicator("alps").Describe(Readings.Indicator("alps").Read(moment), moment, 1, "1").English);
        Assert.Equal("growth 0.0714 deviations from that of the same month in other years (IPA: normal), limit 1", Readings.Indicator("ipa").Describe(Readings.Indicator("ipa").Read(moment), moment, 1, "1").English);
    }

    [Fact]
    public void Of_two_observations_in_one_month_the_later_counts()
    {
        var months = RandomPrices.History([.. Enumerable.Range(0, 90).Select(month => 100.0 + (month * month % 17))], Frequency.Monthly);
        var doubled = new History(months.AsSpan().ToArray().SelectMany(observation => (Observation[])[new(observation.Period.Back(TimeSpan.FromDays(20)), 1), observation]));

        Assert.Equal(Readings.Newest("alps", Frequency.Monthly, months), Readings.Newest("alps", Frequency.Monthly, doubled));
        Assert.Equal(Readings.Newest("ipa", Frequency.Monthly, months), Readings.Newest("ipa", Frequency.Monthly, doubled));
    }

    private static void Equal(string indicator, History history, Func<History, int, double> naive)
    {
        var actual = Readings.All(indicator, Frequency.Monthly, history).ToList();
        for (var index = 0; index < history.Count; index++)
        {
            var expected = naive(history, index);
            // A fit without error has no scale of its own, and where errors are small beside prices two ways of solving agree in fewer digits.
            if (actual[index] is not null || double.IsNaN(expected))
                Close.Assert(expected, actual[index], $"{indicator} at {index} of {history.Count}", 1e-7);
            else
                Assert.True(history.Values[..(index + 1)].ToArray().Distinct().Count() < 20, $"{indicator} at {index}: undefined, not {expected}");
        }
    }
}
