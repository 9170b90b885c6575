using System.Globalization;
using Notifier.Core.Indicators.Bubbles;

namespace Notifier.Benchmarks.CriticalValues;

/// <summary>
/// Makes functions/Notifier.Core/Indicators/Bubbles/critical-values.csv: the quantiles of the backward supremum ADF statistic at
/// a grid of numbers of observations over many random walks y_t = 1/T + y_{t−1} + N(0, 1), for a grid of least windows at once.
/// Each path has its own seed, so that the figures do not depend on how many run side by side.
/// </summary>
internal static class CriticalValueTable
{
    private const int Length = BackwardSupremum.Longest;
    private const int Seed = 20_150_301;
    private static readonly int[] Windows = [10, 12, 15, 19, 24, 27, 31, 36, 44, 52, 60, 78, 104, 130, 156, 208, 260, 365, 520, 730, 1000];
    private static readonly double[] Shares = [0.9, 0.95, 0.99];

    public static void Write(TextWriter output, int paths)
    {
        var samples = Windows.Select(window => Times(window).ToDictionary(time => time, _ => new float[paths])).ToArray();
        int[] times = [.. samples.SelectMany(sample => sample.Keys).Distinct().Order()];
        Parallel.For(0, paths, path => Walk(path, times, samples));
        output.Write("window,observations,cv90,cv95,cv99\n");
        for (var window = 0; window < Windows.Length; window++)
        {
            foreach (var (time, values) in samples[window])
            {
                Array.Sort(values);
                output.Write($"{Windows[window]},{time},{string.Join(',', Shares.Select(share => Quantile(values, share).ToString("0.0000", CultureInfo.InvariantCulture)))}\n");
            }
        }
    }

    /// <summary>A window's first numbers of observations one by one, where the value changes fast, then those of a grid that all windows share.</summary>
    private static SortedSet<int> Times(int window)
    {
        var times = new SortedSet<int> { Length };
        for (var time = 12.0; time < Length; time *= 1.08)
        {
            if (time >= window)
                times.Add((int)time);
        }

        foreach (var after in (ReadOnlySpan<int>)[0, 1, 2, 3, 5, 8, 13])
            times.Add(window + after);
        return times;
    }

    private static void Walk(int path, int[] times, Dictionary<int, float[]>[] samples)
    {
        var random = new Random(Seed + path);
        var levels = new double[Length];
        for (var at = 1; at < Length; at++)
            levels[at] = levels[at - 1] + (1.0 / Length) + Normal(random);
        var highest = new double[Length + 1];
        foreach (var time in times)
        {
            Highest(levels.AsSpan(0, time), highest);
            for (var window = 0; window < Windows.Length; window++)
            {
                if (samples[window].TryGetValue(time, out var values))
                    values[path] = (float)highest[Windows[window]];
            }
        }
    }

    /// <summary>For each length the largest statistic of windows at least as long.</summary>
    private static void Highest(ReadOnlySpan<double> levels, double[] highest)
    {
        var window = new DickeyFuller(0);
        window.End(levels.Length - 1);
        for (var start = levels.Length - 1; start >= 0; start--)
        {
            window.Grow(levels, start);
            highest[levels.Length - start] = window.Ratio(levels);
        }

        for (var length = levels.Length - 1; length >= Windows[0]; length--)
            highest[length] = Math.Max(highest[length], highest[length + 1]);
    }

    /// <summary>Box and Muller 1958.</summary>
    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    /// <summary>Hyndman and Fan's type 7.</summary>
    private static double Quantile(float[] sorted, double share)
    {
        var at = share * (sorted.Length - 1);
        var below = (int)at;
        return sorted[below] + ((at - below) * (sorted[Math.Min(below + 1, sorted.Length - 1)] - sorted[below]));
    }
}
