using CsCheck;
using Notifier.Core.Observations;
using Notifier.Core.Tests.Indicators;

namespace Notifier.Core.Tests.Observations;

/// <summary>What indicators see of a series whose futures contract changes.</summary>
public sealed class RollTests
{
    /// <summary>Every indicator that has no unit: each is of returns alone.</summary>
    [Theory]
    [InlineData("change(20d)")]
    [InlineData("change(5)")]
    [InlineData("logreturn(30d)")]
    [InlineData("multiple(min, 60d)")]
    [InlineData("multiple(max, 40)")]
    [InlineData("multiple(median, 90d)")]
    [InlineData("multiple(mean, 9)")]
    [InlineData("multiple(first, 30d)")]
    [InlineData("drawdown(all)")]
    [InlineData("drawdown(30d)")]
    [InlineData("runup(all)")]
    [InlineData("runup(90d)")]
    [InlineData("zscore(20)")]
    [InlineData("madz(20, 3)")]
    [InlineData("ewma(0.2)")]
    [InlineData("cusum(0.5, hi)")]
    [InlineData("pagehinkley(0.005)")]
    [InlineData("volatility(20)")]
    [InlineData("weekly(change(4))")]
    [InlineData("weekly(multiple(min, 8))")]
    [InlineData("monthly(runup(all))")]
    [InlineData("weekly(bsadf(12, 0))")]
    public void Relative_indicators_see_the_returns_alone(string text) => RolledPrices.Any(60, 200).Sample(prices =>
    {
        var expected = Readings.All(text, Frequency.Daily, new History(prices.Pure)).ToList();
        var actual = Readings.All(text, Frequency.Daily, prices.History).ToList();
        for (var index = 0; index < expected.Count; index++)
            AssertClose(expected[index], actual[index]);
    }, iter: 60);

    [Theory]
    [InlineData("bollinger(20, up)")]
    [InlineData("donchian(20)")]
    public void What_is_in_the_unit_of_the_series_is_at_the_level_of_the_present_contract(string text) => RolledPrices.Any(60, 120).Sample(prices =>
    {
        var expected = Readings.All(text, Frequency.Daily, new History(prices.Pure)).ToList();
        var actual = Readings.All(text, Frequency.Daily, prices.History).ToList();
        for (var index = 0; index < expected.Count; index++)
            AssertClose(expected[index] * (prices.Traded[index].Value / prices.Pure[index].Value), actual[index]);
    }, iter: 60);

    [Fact]
    public void The_value_is_the_price_of_the_contract() => RolledPrices.Any(10, 60).Sample(prices =>
        Assert.Equal(prices.Traded.Select(one => (double?)one.Value), Readings.All("value", Frequency.Daily, prices.History)), iter: 30);

    [Theory]
    [InlineData("runup(all)")]
    [InlineData("drawdown(all)")]
    [InlineData("ewma(0.2)")]
    [InlineData("cusum(0.5, hi)")]
    public void What_a_bounded_history_lets_go_stays_comparable(string text) => Gen.Select(RolledPrices.Any(60, 200), Gen.Int[1, 60], Gen.Int[1, 40]).Sample((prices, bound, chunk) =>
    {
        var (indicator, series) = (Readings.Indicator(text), new Series("s", "CNY/t"));
        var expected = Readings.All(text, Frequency.Daily, new History(prices.Pure)).ToList();
        var kept = new History();
        foreach (var observations in prices.Traded.Chunk(chunk))
        {
            kept = new History([.. kept.AsSpan(), .. observations]) { Dropped = kept.Dropped, Rolls = [.. prices.Rolls.Where(roll => !(roll.At <= kept.Dropped?.Last) && roll.At <= observations[^1].Period)] };
            var (first, actual) = (kept.Dropped?.Count ?? 0, Readings.All(text, Frequency.Daily, kept).ToList());
            for (var index = 0; index < kept.Count; index++)
                AssertClose(expected[first + index], actual[index]);
            var oldest = Math.Max(0, kept.Count - bound);
            kept = kept.Without(oldest, indicator.Carry(series, kept.SeenFrom(oldest - 1), oldest) is { } run ? new CarriedRuns([run]) : null);
        }
    }, iter: 60);

    [Fact]
    public void A_flat_price_is_flat_to_the_last_bit()
    {
        // Each contract stands at a price of its own from its first day to its last.
        double[] levels = [80_000, 128_350, 77_777.5, 99_995];
        var traded = levels.SelectMany((level, contract) => Enumerable.Range(0, 30).Select(day => new Observation(RolledPrices.Day((contract * 30) + day), level))).ToArray();
        var rolls = levels.Skip(1).Select((level, contract) => new Roll(RolledPrices.Day((contract + 1) * 30), $"c{contract}", $"c{contract + 1}", levels[contract], level, RolledPrices.Day((contract + 1) * 30)));

        Assert.All(Readings.All("change(1)", Frequency.Daily, new History(traded) { Rolls = [.. rolls] }).Skip(1), change => Assert.Equal(0, change));
        Assert.All(Readings.All("multiple(min, 365d)", Frequency.Daily, new History(traded) { Rolls = [.. rolls] }), multiple => Assert.Equal(1, multiple));
    }

    private static void AssertClose(double? expected, double? actual)
    {
        Assert.Equal(expected is null, actual is null);
        if (expected is { } number)
            Assert.InRange(actual!.Value, number - 1e-9 - (1e-8 * Math.Abs(number)), number + 1e-9 + (1e-8 * Math.Abs(number)));
    }
}
