using System.Globalization;
using Notifier.Core.Observations;

namespace Notifier.Core.Tests.Backtesting.Scoring;

/// <summary>The panels that thresholds are chosen on (reference/README.md, section scoreboard).</summary>
internal static class SharedPanel
{
    private static readonly string[] LeftOut = ["_2021vintage", "brent_ice_", "natgas_nymex_"];

    /// <summary>47 daily series, below <c>prices/</c>.</summary>
    public static IEnumerable<string> DailyFiles() =>
        from folder in (string[])["daily", "cn_futures_daily"]
        from file in Directory.GetFiles(SharedData.PathOf($"prices/{folder}"), "*.csv").Order(StringComparer.Ordinal)
        where !LeftOut.Any(part => file.Contains(part, StringComparison.Ordinal))
        select $"{folder}/{Path.GetFileName(file)}";

    public static IEnumerable<(string Name, History History)> PinkSheet()
    {
        var lines = File.ReadAllLines(SharedData.PathOf("prices/monthly/worldbank_pinksheet_2026-05.csv"));
        var (names, rows) = (lines[0].Split(','), lines[1..].Select(line => line.Split(',')).ToList());
        for (var column = 1; column < names.Length; column++)
        {
            var at = column;
            yield return (names[at], new(rows.Where(row => row[at].Length > 0)
                .Select(row => new Observation(Period.Parse(row[0]), double.Parse(row[at], CultureInfo.InvariantCulture)))));
        }
    }
}
