using System.Numerics;
using System.Runtime.InteropServices;

namespace Notifier.Core.Indicators;

/// <summary>A statistic of the positive values among some, of which there is at least one.</summary>
/// <param name="Index">Where the value stands, the earliest of equal ones; −1 where it is computed.</param>
internal readonly record struct PositiveStatistic(double Value, int Index)
{
    public static Func<ReadOnlySpan<double>, PositiveStatistic> Named(string name) => name switch
    {
        "min" => Minimum,
        "max" => Maximum,
        "mean" => Mean,
        "median" => Median,
        "first" => First,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "not a statistic"),
    };

    /// <summary>Four or eight values at a time, which a year of days needs to stay below a microsecond (tests/Notifier.Benchmarks).</summary>
    private static PositiveStatistic Minimum(ReadOnlySpan<double> values)
    {
        var none = new Vector<double>(double.PositiveInfinity);
        var (best, at) = (none, 0);
        for (; at <= values.Length - Vector<double>.Count; at += Vector<double>.Count)
        {
            var next = new Vector<double>(values[at..]);
            best = Vector.Min(best, Vector.ConditionalSelect(Vector.GreaterThan(next, Vector<double>.Zero), next, none));
        }

        var lowest = double.PositiveInfinity;
        for (var lane = 0; lane < Vector<double>.Count; lane++)
            lowest = Math.Min(lowest, best[lane]);
        for (; at < values.Length; at++)
        {
            if (values[at] > 0)
                lowest = Math.Min(lowest, values[at]);
        }

        return Observed(values, lowest);
    }

    private static PositiveStatistic Maximum(ReadOnlySpan<double> values)
    {
        var (best, at) = (Vector<double>.Zero, 0);
        for (; at <= values.Length - Vector<double>.Count; at += Vector<double>.Count)
            best = Vector.Max(best, new Vector<double>(values[at..]));
        var highest = 0.0;
        for (var lane = 0; lane < Vector<double>.Count; lane++)
            highest = Math.Max(highest, best[lane]);
        for (; at < values.Length; at++)
            highest = Math.Max(highest, values[at]);
        return Observed(values, highest);
    }

    private static PositiveStatistic First(ReadOnlySpan<double> values)
    {
        var index = 0;
        while (values[index] <= 0)
            index++;
        return new(values[index], index);
    }

    private static PositiveStatistic Mean(ReadOnlySpan<double> values)
    {
        var (sum, count) = (0.0, 0);
        foreach (var value in values)
        {
            if (value <= 0)
                continue;
            sum += value;
            count++;
        }

        return new(sum / count, -1);
    }

    private static PositiveStatistic Median(ReadOnlySpan<double> values)
    {
        var positive = new double[values.Length];
        var count = 0;
        foreach (var value in values)
        {
            if (value > 0)
                positive[count++] = value;
        }

        Array.Sort(positive, 0, count);
        return new(count % 2 == 1 ? positive[count / 2] : (positive[count / 2 - 1] + positive[count / 2]) / 2, -1);
    }

    /// <summary>Positive numbers are equal exactly where their bits are, and bits are searched by whole vectors.</summary>
    private static PositiveStatistic Observed(ReadOnlySpan<double> values, double value) =>
        new(value, MemoryMarshal.Cast<double, long>(values).IndexOf(BitConverter.DoubleToInt64Bits(value)));
}
