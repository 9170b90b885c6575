using Notifier.Core.Observations;

namespace Notifier.Core.Tests.Indicators;

/// <summary>Expected outputs computed independently (numpy, twelve digits), within 1e-9 relative.</summary>
public sealed class ReferenceTests
{
    private const string Daily = "reference/control/expected_lithium_daily_multiples.csv";
    private const string Oil = "reference/control/expected_wti_daily_multiples.csv";
    private const string Weekly = "reference/control/expected_lithium_weekly.csv";

    [Theory]
    [InlineData(Daily, "multiple(min, 365d)", "mult365", Frequency.Daily)]
    [InlineData(Daily, "multiple(min, 730d)", "mult730", Frequency.Daily)]
    [InlineData(Oil, "multiple(min, 365d)", "mult365", Frequency.Daily)]
    [InlineData(Oil, "multiple(min, 730d)", "mult730", Frequency.Daily)]
    [InlineData(Weekly, "logreturn(7d)", "logret", Frequency.Weekly)]
    [InlineData(Weekly, "drawdown(all)", "drawdown", Frequency.Weekly)]
    [InlineData(Weekly, "runup(all)", "runup", Frequency.Weekly)]
    public void Indicators_equal_the_reference(string file, string indicator, string column, Frequency frequency)
    {
        var rows = PriceFile.Rows(file).ToList();
        var at = Array.IndexOf(File.ReadLines(SharedData.PathOf(file)).First().Split(','), column);
        var actual = Readings.All(indicator, frequency, PriceFile.Read(file)).ToList();

        Assert.True(at > 0 && rows.Count > 200);
        for (var index = 0; index < rows.Count; index++)
            AssertClose(PriceFile.Number(rows[index][at]), actual[index], rows[index][0]);
    }

    private static void AssertClose(double? expected, double? actual, string date)
    {
        Assert.True(expected.HasValue == actual.HasValue, $"{date}: expected {expected}, got {actual}");
        if (expected is { } number)
            Assert.True(Math.Abs(actual!.Value - number) <= 1e-9 * Math.Max(1, Math.Abs(number)), $"{date}: expected {number}, got {actual}");
    }
}
