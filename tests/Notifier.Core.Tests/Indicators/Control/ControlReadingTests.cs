using Notifier.Core.Indicators;
using Notifier.Core.Observations;

namespace Notifier.Core.Tests.Indicators.Control;

/// <summary>From when on a rule may use them, what they say, and what they refuse.</summary>
public sealed class ControlReadingTests
{
    [Theory]
    [InlineData("zscore(52)", 27)]
    [InlineData("zscore(7)", 5)]
    [InlineData("cusum(0.5)", 27)]
    [InlineData("ewma(0.2)", 27)]
    [InlineData("ewma(0.2, ucl)", 27)]
    [InlineData("pagehinkley(0.005)", 27)]
    [InlineData("madz(104, 4)", 56)]
    [InlineData("madz(5, 1)", 4)]
    [InlineData("bollinger(20)", 19)]
    [InlineData("donchian(52)", 52)]
    [InlineData("volatility(4)", 2)]
    public void A_rule_waits_and_says_until_when(string indicator, int first)
    {
        var weeks = RandomPrices.History([.. Enumerable.Range(0, 60).Select(index => 100.0 + (index * index % 7))], Frequency.Weekly);
        for (var index = 0; index < weeks.Count; index++)
        {
            var so = new History(weeks.AsSpan()[..(index + 1)].ToArray());
            var (weekly, daily) = (Readings.Gated(indicator, Frequency.Weekly, so), Readings.Gated(indicator, Frequency.Daily, so));
            Assert.Equal(index < first ? ReadingStatus.InsufficientHistory : ReadingStatus.Value, weekly.Status);
            Assert.Equal(weekly.Status, daily.Status);
            // When the next trading days come is not known.
            Assert.Equal(index < first ? weeks[first].Period : null, weekly.EnoughFrom);
            Assert.Null(daily.EnoughFrom);
        }
    }

    [Theory]
    [InlineData("zscore(52)", "log return 0.00985 is 1.17 standard deviations from the mean of the 52 before, limit 1")]
    [InlineData("madz(40, 2)", "log return 0.0198 over 2 observations is 1.34 robust standard deviations from the median of the 40 before, limit 1")]
    [InlineData("cusum(0.5)", "the rises of late sum up to 1.39 standard deviations beyond 0.5 each, limit 1")]
    [InlineData("cusum(0.5, lo)", "the falls of late sum up to 0.00 standard deviations beyond 0.5 each, limit 1")]
    [InlineData("ewma(0.2)", "the weighted mean of the scores of returns is 0.374 (weight 0.2), limit 1")]
    [InlineData("ewma(0.2, ucl)", "the upper control limit of the weighted mean is 0.999997 (weight 0.2), limit 1")]
    [InlineData("pagehinkley(0.005)", "the scores of returns sum up to 2.26 above their lowest point (tolerance 0.005), limit 1")]
    [InlineData("bollinger(20)", "the mean of 20 observations is 100.45 CNY/t, limit 1")]
    [InlineData("bollinger(20, up)", "the upper Bollinger band of 20 observations is 101.629 CNY/t, limit 1")]
    [InlineData("donchian(52)", "the high 101 CNY/t (1990-02-01) of the 52 observations before, limit 1")]
    [InlineData("donchian(52, lo)", "the low 100 CNY/t (1990-02-02) of the 52 observations before, limit 1")]
    [InlineData("volatility(90d)", "the returns in 90 days have the standard deviation 0.8%, limit 1")]
    public void A_number_is_explained_in_a_sentence(string indicator, string sentence)
    {
        var history = RandomPrices.History([.. Enumerable.Range(0, 54).Select(index => index == 53 ? 102.0 : 100 + (index % 3 == 1 ? 1 : 0))]);

        Assert.Equal(sentence, Readings.Indicator(indicator).Describe(Readings.Newest(indicator, Frequency.Daily, history), Readings.Moment(Frequency.Daily, history), 1, "1").English);
    }

    [Theory]
    [InlineData("zscore(8)", "no return from 100 to -37: both must be positive")]
    [InlineData("madz(8, 2)", "no return over 2 observations: 98 and -37 must both be positive")]
    public void A_price_that_is_not_positive_leaves_no_return(string indicator, string reason)
    {
        var history = RandomPrices.History([.. Enumerable.Range(0, 30).Select(index => 100.0 + (index % 3)), 98, 100, -37]);

        Assert.Equal((ReadingStatus.NoData, reason), Readings.Newest(indicator, Frequency.Daily, history) is var reading ? (reading.Status, reading.Detail) : default);
        Assert.Equal(0, Readings.Newest("cusum(0)", Frequency.Daily, history).Number);
    }

    [Theory]
    [InlineData("zscore(3)", "the window in observations is a whole number from 4 to 100000, not 3")]
    [InlineData("zscore(52.5)", "the window in observations is a whole number from 4 to 100000, not 52.5")]
    [InlineData("zscore(1e9)", "not 1000000000")]
    [InlineData("ewma(0)", "the weight of the newest score is above 0 and at most 1")]
    [InlineData("cusum(7)", "the slack lies between 0 and 6 standard deviations")]
    [InlineData("madz(104, 0)", "the lag in observations is a whole number from 1")]
    [InlineData("volatility(1)", "the window holds at least 2 observations")]
    [InlineData("zscore(365d)", "'zscore' takes a number (observations) here")]
    public void What_makes_no_sense_is_refused_with_its_range(string indicator, string message) =>
        Assert.Contains(message, Assert.Single(Core.Rules.IndicatorExpression.Parse(indicator).Findings).Message, StringComparison.Ordinal);
}
