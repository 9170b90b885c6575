using Notifier.Core.Episodes;
using Notifier.Core.Observations;
using Notifier.Sources;

namespace Notifier.Episodes;

/// <summary>
/// A value that another source has too is no mistake of the one. It is compared with the last value of the other series of the same
/// three days; what was put aside before is looked at again whenever the series is read.
/// </summary>
internal sealed class SecondSource(SourceStore sources, ShardReader shards)
{
    private const double Close = 0.15;

    private static readonly TimeSpan SameDays = TimeSpan.FromDays(3);

    /// <returns>The reading with what the second source confirms, values that were put aside among it.</returns>
    public async Task<SeriesReading?> ConfirmAsync(SeriesState before, SeriesReading? reading, CancellationToken cancellation)
    {
        if (reading?.ConfirmedBy is not { } id || await FindAsync(id, cancellation) is not { } second || second.Series.Unit != reading.Series.Unit)
            return reading;
        var held = before.Suspects.Where(suspect => !suspect.Rejected).Select(suspect => suspect.Observation);
        var confirmed = held.Concat(reading.Observations).Where(observation => Agrees(second.Window, observation)).ToList();
        return confirmed.Count == 0 ? reading : reading with
        {
            Observations = [.. reading.Observations, .. confirmed.Except(reading.Observations)],
            Confirmed = confirmed.Select(observation => observation.Period).Concat(reading.Confirmed ?? new HashSet<Period>()).ToHashSet(),
        };
    }

    private static bool Agrees(History second, Observation observation) =>
        second.IndexAtOrBefore(observation.Period) is >= 0 and var index
        && observation.Period - second[index].Period < SameDays
        && Math.Abs(observation.Value - second[index].Value) <= Close * Math.Abs(second[index].Value);

    private async Task<SeriesState?> FindAsync(string id, CancellationToken cancellation) =>
        await sources.FindSeriesAsync(id, cancellation) is ({ } source, _) && await shards.FindRowAsync(source.Definition.Id, id, cancellation) is { } row
            ? SeriesRow.Read(row)
            : null;
}
