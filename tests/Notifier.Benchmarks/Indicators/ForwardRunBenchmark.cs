using BenchmarkDotNet.Attributes;
using Notifier.Core.Entries;
using Notifier.Core.Indicators;
using Notifier.Core.Observations;
using Notifier.Core.Rules;

namespace Notifier.Benchmarks.Indicators;

/// <summary>Each indicator over 2,000 observations from the first to the last, as a backtest reads it: what one evaluation costs on average.</summary>
public class ForwardRunBenchmark
{
    private const int Count = 2_000;

    private History _daily = new();
    private History _monthly = new();
    private Indicator _indicator = null!;
    private Series _series = null!;

    [Params(
        "multiple(min, 365d)", "zscore(52)", "madz(104, 4)", "cusum(0.5, hi)", "ewma(0.2)", "pagehinkley(0.005)", "bollinger(20, up)",
        "donchian(52)", "volatility(90d)", "alps", "ipa", "bsadf(24, 0)", "bsadf(24, 1)", "critical(95%, 24)")]
    public string Expression { get; set; } = "";

    [GlobalSetup]
    public void Prepare()
    {
        var (random, price) = (new Random(1), 10_000.0);
        var values = Enumerable.Range(0, Count).Select(_ => price = Math.Max(100, price * (1 + (0.04 * (random.NextDouble() - 0.49))))).ToArray();
        _daily = new(values.Select((value, day) => new Observation(Period.From(new DateOnly(2015, 1, 1).AddDays(day)), value)));
        _monthly = new(values.Select((value, month) => new Observation(Period.From(new DateOnly(1850, 1, 1).AddMonths(month)), value)));
        _indicator = IndicatorExpression.Parse(Expression).Indicator!;
        _series = new Series("s", "CNY/t", Expression is "alps" or "ipa" ? Frequency.Monthly : Frequency.Daily);
    }

    [Benchmark(OperationsPerInvoke = Count)]
    public double ReadForward()
    {
        // A copy, beside which nothing is kept yet.
        var history = new History((_series.Frequency == Frequency.Monthly ? _monthly : _daily).AsSpan(), 0);
        var sum = 0.0;
        for (var index = 0; index < Count; index++)
        {
            if (IndicatorGate.Read(_indicator, new Moment(_series, history, index, history[index].Period, EntryLog.Empty)) is { Status: ReadingStatus.Value } reading)
                sum += reading.Number;
        }

        return sum;
    }
}
