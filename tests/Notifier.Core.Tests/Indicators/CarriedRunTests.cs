using CsCheck;
using Notifier.Core.Entries;
using Notifier.Core.Indicators;
using Notifier.Core.Observations;

namespace Notifier.Core.Tests.Indicators;

/// <summary>A recursion goes on over observations that a bounded history lets go, whatever is kept, as if nothing had gone: to the last bit.</summary>
public sealed class CarriedRunTests
{
    private static readonly Series Series = new("s", "CNY/t");

    [Theory]
    [InlineData("cusum(0.5, hi)")]
    [InlineData("cusum(0.25, lo)")]
    [InlineData("ewma(0.2)")]
    [InlineData("ewma(0.05, ucl)")]
    [InlineData("pagehinkley(0.005)")]
    public void A_history_that_lets_go_again_and_again_has_the_numbers_of_the_whole(string text)
    {
        var indicator = Readings.Indicator(text);
        Gen.Select(RandomPrices.Of(1, 300), Gen.Int[1, 80], Gen.Int[1, 40]).Sample((prices, bound, chunk) =>
        {
            var whole = RandomPrices.History(prices);
            var expected = Readings.All(text, Frequency.Daily, whole).ToArray();
            var kept = new History();
            foreach (var observations in whole.AsSpan().ToArray().Chunk(chunk))
            {
                kept = new History(kept.AsSpan(), observations.Length) { Dropped = kept.Dropped };
                Array.ForEach(observations, kept.Append);
                var first = kept.Dropped?.Count ?? 0;
                for (var index = 0; index < kept.Count; index++)
                {
                    var reading = indicator.Read(new Moment(Series, kept, index, kept[index].Period, EntryLog.Empty));
                    Assert.Equal(expected[first + index], reading.Status == ReadingStatus.Value ? reading.Number : null);
                }

                var oldest = Math.Max(0, kept.Count - bound);
                kept = kept.Without(oldest, new CarriedRuns([indicator.Carry(Series, kept, oldest)!.Value]));
            }
        }, iter: 60);
    }

    [Theory]
    [InlineData("zscore(20)", 22)]
    [InlineData("bollinger(20, up)", 20)]
    [InlineData("volatility(20)", 21)]
    [InlineData("donchian(20)", 21)]
    [InlineData("madz(20, 3)", 24)]
    public void A_window_inside_what_is_kept_has_the_same_bits_wherever_that_begins(string text, int reach)
    {
        Gen.Select(RandomPrices.Of(40, 120), Gen.Int[1, 30]).Sample((prices, gone) =>
        {
            var whole = RandomPrices.History(prices);
            var (expected, actual) = (Readings.All(text, Frequency.Daily, whole).ToArray(), Readings.All(text, Frequency.Daily, whole.Without(gone)).ToArray());
            for (var index = reach - 1; index < actual.Length; index++)
                Assert.Equal(expected[gone + index], actual[index]);
        }, iter: 100);
        Assert.Null(Readings.Indicator(text).Carry(Series, new History(), 0));
    }

    [Fact]
    public void A_run_of_another_frequency_is_not_taken_over()
    {
        var prices = RandomPrices.History([.. Enumerable.Range(0, 90).Select(index => 100.0 + (index * index % 17))]);
        var indicator = Readings.Indicator("ewma(0.2)");
        var kept = prices.Without(60, new CarriedRuns([indicator.Carry(Series, prices, 60)!.Value]));

        Assert.NotEqual(0, indicator.Read(new Moment(Series, kept, 0, kept[0].Period, EntryLog.Empty)).Number);
        Assert.Equal(0, indicator.Read(new Moment(Series with { Frequency = Frequency.Weekly }, kept, 0, kept[0].Period, EntryLog.Empty)).Number);
    }
}
