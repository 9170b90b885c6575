using System.Globalization;
using BenchmarkDotNet.Attributes;
using Notifier.Core.Backtesting;
using Notifier.Core.Entries;
using Notifier.Core.Observations;

namespace Notifier.Benchmarks.Backtesting;

/// <summary>The default ladder over the shared daily panel (47 series); the budget is two seconds. Needs NOTIFIER_SHARED, else it measures nothing.</summary>
public class PanelBenchmark
{
    private (Series Series, History History)[] _panel = [];

    [GlobalSetup]
    public void Read()
    {
        var root = Path.Combine(Environment.GetEnvironmentVariable("NOTIFIER_SHARED") ?? throw new InvalidOperationException("NOTIFIER_SHARED names no folder with data/"), "data", "prices");
        // The panel of the scoreboard: reference/README.md, section scoreboard.
        _panel = [.. Directory.GetFiles(Path.Combine(root, "daily")).Concat(Directory.GetFiles(Path.Combine(root, "cn_futures_daily")))
            .Where(file => !file.Contains("2021vintage", StringComparison.Ordinal) && !file.Contains("brent_ice", StringComparison.Ordinal) && !file.Contains("natgas_nymex", StringComparison.Ordinal))
            .Select(file => (new Series("s"), ReadHistory(file)))];
        Console.WriteLine($"// {_panel.Length} series, {_panel.Sum(series => series.History.Count)} observations");
    }

    [Benchmark]
    public int Backtest() => _panel.Sum(series => Core.Backtesting.Backtest.Run(DefaultLadder.Rule, series.Series, series.History, EntryLog.Empty).Transitions.Count);

    private static History ReadHistory(string file) => new(File.ReadLines(file).Skip(1).Select(line => line.Split(','))
        .Select(cells => new Observation(Period.Parse(cells[0]), double.Parse(cells[1], CultureInfo.InvariantCulture))));
}
