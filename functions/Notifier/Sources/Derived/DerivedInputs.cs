using Notifier.Core.Observations.Derived;
using Notifier.Core.Entries;
using Notifier.Core.Indicators;
using Notifier.Core.Observations;
using Notifier.Entries;
using Notifier.Observations;

namespace Notifier.Sources.Derived;

/// <summary>What formulas are computed from: stored observations and entries. Made when first asked for: adapters also live where nothing is stored.</summary>
internal sealed class DerivedInputs(SourceStore sources, ObservationStore observations, ReadEntries entries)
{
    /// <returns>The histories of the series that the formula names, from a little before the first period wanted; or which of them there is not.</returns>
    public async Task<(IReadOnlyDictionary<string, (Series, History)> Known, string? Missing)> ReadAsync(Formula formula, Period from, CancellationToken cancellation)
    {
        var inputs = new Dictionary<string, (Series, History)>(StringComparer.Ordinal);
        foreach (var id in formula.SeriesIds)
        {
            if (await sources.FindSeriesAsync(id, cancellation) is not (_, { } series))
                return (inputs, id);
            var start = from.Utc.Year < 1700 ? (Period?)null : from.Back(OtherSeries.MaximumAge(series.Frequency));
            inputs[id] = (series.ToSeries(), await observations.HistoryAsync(id, start, cancellation: cancellation));
        }

        return (inputs, null);
    }

    public Task<EntryLog> EntriesAsync(Period from, Period to, CancellationToken cancellation) =>
        // No feed is older, and neither is the calendar of Table Storage.
        entries(from.Utc.Year < 1970 ? Period.From(new DateOnly(1970, 1, 1)) : from, to, cancellation);
}
