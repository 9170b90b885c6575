using Notifier.Core.Observations.Derived;
using Notifier.Core.Entries;
using Notifier.Core.Indicators;
using Notifier.Core.Observations;
using Notifier.Entries;
using Notifier.Episodes;
using Notifier.Observations;

namespace Notifier.Sources.Derived;

/// <summary>What formulas are computed from: stored observations and entries. Made when first asked for: adapters also live where nothing is stored.</summary>
internal sealed class DerivedInputs(SourceStore sources, ObservationStore observations, ShardReader shards, ReadEntries entries)
{
    /// <returns>The histories of the series that the formula names, from a little before the first period wanted, and whether one of them is still being read; or which of them there is not.</returns>
    public async Task<(IReadOnlyDictionary<string, (Series, History)> Known, bool IsBehind, string? Missing)> ReadAsync(Formula formula, Period from, CancellationToken cancellation)
    {
        var (inputs, behind) = (new Dictionary<string, (Series, History)>(StringComparer.Ordinal), false);
        foreach (var id in formula.SeriesIds)
        {
            if (await sources.FindSeriesAsync(id, cancellation) is not ({ } source, { } series))
                return (inputs, behind, id);
            var start = from.Utc.Year < 1700 ? (Period?)null : from.Back(OtherSeries.MaximumAge(series.Frequency));
            // The row before the observations: they are stored before it.
            var row = await shards.FindRowAsync(source.Definition.Id, id, cancellation);
            var history = await observations.HistoryAsync(id, start, cancellation: cancellation);
            behind |= row is null ? history.Count > 0 : SeriesRow.ReadMachines(row)?.IsImporting == true;
            inputs[id] = (series.ToSeries(), history);
        }

        return (inputs, behind, null);
    }

    public Task<EntryLog> EntriesAsync(Period from, Period to, CancellationToken cancellation) =>
        // No feed is older, and neither is the calendar of Table Storage.
        entries(from.Utc.Year < 1970 ? Period.From(new DateOnly(1970, 1, 1)) : from, to, cancellation);
}
