using Notifier.Core.Episodes;
using Notifier.Core.Indicators;
using Notifier.Core.Observations;
using Notifier.Core.Rules;
using Notifier.Sources;

namespace Notifier.Episodes;

/// <summary>
/// Fetches the series that rules name beside the one they run on. What the same commit brings of such a series is seen already:
/// two prices that a source publishes together are compared as of the same day.
/// </summary>
internal sealed class OtherHistories(SourceStore sources, ShardReader shards, WindowRebuild rebuild, TimeProvider clock)
{
    /// <param name="here">The shard that is run; its series are not read again.</param>
    /// <returns>All series that any rule for a series of the shard names.</returns>
    public async Task<OtherSeries> ReadAsync(Shard here, IReadOnlyList<Rule> rules, ShardWork work, CancellationToken cancellation)
    {
        var ids = rules.Where(rule => here.Cursor.Series.Union(work.Readings.Keys).Any(rule.AppliesTo)).SelectMany(rule => rule.OtherIds()).Distinct().ToList();
        if (ids.Count == 0)
            return OtherSeries.None;
        var known = new List<SeriesState>();
        foreach (var id in ids)
        {
            if (await FindAsync(here, id, cancellation) is { } state)
                known.Add(With(state, work.Readings.GetValueOrDefault(id)));
            else if (work.Readings.GetValueOrDefault(id) is { } first)
                known.Add(With(SeriesState.New(first.Series), first));
        }

        // Half a history has no newest value.
        return OtherSeries.Of(known.Where(state => !state.IsImporting).Select(state => (state.Series, state.Window)));
    }

    private async Task<SeriesState?> FindAsync(Shard here, string id, CancellationToken cancellation)
    {
        if (here.Rows.GetValueOrDefault(id) is { } row)
            return SeriesRow.Read(row) ?? await rebuild.StateAsync(id, null, row, cancellation);
        if (await sources.FindSeriesAsync(id, cancellation) is not ({ } source, _))
            return null;
        return await shards.FindRowAsync(source.Definition.Id, id, cancellation) is { } elsewhere
            ? SeriesRow.Read(elsewhere) ?? await rebuild.StateAsync(id, null, elsewhere, cancellation)
            : null;
    }

    /// <summary>The state with what is about to be committed, under no rules.</summary>
    private SeriesState With(SeriesState state, SeriesReading? reading) => reading is null
        ? state
        : SeriesCommit.Advance(state, [], reading.Observations, Core.Entries.EntryLog.Empty, screening: reading.Screening(clock.GetUtcNow()), behind: reading.IsBehind ?? state.IsImporting).State;
}
