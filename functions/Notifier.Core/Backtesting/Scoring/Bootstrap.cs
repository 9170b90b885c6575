namespace Notifier.Core.Backtesting.Scoring;

/// <summary>
/// How far the figures would move on another panel of such series: series are drawn with replacement (Efron 1979), because the
/// alarms and doublings of one series hang together, and the middle 95 % of the results are the interval.
/// </summary>
internal static class Bootstrap
{
    private const int Draws = 1_000;

    // Any number does; a fixed one gives the same intervals in each run.
    private const ulong Seed = 20240101;

    /// <param name="tallies">Of one rung, one per series.</param>
    /// <returns>By the names of <see cref="ScoreFigures.Names"/>; NaN where no draw has the figure.</returns>
    public static IReadOnlyDictionary<string, Interval> Intervals(IReadOnlyList<RungTally> tallies)
    {
        var random = new Pcg32(Seed);
        var drawn = ScoreFigures.Names.Select(_ => new List<double>(Draws)).ToList();
        var sample = new RungTally[tallies.Count];
        for (var draw = 0; draw < Draws; draw++)
        {
            for (var at = 0; at < sample.Length; at++)
                sample[at] = tallies[random.Below(sample.Length)];
            Add(drawn, ScoreFigures.Of(sample).Values);
        }

        return ScoreFigures.Names.Zip(drawn).ToDictionary(pair => pair.First, pair => Middle(pair.Second));
    }

    private static void Add(List<List<double>> drawn, IReadOnlyList<double> values)
    {
        for (var figure = 0; figure < values.Count; figure++)
        {
            if (double.IsFinite(values[figure]))
                drawn[figure].Add(values[figure]);
        }
    }

    private static Interval Middle(List<double> values)
    {
        var sorted = values.ToArray();
        Array.Sort(sorted);
        return new(ScoreFigures.Quantile(sorted, 0.025), ScoreFigures.Quantile(sorted, 0.975));
    }
}
