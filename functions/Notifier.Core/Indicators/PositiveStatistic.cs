using Notifier.Core.Observations;

namespace Notifier.Core.Indicators;

/// <summary>A statistic of the positive values among some observations, of which there is at least one.</summary>
/// <param name="Index">Where the value was observed, the earliest of equal ones; −1 where it is computed.</param>
internal readonly record struct PositiveStatistic(double Value, int Index)
{
    public static Func<ReadOnlySpan<Observation>, PositiveStatistic> Named(string name) => name switch
    {
        "min" => Minimum,
        "max" => Maximum,
        "mean" => Mean,
        "median" => Median,
        "first" => First,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "not a statistic"),
    };

    private static PositiveStatistic Minimum(ReadOnlySpan<Observation> observations)
    {
        var (best, at) = (double.PositiveInfinity, -1);
        for (var index = 0; index < observations.Length; index++)
        {
            var value = observations[index].Value;
            if (value < best && value > 0)
                (best, at) = (value, index);
        }

        return new(best, at);
    }

    private static PositiveStatistic Maximum(ReadOnlySpan<Observation> observations)
    {
        var (best, at) = (0.0, -1);
        for (var index = 0; index < observations.Length; index++)
        {
            if (observations[index].Value > best)
                (best, at) = (observations[index].Value, index);
        }

        return new(best, at);
    }

    private static PositiveStatistic First(ReadOnlySpan<Observation> observations)
    {
        for (var index = 0; index < observations.Length; index++)
        {
            if (observations[index].Value > 0)
                return new(observations[index].Value, index);
        }

        return new(double.NaN, -1);
    }

    private static PositiveStatistic Mean(ReadOnlySpan<Observation> observations)
    {
        var (sum, count) = (0.0, 0);
        foreach (var observation in observations)
        {
            if (observation.Value <= 0)
                continue;
            sum += observation.Value;
            count++;
        }

        return new(sum / count, -1);
    }

    private static PositiveStatistic Median(ReadOnlySpan<Observation> observations)
    {
        var positive = new double[observations.Length];
        var count = 0;
        foreach (var observation in observations)
        {
            if (observation.Value > 0)
                positive[count++] = observation.Value;
        }

        Array.Sort(positive, 0, count);
        return new(count % 2 == 1 ? positive[count / 2] : (positive[count / 2 - 1] + positive[count / 2]) / 2, -1);
    }
}
