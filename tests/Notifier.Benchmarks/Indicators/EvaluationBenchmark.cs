using BenchmarkDotNet.Attributes;
using Notifier.Core.Entries;
using Notifier.Core.Indicators;
using Notifier.Core.Observations;
using Notifier.Core.Rules;

namespace Notifier.Benchmarks.Indicators;

/// <summary>
/// One evaluation of a condition at the newest observation of each of 2,000 series with a year of daily values, as a poll
/// that brings one observation for each of them makes it. The budget is a million per second and core for <c>multiple(min, 365d)</c>.
/// </summary>
public class EvaluationBenchmark
{
    private const int SeriesCount = 2_000;
    private const int Days = 366;

    private Moment[] _moments = [];
    private Condition _condition = null!;

    [Params("value >= 2", "multiple(min, 365d) >= 2", "multiple(median, 365d) >= 2", "change(90d) >= 15%", "multiple(min, 365d) >= 1.25 and change(90d) >= 15%")]
    public string When { get; set; } = "";

    [GlobalSetup]
    public void Prepare()
    {
        var document = RuleDocument.Parse(System.Text.Encoding.UTF8.GetBytes($$"""{"id":"r","title":"r","series":["*"],"ladder":[{"severity":"severe","when":"{{When}}"}]}"""));
        _condition = document.Rules[0].Ladder[0].When;
        var random = new Random(1);
        _moments = [.. Enumerable.Range(0, SeriesCount).Select(number => Newest(number, random))];
    }

    [Benchmark(OperationsPerInvoke = SeriesCount)]
    public int Evaluate()
    {
        var met = 0;
        foreach (ref readonly var moment in _moments.AsSpan())
        {
            if (ConditionEvaluation.Judge(_condition, moment) == EvaluationOutcome.Met)
                met++;
        }

        return met;
    }

    /// <summary>What any machine needs to look at the same values once, one by one: the measure for the ratio.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = SeriesCount)]
    public double LookAtEachValue()
    {
        var lowest = double.PositiveInfinity;
        foreach (ref readonly var moment in _moments.AsSpan())
        {
            foreach (var value in moment.History.Values[1..])
                lowest = value < lowest ? value : lowest;
        }

        return lowest;
    }

    private static Moment Newest(int number, Random random)
    {
        var price = 10_000.0;
        var history = new History(Enumerable.Range(0, Days).Select(day =>
            new Observation(Period.From(new DateOnly(2023, 1, 1).AddDays(day)), price = Math.Max(100, price + random.Next(-200, 210)))));
        return new(new Series($"s{number}"), history, Days - 1, history.Last.Period, EntryLog.Empty);
    }
}
