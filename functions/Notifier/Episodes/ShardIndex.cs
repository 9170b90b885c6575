using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Notifier.Sources;
using Notifier.Storage;

namespace Notifier.Episodes;

/// <summary>Which shards there are, and which series stand in them, without reading any state.</summary>
internal sealed class ShardIndex(TableStore tables)
{
    /// <summary>The shards of one source: one range query.</summary>
    public async IAsyncEnumerable<ShardCursor> OfAsync(string source, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var (from, to, row) = (StateKeys.From(source), StateKeys.ShardsTo(source), StateKeys.Cursor);
        var filter = TableClient.CreateQueryFilter($"PartitionKey ge {from} and PartitionKey lt {to} and RowKey eq {row}");
        await foreach (var cursor in tables.Table(TableName.State).QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
            yield return ShardCursor.Read(cursor);
    }

    /// <summary>The shards of all sources.</summary>
    public async IAsyncEnumerable<ShardCursor> AllAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var source in SourcesAsync(cancellation))
        {
            await foreach (var cursor in OfAsync(source, cancellation))
                yield return cursor;
        }
    }

    /// <summary>Ids of all sources, also of deleted ones whose shards may still have something to tell.</summary>
    public IAsyncEnumerable<string> SourcesAsync(CancellationToken cancellation) => KeptAsync(cancellation).Select(source => source.Id);

    /// <summary>All sources, and whether they are deleted.</summary>
    public IAsyncEnumerable<KeptSource> KeptAsync(CancellationToken cancellation) => tables.Table(TableName.Sources)
        .QueryAsync<TableEntity>(source => source.PartitionKey == "sources", select: [nameof(ITableEntity.RowKey), SourceEntity.Deleted], cancellationToken: cancellation)
        .Select(source => new KeptSource(source.RowKey, source.GetDateTimeOffset(SourceEntity.Deleted), source.ETag));
}

/// <param name="Deleted">When it was deleted; null for one that is there.</param>
internal sealed record KeptSource(string Id, DateTimeOffset? Deleted, ETag ETag);
