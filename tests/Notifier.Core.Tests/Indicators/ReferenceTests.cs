using Notifier.Core.Observations;

namespace Notifier.Core.Tests.Indicators;

/// <summary>Expected outputs computed independently (numpy, twelve digits), within 1e-9 relative.</summary>
public sealed class ReferenceTests
{
    private const string Daily = "reference/control/expected_lithium_daily_multiples.csv";
    private const string Oil = "reference/control/expected_wti_daily_multiples.csv";
    private const string Weekly = "reference/control/expected_lithium_weekly.csv";
    private const string Alps = "reference/alps/expected_alps.csv";
    private const string Ipa = "reference/ipa/expected_ipa.csv";

    [Theory]
    [InlineData(Daily, "multiple(min, 365d)", "mult365", Frequency.Daily)]
    [InlineData(Daily, "multiple(min, 730d)", "mult730", Frequency.Daily)]
    [InlineData(Oil, "multiple(min, 365d)", "mult365", Frequency.Daily)]
    [InlineData(Oil, "multiple(min, 730d)", "mult730", Frequency.Daily)]
    [InlineData(Weekly, "logreturn(7d)", "logret", Frequency.Weekly)]
    [InlineData(Weekly, "drawdown(all)", "drawdown", Frequency.Weekly)]
    [InlineData(Weekly, "runup(all)", "runup", Frequency.Weekly)]
    [InlineData(Alps, "alps", "alps_rt", Frequency.Monthly)]
    [InlineData(Alps, "alps(full)", "alps_full", Frequency.Monthly)]
    [InlineData(Ipa, "ipa", "ipa_rt", Frequency.Monthly)]
    [InlineData(Ipa, "ipa(full)", "ipa_full", Frequency.Monthly)]
    [InlineData(Weekly, "zscore(52)", "z", Frequency.Weekly)]
    [InlineData(Weekly, "cusum(0.5, hi)", "cusum_hi", Frequency.Weekly)]
    [InlineData(Weekly, "cusum(0.5, lo)", "cusum_lo", Frequency.Weekly)]
    [InlineData(Weekly, "ewma(0.2, value)", "ewma", Frequency.Weekly)]
    [InlineData(Weekly, "ewma(0.2, ucl)", "ewma_ucl", Frequency.Weekly)]
    [InlineData(Weekly, "pagehinkley(0.005)", "page_hinkley_inc", Frequency.Weekly)]
    [InlineData(Weekly, "madz(104, 4)", "madz_28d", Frequency.Weekly)]
    [InlineData(Weekly, "bollinger(20, mid)", "boll_mid", Frequency.Weekly)]
    [InlineData(Weekly, "bollinger(20, up)", "boll_up", Frequency.Weekly)]
    [InlineData(Weekly, "bollinger(20, lo)", "boll_lo", Frequency.Weekly)]
    [InlineData(Weekly, "donchian(52, up)", "donchian_up52", Frequency.Weekly)]
    [InlineData(Weekly, "donchian(52, lo)", "donchian_lo52", Frequency.Weekly)]
    public void Indicators_equal_the_reference(string file, string indicator, string column, Frequency frequency)
    {
        var rows = PriceFile.Rows(file).ToList();
        var at = Array.IndexOf(File.ReadLines(SharedData.PathOf(file)).First().Split(','), column);
        var actual = Readings.All(indicator, frequency, PriceFile.Read(file)).ToList();

        Assert.True(at > 0 && rows.Count > 150);
        for (var index = 0; index < rows.Count; index++)
            Close.Assert(PriceFile.Number(rows[index][at]), actual[index], rows[index][0]);
    }
}
