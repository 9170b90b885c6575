namespace Notifier.Core.Observations;

/// <summary>What stays known of observations that a bounded history has let go: how many, the last of them, and their extremes (the earliest of equal ones).</summary>
public sealed record DroppedObservations(int Count, Period Last, Observation Highest, Observation Lowest)
{
    /// <summary>Where the recursions of the series' rules stood behind the last of them.</summary>
    public CarriedRuns Runs { get; init; } = CarriedRuns.None;

    /// <summary>By what prices of that time are multiplied to be at the level of the contract that they are compared with; <see cref="Runs"/> are as they were saved.</summary>
    internal double Level { get; init; } = 1;

    /// <summary>The same at the level of a later contract.</summary>
    internal DroppedObservations Carried(IReadOnlyList<Roll> rolls) => this with
    {
        Highest = Highest with { Value = rolls.Aggregate(Highest.Value, (value, roll) => roll.Carried(value)) },
        Lowest = Lowest with { Value = rolls.Aggregate(Lowest.Value, (value, roll) => roll.Carried(value)) },
        Level = rolls.Aggregate(Level, (level, roll) => roll.Carried(level)),
    };

    internal static DroppedObservations Of(DroppedObservations? before, ReadOnlySpan<Observation> dropped)
    {
        var highest = before?.Highest ?? dropped[0];
        var lowest = before?.Lowest ?? dropped[0];
        foreach (var observation in dropped)
        {
            if (observation.Value > highest.Value)
                highest = observation;
            if (observation.Value < lowest.Value)
                lowest = observation;
        }

        return new((before?.Count ?? 0) + dropped.Length, dropped[^1].Period, highest, lowest);
    }
}
