namespace Notifier.Core.Observations.Quality;

/// <summary>
/// How far a price may lie from its neighbours. Over 600 series-years of daily and 4,000 of monthly commodity prices the largest true
/// step between two observations is ×4.2 (Henry Hub, 2024-01-12) and ×4.4 (urea, 1974-01).
/// </summary>
internal static class PriceLevel
{
    private const int Neighbours = 5;
    private const int Lookback = 250;
    private const int CalmFrom = 120;

    private const double SameLevel = 1.5;

    // Below the smallest factor that is looked for.
    private const double Ordinary = 0.7;

    // A quarter or a year gives a price more room.
    private static double Limit(Frequency frequency) => frequency switch
    {
        Frequency.Yearly => 10,
        Frequency.Quarterly => 8,
        Frequency.Monthly => 6,
        _ => 5,
    };

    private static double TypicalDays(Frequency frequency) => frequency switch
    {
        Frequency.Yearly => 366,
        Frequency.Quarterly => 92,
        Frequency.Monthly => 31,
        Frequency.Weekly => 7,
        _ => 4,
    };

    /// <summary>
    /// The neighbour that a value does not fit to and the factor between them; null where it fits to the last value, to the median of
    /// the last few, or to the next one.
    /// </summary>
    /// <param name="before">Index of the last accepted observation before the period.</param>
    public static (Observation Level, double Ratio, string? Cause)? Misfit(History known, int before, Observation observation, Frequency frequency)
    {
        if (Positive(known, before) is not { } last)
            return null;
        var ratio = observation.Value / last.Value;
        var jump = Math.Abs(Math.Log(ratio));
        if (jump < Ordinary)
            return null;
        var fromMedian = Math.Abs(Math.Log(observation.Value / Median(known, before)));
        // A factor that units have is excused by no gap and no earlier step, only by a return to the level before it.
        if (jump >= Math.Log(Limit(frequency)) && ScaleFactor.Of(ratio) is { } gross)
            return fromMedian < Math.Log(SameLevel) || FitsNext(known, before, observation, SameLevel) ? null : (last, ratio, gross.Cause);
        if (jump > Bound(known, before, observation, frequency)
            && fromMedian > Math.Log(Limit(frequency))
            && !FitsNext(known, before, observation, Limit(frequency)))
            return (last, ratio, null);
        return ScaleFactor.OfSmall(ratio) is { } small && IsCalm(known, before, jump) ? (last, ratio, small.Cause) : null;
    }

    /// <summary>The last positive observation up to an index.</summary>
    public static Observation? Positive(History known, int index)
    {
        for (; index >= 0; index--)
        {
            if (known[index].Value > 0)
                return known[index];
        }

        return null;
    }

    /// <summary>Largest logarithmic step that is believed: more after a gap, and on a series that has made such steps before.</summary>
    private static double Bound(History known, int before, Observation observation, Frequency frequency)
    {
        var gap = (observation.Period - known[before].Period).TotalDays / TypicalDays(frequency);
        var limit = Math.Log(Math.Min(50, Limit(frequency) * Math.Max(1, Math.Sqrt(gap / 2))));
        return Math.Max(limit, 1.5 * LargestStep(known, before));
    }

    /// <summary>A revision, or a value that comes late, has a neighbour on its other side too.</summary>
    private static bool FitsNext(History known, int before, Observation observation, double limit)
    {
        var next = before + 1;
        if (next < known.Count && known[next].Period == observation.Period)
            next++;
        return next < known.Count && known[next].Value > 0
            && Math.Abs(Math.Log(observation.Value / known[next].Value)) <= Math.Log(limit);
    }

    /// <summary>A value before or at the first one known is judged by the one that follows it.</summary>
    public static (Observation Level, double Ratio, string? Cause)? MisfitBeforeFirst(History known, Observation observation, Frequency frequency)
    {
        for (var index = 0; index < known.Count; index++)
        {
            if (known[index].Period <= observation.Period || known[index].Value <= 0)
                continue;
            var ratio = observation.Value / known[index].Value;
            return Math.Abs(Math.Log(ratio)) > Math.Log(Limit(frequency)) ? (known[index], ratio, ScaleFactor.Of(ratio)?.Cause) : null;
        }

        return null;
    }

    private static bool IsCalm(History known, int before, double jump) =>
        before + 1 >= CalmFrom && LargestStep(known, before) is > 0 and var largest && jump > 8 * largest;

    /// <summary>Largest logarithmic step of the year before.</summary>
    public static double LargestStep(History known, int last)
    {
        var largest = 0.0;
        for (var index = Math.Max(1, last - Lookback); index <= last; index++)
        {
            if (known[index].Value > 0 && known[index - 1].Value > 0)
                largest = Math.Max(largest, Math.Abs(Math.Log(known[index].Value / Before(known, index))));
        }

        return largest;
    }

    /// <summary>The value before, at the level of the contract of the one that follows it.</summary>
    private static double Before(History known, int index)
    {
        var (value, period) = (known[index - 1].Value, known[index].Period);
        for (var at = known.Rolls.Count - 1; at >= 0 && known.Rolls[at].At >= period; at--)
        {
            if (known.Rolls[at].At == period)
                return known.Rolls[at].Carried(value);
        }

        return value;
    }

    private static double Median(History known, int last)
    {
        var values = new List<double>(Neighbours);
        for (var index = last; index >= 0 && values.Count < Neighbours; index--)
        {
            if (known[index].Value > 0)
                values.Add(known[index].Value);
        }

        values.Sort();
        return values[values.Count / 2];
    }
}
