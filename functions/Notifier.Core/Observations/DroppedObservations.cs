namespace Notifier.Core.Observations;

/// <summary>What stays known of observations that a bounded history has let go: how many, the last of them, and their extremes (the earliest of equal ones).</summary>
public sealed record DroppedObservations(int Count, Period Last, Observation Highest, Observation Lowest)
{
    /// <summary>Where the recursions of the series' rules stood behind the last of them.</summary>
    public CarriedRuns Runs { get; init; } = CarriedRuns.None;

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
