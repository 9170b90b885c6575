using CsCheck;
using Notifier.Core.Observations;
using Notifier.Core.Tests.Indicators;

namespace Notifier.Core.Tests.Observations;

/// <summary>What is kept beside a history says what a look at every value of the window says, wherever the window goes.</summary>
public sealed class SlidingWindowTests
{
    [Fact]
    public void It_finds_the_earliest_extreme_of_any_window_in_any_order()
    {
        Gen.Select(Gen.Int[-3, 6].Array[1, 60], Gen.Bool, Gen.Bool, Gen.Select(Gen.Int[0, 59], Gen.Int[0, 20]).Array[1, 40]).Sample((numbers, highest, positive, windows) =>
        {
            var history = new History(numbers.Select((number, day) => new Observation(Period.From(new DateOnly(2020, 1, 1).AddDays(day)), number)));
            var sliding = new WindowExtreme(highest, positive);
            foreach (var (at, length) in windows)
            {
                var end = at % numbers.Length;
                var start = Math.Max(0, end - length);
                var candidates = Enumerable.Range(start, end - start + 1).Where(index => !positive || numbers[index] > 0).ToList();
                var expected = candidates.Count == 0 ? -1 : highest ? candidates.MaxBy(index => numbers[index]) : candidates.MinBy(index => numbers[index]);
                Assert.Equal(expected, sliding.Find(history, start, end));
            }
        });
    }

    [Fact]
    public void Median_and_mean_of_any_window_in_any_order()
    {
        Gen.Select(Gen.Int[-1, 9].Array[1, 60], Gen.Select(Gen.Int[0, 59], Gen.Int[0, 20]).Array[1, 40]).Sample((numbers, windows) =>
        {
            var history = new History(numbers.Select((number, day) => new Observation(Period.From(new DateOnly(2020, 1, 1).AddDays(day)), number)));
            var order = new WindowOrder();
            foreach (var (at, length) in windows)
            {
                var end = at % numbers.Length;
                var start = Math.Max(0, end - length);
                var positive = numbers[start..(end + 1)].Where(number => number > 0).Order().Select(number => (double)number).ToList();
                if (positive.Count == 0)
                    continue;
                Assert.Equal((positive[(positive.Count - 1) / 2] + positive[positive.Count / 2]) / 2, order.Median(history, start, end));
                Assert.Equal(positive.Average(), order.Mean(history, start, end), 12);
            }
        });
    }

    [Theory]
    [InlineData("multiple(min, 3000)")]
    [InlineData("multiple(max, 3000)")]
    [InlineData("multiple(mean, 3000)")]
    [InlineData("multiple(median, 3000)")]
    [InlineData("multiple(median, 100)")]
    [InlineData("drawdown(3000)")]
    [InlineData("runup(3000)")]
    public void Long_windows_read_the_same_forwards_backwards_and_alone(string text)
    {
        var random = new Random(7);
        var history = new History(Enumerable.Range(0, 9_000).Select(day => new Observation(Period.From(new DateOnly(1990, 1, 1).AddDays(day)), random.Next(-2, 400))));
        var forwards = Readings.All(text, Frequency.Daily, history).ToList();

        for (var index = 8_999; index > 3_000; index -= 397)
        {
            var fresh = new History(history.AsSpan()[..(index + 1)].ToArray());
            var alone = Readings.Newest(text, Frequency.Daily, fresh);
            Assert.Equal(alone.Status == Core.Indicators.ReadingStatus.Value, forwards[index].HasValue);
            if (forwards[index] is { } number)
                Assert.Equal(alone.Number, number, 1e-12 * Math.Abs(number));
        }
    }
}
