using System.Globalization;
using Notifier.Core.Observations;
using Notifier.Core.Observations.Quality;

namespace Notifier.Core.Tests.Observations;

/// <summary>Series with known faults, and true ones without any.</summary>
public sealed class QualityDataTests
{
    [Fact]
    public void Each_planted_fault_of_the_twin_that_is_a_value_is_put_aside_and_nothing_else()
    {
        var rows = PriceFile.Rows("sources/backtest/lithium_carbonate_faulty.synthetic.csv")
            .Select(row => (Date: row[0], Text: string.Concat(row[1..^1]).Trim('"')))
            .Where(row => double.TryParse(row.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
            .Select(row => new Observation(Period.Parse(row.Date), double.Parse(row.Text, CultureInfo.InvariantCulture)));

        var (accepted, suspects) = OneByOne("CNY/t", Frequency.Daily, [.. rows], new DateTime(2024, 6, 28, 0, 0, 0, DateTimeKind.Utc));

        Assert.Equal(
            ["2021-04-07 scale", "2021-09-22 scale", "2022-03-23 duplicate", "2022-06-15 stale", "2022-06-16 stale", "2022-10-19 zero", "2023-03-08 sign", "2199-01-01 future"],
            suspects.Select(suspect => $"{suspect.Period} {suspect.Kind.Word()}"));
        // 1,043 days, less one missing, one marker; one of the two of a day stays.
        Assert.Equal(1_043 - 2 - 7, accepted);
    }

    [Theory]
    [InlineData("AET-L-1d-100x-error")]
    [InlineData("SSW-JO-1d-100x-error")]
    [InlineData("ASAI-L-1h-bad-unit")]
    public void Each_value_in_the_wrong_unit_is_put_aside(string name)
    {
        var faulty = Closes($"sources/quality-yfinance/{name}.csv");
        var right = Closes($"sources/quality-yfinance/{name}-fixed.csv");
        var wrong = faulty.Where((observation, index) => Math.Abs(Math.Log(observation.Value / right[index].Value)) > 1).Select(observation => observation.Period).ToList();
        var (low, high) = (right.Min(observation => observation.Value) / 2, right.Max(observation => observation.Value) * 2);

        var ranged = Screened(faulty, new(true, low, high));
        var alone = Screened(faulty, QualityChecks.OfPrice);

        Assert.NotEmpty(wrong);
        Assert.Equal(wrong, ranged.Select(suspect => suspect.Period));
        // Without a range the level that most of the first values have counts as the right one.
        Assert.All(alone, suspect => Assert.Equal(SuspectKind.Scale, suspect.Kind));
        if (name != "SSW-JO-1d-100x-error")
            Assert.Equal(wrong, alone.Select(suspect => suspect.Period));
        else
            Assert.Equal(faulty.Select(observation => observation.Period).Except(wrong), alone.Select(suspect => suspect.Period));
    }

    [Fact]
    public void No_true_price_of_the_daily_panel_is_put_aside_for_its_level()
    {
        var (series, found) = (0, new List<string>());
        foreach (var file in Directory.GetFiles(SharedData.PathOf("prices/daily")).Concat(Directory.GetFiles(SharedData.PathOf("prices/cn_futures_daily"))).Order(StringComparer.Ordinal))
        {
            var history = PriceFile.Read(file);
            var (_, suspects) = OneByOne("CNY/t", Frequency.Daily, history.AsSpan().ToArray(), null);
            found.AddRange(suspects.Select(suspect => $"{Path.GetFileNameWithoutExtension(file)} {suspect.Period} {suspect.Kind.Word()} {suspect.Detail}"));
            series++;
        }

        Assert.Equal(50, series);
        // Three runs of a standing value, of which two are known holes of their sources.
        Assert.All(found, line => Assert.Contains(" stale ", line, StringComparison.Ordinal));
        Assert.True(found.Count < 20, string.Join('\n', found));
    }

    [Fact]
    public void No_true_price_of_the_monthly_panel_is_put_aside()
    {
        var lines = File.ReadAllLines(SharedData.PathOf("prices/monthly/worldbank_pinksheet_2026-05.csv")).Select(line => line.Split(',')).ToList();
        var found = new List<string>();
        for (var column = 1; column < lines[0].Length; column++)
        {
            var history = lines.Skip(1).Where(row => double.TryParse(row[column], NumberStyles.Float, CultureInfo.InvariantCulture, out _))
                .Select(row => new Observation(Period.Parse(row[0]), double.Parse(row[column], CultureInfo.InvariantCulture))).ToArray();
            found.AddRange(OneByOne("USD/t", Frequency.Monthly, history, null).Suspects.Select(suspect => $"{lines[0][column]} {suspect.Period} {suspect.Detail}"));
        }

        Assert.Empty(found);
    }

    [Theory]
    [InlineData("prices/daily/lithium_carbonate_cn_spot.csv")]
    [InlineData("prices/daily/henry_hub_eia_spot.csv")]
    [InlineData("prices/cn_futures_daily/apple_ap.csv")]
    public void Each_hundredth_day_spoilt_is_found_on_a_true_series(string file)
    {
        double[] factors = [100, 0.01, 1_000, 0.001, 2_204.62262, 10_000, 0, -1];
        var history = PriceFile.Read(file).AsSpan().ToArray();
        var spoilt = new List<Period>();
        for (var index = 50; index < history.Length; index += 100)
        {
            history[index] = history[index] with { Value = history[index].Value * factors[index / 100 % factors.Length] };
            spoilt.Add(history[index].Period);
        }

        var (_, suspects) = OneByOne("CNY/t", Frequency.Daily, history, null);

        Assert.Equal(spoilt, suspects.Where(suspect => suspect.Kind != SuspectKind.Stale).Select(suspect => suspect.Period));
    }

    private static bool IsKnown(History known, Observation observation) => known.IndexAtOrBefore(observation.Period) is >= 0 and var index && known[index].Equals(observation);

    private static Observation[] Closes(string path) => [.. PriceFile.Rows(path)
        .Select(row => new Observation(Period.From(DateTimeOffset.Parse(row[0], CultureInfo.InvariantCulture)), double.Parse(row[4], CultureInfo.InvariantCulture)))
        .OrderBy(observation => observation.Period)];

    private static IReadOnlyList<Suspect> Screened(Observation[] observations, QualityChecks checks) =>
        QualityScreen.Run(new("s", "GBP/share", Frequency.Intraday), new History(), [], null, observations, new(checks)).Suspects;

    /// <summary>As it comes from a source: day by day, several values of one day together.</summary>
    private static (int Accepted, IReadOnlyList<Suspect> Suspects) OneByOne(string unit, Frequency frequency, Observation[] observations, DateTime? now)
    {
        var (known, suspects, found) = (new History(), (IReadOnlyList<Suspect>)[], new List<Suspect>());
        foreach (var day in observations.GroupBy(observation => observation.Period))
        {
            var screened = QualityScreen.Run(new("s", unit, frequency), known, suspects, null, [.. day], new(QualityChecks.OfPrice, now));
            suspects = screened.Suspects;
            found.AddRange(screened.Found);
            foreach (var observation in screened.Accepted)
                known.Append(observation);
        }

        // Only so many are remembered, but all were found.
        Assert.True(suspects.Count <= QualityScreen.MostSuspects);
        return (known.Count, [.. found.Where(suspect => suspect.Kind == SuspectKind.Duplicate || !IsKnown(known, suspect.Observation))]);
    }
}
