using System.Globalization;
using Notifier.Core.Backtesting.Scoring;
using Notifier.Core.Observations;

namespace Notifier.Benchmarks.Backtesting.Scoring;

/// <summary>The panels of the scoreboard (reference/README.md, section scoreboard). They need NOTIFIER_SHARED.</summary>
internal static class SharedPanels
{
    private static readonly string[] LeftOut = ["_2021vintage", "brent_ice_", "natgas_nymex_"];

    private static string Prices { get; } = Path.Combine(
        Environment.GetEnvironmentVariable("NOTIFIER_SHARED") ?? throw new InvalidOperationException("NOTIFIER_SHARED names no folder with data/"), "data", "prices");

    /// <summary>47 daily series.</summary>
    public static IReadOnlyList<PanelSeries> Daily() =>
        [.. from folder in (string[])["daily", "cn_futures_daily"]
            from file in Directory.GetFiles(Path.Combine(Prices, folder), "*.csv").Order(StringComparer.Ordinal)
            where !LeftOut.Any(part => file.Contains(part, StringComparison.Ordinal))
            select PanelSeries.Of(new Series("s"), File($"{folder}/{Path.GetFileName(file)}"))];

    /// <summary>One history, below <c>data/prices</c>.</summary>
    public static History File(string path) => Column([.. System.IO.File.ReadLines(Path.Combine(Prices, path)).Select(line => line.Split(','))], 1);

    /// <summary>71 monthly series of the World Bank.</summary>
    public static IReadOnlyList<PanelSeries> Monthly()
    {
        var rows = System.IO.File.ReadLines(Path.Combine(Prices, "monthly", "worldbank_pinksheet_2026-05.csv")).Select(line => line.Split(',')).ToList();
        return [.. Enumerable.Range(1, rows[0].Length - 1).Select(column => PanelSeries.Of(new Series("s", "", Frequency.Monthly), Column(rows, column)))];
    }

    private static History Column(List<string[]> rows, int column) => new(rows.Skip(1)
        .Where(row => row.Length > column && row[column].Length > 0)
        .Select(row => new Observation(Period.Parse(row[0]), double.Parse(row[column], CultureInfo.InvariantCulture))));
}
