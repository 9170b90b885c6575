using CsCheck;
using Notifier.Core.Observations;

namespace Notifier.Core.Tests.Indicators.Control;

/// <summary>The indicators in one step per observation equal their definitions written out, on any series.</summary>
public sealed class ControlPropertyTests
{
    private static readonly Gen<double[]> Prices = RandomPrices.Of(1, 200);

    [Fact]
    public void A_zscore_is_that_of_the_returns_before() => Gen.Select(Prices, Gen.Int[4, 70]).Sample(
        (prices, window) => Equal($"zscore({window})", prices, index => NaiveControl.Score(prices, index, window)), iter: 200);

    [Fact]
    public void A_madz_is_that_of_the_sorted_returns_before() => Gen.Select(Prices, Gen.Int[4, 110], Gen.Int[1, 6]).Sample(
        (prices, window, lag) => Equal($"madz({window}, {lag})", prices, index => NaiveControl.Robust(prices, index, window, lag)), iter: 200);

    [Fact]
    public void The_recursions_are_those_from_the_first_observation() => Gen.Select(Prices, Gen.Int[0, 20], Gen.Int[1, 20]).Sample(
        (prices, slack, weight) =>
        {
            Equal($"cusum({slack / 10.0}, hi)", prices, index => NaiveControl.Cusum(prices, index, slack / 10.0, 1));
            Equal($"cusum({slack / 10.0}, lo)", prices, index => NaiveControl.Cusum(prices, index, slack / 10.0, -1));
            Equal($"ewma({weight / 20.0})", prices, index => NaiveControl.Ewma(prices, index, weight / 20.0));
            Equal($"ewma({weight / 20.0}, ucl)", prices, index => NaiveControl.EwmaLimit(prices, index, weight / 20.0));
            Equal($"pagehinkley({slack / 100.0})", prices, index => NaiveControl.PageHinkley(prices, index, slack / 100.0));
        }, iter: 10);

    [Fact]
    public void Bands_and_channels_are_those_of_their_windows() => Gen.Select(Prices, Gen.Int[2, 60]).Sample(
        (values, window) =>
        {
            Equal($"bollinger({window})", values, index => NaiveControl.Bollinger(values, index, window, 0));
            Equal($"bollinger({window}, up)", values, index => NaiveControl.Bollinger(values, index, window, 2));
            Equal($"bollinger({window}, lo)", values, index => NaiveControl.Bollinger(values, index, window, -2));
            Equal($"donchian({window})", values, index => NaiveControl.Donchian(values, index, window, highest: true));
            Equal($"donchian({window}, lo)", values, index => NaiveControl.Donchian(values, index, window, highest: false));
        }, iter: 200);

    [Fact]
    public void A_volatility_is_that_of_the_returns_inside() => Gen.Select(Prices, Gen.Int[2, 60]).Sample(
        (prices, window) =>
        {
            Equal($"volatility({window})", prices, index => NaiveControl.Volatility(prices, index, window));
            // One observation a day: the same window written in time.
            Equal($"volatility({window}d)", prices, index => NaiveControl.Volatility(prices, index, window));
        }, iter: 200);

    [Fact]
    public void Window_sums_do_not_drift_and_equal_values_have_no_spread_at_all()
    {
        var random = new Random(7);
        var values = Enumerable.Range(0, 30_000).Select(_ => 1e9 + random.NextDouble()).Concat(Enumerable.Repeat(0.1, 60)).ToArray();
        var history = RandomPrices.History(values);

        Close.Assert(NaiveControl.Bollinger(values, 29_999, 50, 2), Readings.All("bollinger(50, up)", Frequency.Daily, history).ElementAt(29_999), "the end", 1e-15);
        Assert.Equal(0.1, Readings.Newest("bollinger(50, up)", Frequency.Daily, history).Number);
        Assert.Equal(0, Readings.Newest("volatility(50)", Frequency.Daily, history).Number);
        Assert.Equal("the 50 returns before do not vary", Readings.Newest("zscore(50)", Frequency.Daily, history).Detail);
    }

    private static void Equal(string indicator, double[] values, Func<int, double> naive)
    {
        var actual = Readings.All(indicator, Frequency.Daily, RandomPrices.History(values)).ToList();
        for (var index = 0; index < values.Length; index++)
            Close.Assert(naive(index), actual[index], $"{indicator} at {index}", 1e-8);
    }
}
