using Notifier.Core.Indicators;
using Notifier.Core.Observations;
using Notifier.Core.Rules;

namespace Notifier.Core.Tests.Indicators;

public sealed class IndicatorTests
{
    private static readonly History Prices = Readings.History(("2024-01-01", 12), ("2024-01-02", 8), ("2024-01-03", 8), ("2024-01-04", 30), ("2024-01-05", 24));

    [Theory]
    [InlineData("value", 24.0, null)]
    [InlineData("multiple(min, 10d)", 3.0, "2024-01-02")] // the first of equal ones
    [InlineData("multiple(max, 10d)", 0.8, "2024-01-04")]
    [InlineData("multiple(first, 10d)", 2.0, "2024-01-01")]
    [InlineData("multiple(mean, 10d)", 24 / 16.4, null)]
    [InlineData("multiple(median, 10d)", 2.0, null)]
    [InlineData("multiple(median, 4)", 24 / 16.0, null)]
    [InlineData("drawdown(10d)", -0.2, "2024-01-04")]
    [InlineData("drawdown(1)", 0.0, "2024-01-05")]
    [InlineData("runup(10d)", 2.0, "2024-01-02")]
    [InlineData("change(2d)", 2.0, "2024-01-03")]
    [InlineData("age", 0.0, "2024-01-05")]
    public void An_indicator_reads_its_number_and_what_it_was_measured_against(string indicator, double number, string? basis)
    {
        var reading = Readings.Newest(indicator, Frequency.Daily, Prices);

        Assert.Equal(number, reading.Number, 1e-12);
        Assert.Equal(basis, reading.Basis?.Period.ToString());
    }

    [Fact]
    public void A_log_return_is_the_logarithm_of_the_growth() =>
        Assert.Equal(Math.Log(3), Readings.Newest("logreturn(2d)", Frequency.Daily, Prices).Number, 1e-15);

    [Fact]
    public void Values_that_are_not_positive_are_skipped_by_multiples_and_logs()
    {
        // West Texas Intermediate, 2020-04.
        var history = Readings.History(("2020-04-17", 18.31), ("2020-04-20", -36.98), ("2020-04-21", 8.91));

        Assert.Equal(1, Readings.Newest("multiple(min, 30d)", Frequency.Daily, history).Number);
        Assert.Equal(Math.Log(30 / 18.31), Readings.Newest("logreturn(40d)", Frequency.Daily, Readings.History(("2020-04-17", 18.31), ("2020-04-20", -36.98), ("2020-05-30", 30))).Number, 1e-12);
        Assert.Equal(ReadingStatus.NoData, Readings.Newest("logreturn(1)", Frequency.Daily, history).Status);
        Assert.Equal(ReadingStatus.NoData, Readings.Newest("change(1)", Frequency.Daily, history).Status);
    }

    [Fact]
    public void A_newest_value_that_is_not_positive_has_no_multiple_and_no_logarithm_but_a_change()
    {
        var history = Readings.History(("2020-04-17", 18.49), ("2020-04-20", -36.98));

        Assert.Equal("-36.98 CNY/t is not positive: no multiple", Readings.Newest("multiple(min, 30d)", Frequency.Daily, history).Detail);
        Assert.Equal("-36.98 CNY/t is not positive: no logarithm", Readings.Newest("logreturn(3d)", Frequency.Daily, history).Detail);
        Assert.Equal(-3, Readings.Newest("change(3d)", Frequency.Daily, history).Number, 1e-12);
        Assert.Equal(-3, Readings.Newest("drawdown(all)", Frequency.Daily, history).Number, 1e-12);
        Assert.Equal(ReadingStatus.NoData, Readings.Newest("runup(all)", Frequency.Daily, history).Status);
    }

    [Fact]
    public void A_result_that_is_not_finite_is_an_error() =>
        Assert.Equal(ReadingStatus.Error, Readings.Newest("change(1)", Frequency.Daily, Readings.History(("2024-01-01", double.Epsilon), ("2024-01-02", 1e300))).Status);

    [Fact]
    public void Age_grows_at_ticks_in_days() =>
        Assert.Equal(3.5, Readings.Newest("age", Frequency.Daily, Prices, at: "2024-01-08T12:00:00Z").Number);

    [Fact]
    public void Every_indicator_of_the_catalogue_parses_its_example_and_writes_itself_as_it_was_read()
    {
        foreach (var syntax in IndicatorCatalog.All)
        {
            var rule = WrittenRules.One(syntax.Example);

            Assert.Equal(syntax.Example, ConditionText.Format(rule.Ladder[0].When));
            Assert.Equal(syntax, IndicatorCatalog.Find(syntax.Name));
        }
    }

    [Fact]
    public void Nothing_ever_looks_ahead()
    {
        var longer = new History([.. Prices.AsSpan(), new(Period.Parse("2024-01-06"), 1), new(Period.Parse("2024-01-07"), 1000)]);
        foreach (var text in (string[])["value", "multiple(min, 10d)", "multiple(max, 3)", "drawdown(all)", "runup(all)", "change(2d)", "logreturn(1)", "multiple(median, 5d)", "age"])
        {
            var indicator = Readings.Indicator(text);
            var moment = Readings.Moment(Frequency.Daily, Prices);

            Assert.Equal(indicator.Read(moment), indicator.Read(moment with { History = longer }));
        }
    }
}
