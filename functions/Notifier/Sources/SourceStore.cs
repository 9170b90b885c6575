using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;
using Notifier.Core.Observations;
using Notifier.Episodes;
using Notifier.Storage;

namespace Notifier.Sources;

/// <summary>Table Sources: the definitions, and which source each series belongs to.</summary>
/// <remarks>
/// Saving: the series are claimed, then the definition is written. A claim that no definition backs, of a series that left or of
/// a saving that did not come to its end, says where the series was last; the next who claims it takes it over. What fires on series that leave is
/// resolved by their shards, which are asked for it at once; a message that was lost, the sweep sends.
/// </remarks>
internal sealed partial class SourceStore(TableStore tables, ShardIndex shards, EvaluateQueue evaluate, TimeProvider clock, ILogger<SourceStore> logger)
{
    private TableClient Table => tables.Table(TableName.Sources);

    public async Task<StoredSource?> FindAsync(string id, CancellationToken cancellation) =>
        await RowAsync(id, cancellation) is { } row && !SourceEntity.IsDeleted(row) ? SourceEntity.Read(row) : null;

    /// <summary>Ids of the series that a source has now: none where it is deleted; null where another version stored it and this one cannot say.</summary>
    public async Task<IReadOnlySet<string>?> SeriesAsync(string id, CancellationToken cancellation)
    {
        try
        {
            return (await FindAsync(id, cancellation))?.Definition.Series.Select(series => series.Id).ToHashSet() ?? [];
        }
        catch (JsonException exception)
        {
            Log.Unreadable(logger, id, exception);
            return null;
        }
    }

    /// <summary>All sources, in the order of their ids. One that another version stored and this one cannot read is left out.</summary>
    public async Task<IReadOnlyList<StoredSource>> ListAsync(CancellationToken cancellation)
    {
        var found = new List<StoredSource>();
        await foreach (var row in Table.QueryAsync<TableEntity>(row => row.PartitionKey == SourceEntity.Partition, cancellationToken: cancellation))
        {
            if (SourceEntity.IsDeleted(row))
                continue;
            try
            {
                found.Add(SourceEntity.Read(row));
            }
            catch (JsonException exception)
            {
                // The others are polled and shown all the same.
                Log.Unreadable(logger, row.RowKey, exception);
            }
        }

        return found;
    }

    /// <summary>A series and the source that it belongs to; nulls where none has it.</summary>
    public async Task<(StoredSource? Source, SourceSeries? Series)> FindSeriesAsync(string seriesId, CancellationToken cancellation) =>
        Identifier.IsValid(seriesId)
        && await ClaimantAsync(seriesId, cancellation) is { } source
        && await FindAsync(source, cancellation) is { } stored
        && stored.Definition.Series.FirstOrDefault(series => series.Id == seriesId) is { } series
            ? (stored, series)
            : (null, null);

    /// <param name="ifMatch">ETag that the caller saw; null creates only.</param>
    public async Task<SourcePut> PutAsync(SourceDefinition definition, string? ifMatch, CancellationToken cancellation)
    {
        var stored = await RowAsync(definition.Id, cancellation);
        var before = stored is null || SourceEntity.IsDeleted(stored) ? null : SourceEntity.Read(stored);
        if (before?.ETag != ifMatch)
            return new SourcePut();
        foreach (var series in definition.Series)
        {
            if (await ClaimAsync(series.Id, definition.Id, cancellation) is { } owner)
                return new SourcePut(null, series.Id, owner);
        }

        var row = SourceEntity.Write(definition);
        var etag = stored is null
            ? await tables.AddAsync(TableName.Sources, row, cancellation)
            : await tables.ReplaceAsync(TableName.Sources, row, stored.ETag, cancellation);
        if (etag is not null && before is not null)
            await LeaveAsync(definition.Id, before.Definition.Series.Select(series => series.Id).Except(definition.Series.Select(series => series.Id)), cancellation);
        return new SourcePut(etag?.ToString());
    }

    /// <summary>Ends the polling; what was stored of its series stays, and their open episodes end as “series removed” when their shards are evaluated.</summary>
    /// <returns>Whether it was there with that ETag.</returns>
    public async Task<bool> DeleteAsync(string id, string ifMatch, CancellationToken cancellation)
    {
        if (await FindAsync(id, cancellation) is not { } stored || stored.ETag != ifMatch)
            return false;
        if (await tables.ReplaceAsync(TableName.Sources, SourceEntity.WriteDeleted(id, clock.GetUtcNow()), new ETag(ifMatch), cancellation) is null)
            return false;
        await LeaveAsync(id, stored.Definition.Series.Select(series => series.Id), cancellation);
        return true;
    }

    /// <summary>Removes the last trace of a deleted source, unless it was made again.</summary>
    public async Task ForgetAsync(string id, ETag deleted, CancellationToken cancellation)
    {
        try
        {
            await Table.DeleteEntityAsync(SourceEntity.Partition, id, deleted, cancellation);
        }
        catch (RequestFailedException failure) when (failure.Status is 404 or 412)
        {
            // Made again, or forgotten by another sweep.
        }
    }

    private Task<TableEntity?> RowAsync(string id, CancellationToken cancellation) =>
        tables.FindAsync(TableName.Sources, SourceEntity.Partition, id, cancellation);

    /// <returns>Another source that has the series; null where it is claimed now.</returns>
    private async Task<string?> ClaimAsync(string seriesId, string source, CancellationToken cancellation)
    {
        var claim = new TableEntity(SourceEntity.SeriesPartition, seriesId) { [SourceEntity.Source] = source };
        while (await tables.AddAsync(TableName.Sources, claim, cancellation) is null)
        {
            if (await tables.FindAsync(TableName.Sources, SourceEntity.SeriesPartition, seriesId, cancellation) is not { } present)
                continue;
            var owner = present.GetString(SourceEntity.Source);
            if (owner == source)
                return null;
            if (await FindAsync(owner, cancellation) is { } other && other.Has(seriesId))
                return owner;
            if (await tables.ReplaceAsync(TableName.Sources, claim, present.ETag, cancellation) is not null)
                return null;
        }

        return null;
    }

    private async Task LeaveAsync(string source, IEnumerable<string> series, CancellationToken cancellation)
    {
        var left = series.ToHashSet();
        if (left.Count == 0)
            return;
        await foreach (var shard in shards.OfAsync(source, cancellation))
        {
            if (shard.Series.Any(left.Contains))
                await evaluate.SendAsync(shard, tick: null, cancellation);
        }
    }

    /// <summary>The source that has a series, or had it last; null where none ever had.</summary>
    public async Task<string?> ClaimantAsync(string seriesId, CancellationToken cancellation) =>
        (await tables.FindAsync(TableName.Sources, SourceEntity.SeriesPartition, seriesId, cancellation))?.GetString(SourceEntity.Source);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The definition of source {Source} cannot be read by this version; it is not polled")]
        public static partial void Unreadable(ILogger logger, string source, Exception exception);
    }
}

internal sealed record StoredSource(SourceDefinition Definition, string ETag)
{
    public bool Has(string seriesId) => Definition.Series.Any(series => series.Id == seriesId);
}

/// <param name="ETag">Of what is stored now; null where it was not stored.</param>
/// <param name="Taken">A series that belongs to <paramref name="Owner"/>; null where somebody else changed the definition first.</param>
internal sealed record SourcePut(string? ETag = null, string? Taken = null, string? Owner = null);
