using CsCheck;
using Notifier.Core.Indicators;
using Notifier.Core.Observations;

namespace Notifier.Core.Tests.Indicators;

/// <summary>Whatever finite values come, in whatever length: a finite number or a reason why there is none.</summary>
public sealed class BadInputTests
{
    private static readonly Gen<double> Odd = Gen.OneOf(
        Gen.Const(0.0), Gen.Const(-0.0), Gen.Const(1e308), Gen.Const(-1e308), Gen.Const(double.Epsilon), Gen.Const(1e-300), Gen.Const(double.MaxValue), Gen.Const(100.0), Gen.Double[-10, 10]);

    public static TheoryData<string, Frequency> Indicators()
    {
        var data = new TheoryData<string, Frequency>();
        foreach (var text in (ReadOnlySpan<string>)["zscore(8)", "madz(8, 2)", "ewma(0.2)", "ewma(1, ucl)", "cusum(0.5)", "cusum(0, lo)", "pagehinkley(0.005)", "bollinger(5, up)", "donchian(5)", "donchian(1, lo)", "volatility(6)", "volatility(30d)", "alps", "alps(full)", "ipa", "ipa(full)", "bsadf(8)", "bsadf(12, 2)", "critical(99%, 12)"])
        {
            data.Add(text, Frequency.Daily);
            data.Add(text, Frequency.Monthly);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Indicators))]
    public void Odd_values_give_a_number_or_a_reason(string text, Frequency frequency)
    {
        var indicator = Readings.Indicator(text);
        Gen.OneOf(Odd.Array[1, 90], RandomPrices.Of(1, 90), Gen.Select(Odd, Gen.Int[1, 90]).Select((value, count) => Enumerable.Repeat(value, count).ToArray())).Sample(values =>
        {
            var history = RandomPrices.History(values, frequency);
            for (var index = 0; index < values.Length; index++)
            {
                var moment = Readings.Moment(frequency, history) with { Index = index, At = history[index].Period };
                foreach (var reading in (ReadOnlySpan<Reading>)[indicator.Read(moment), IndicatorGate.Read(indicator, moment)])
                {
                    if (reading.Status == ReadingStatus.Value)
                        Assert.True(double.IsFinite(reading.Number) && indicator.Describe(reading, moment, 1, "1") is { English.Length: > 10, Chinese.Length: > 5 });
                    else
                        Assert.True(reading.Detail?.Length > 10 || reading.Status == ReadingStatus.InsufficientHistory);
                }
            }
        }, iter: 100);
    }

    [Theory]
    [MemberData(nameof(Indicators))]
    public void A_constant_series_is_never_out_of_the_ordinary(string indicator, Frequency frequency)
    {
        var history = RandomPrices.History([.. Enumerable.Repeat(0.1, 120)], frequency);
        for (var index = 0; index < history.Count; index++)
        {
            var reading = Readings.Indicator(indicator).Read(Readings.Moment(frequency, history) with { Index = index });
            Assert.True(reading.Status != ReadingStatus.Value || reading.Number is 0 or 0.1 || indicator.StartsWith("critical", StringComparison.Ordinal) || indicator.Contains("ucl", StringComparison.Ordinal), $"{index}: {reading.Number}");
        }
    }

    /// <summary>A price that grows by the same share each time has returns that differ by rounding alone.</summary>
    [Theory]
    [InlineData("zscore(52)")]
    [InlineData("madz(104, 4)")]
    [InlineData("cusum(0.5)")]
    [InlineData("pagehinkley(0.005)")]
    [InlineData("volatility(52)")]
    public void Rounding_is_not_taken_for_movement(string indicator)
    {
        var history = RandomPrices.History([.. Enumerable.Range(0, 300).Select(index => 100 * Math.Pow(1.01, index))]);

        Assert.All(Readings.All(indicator, Frequency.Daily, history), number => Assert.True(number is null or 0, $"{number}"));
    }
}
