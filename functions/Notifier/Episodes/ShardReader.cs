using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Notifier.Storage;

namespace Notifier.Episodes;

/// <summary>Reads shards: their cursors and series rows, not what waits in their outbox.</summary>
internal sealed class ShardReader(TableStore tables)
{
    /// <summary>All shards of a source in the order of their numbers: one paged range query.</summary>
    public async IAsyncEnumerable<Shard> OfAsync(string source, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var (from, to) = (StateKeys.From(source), StateKeys.ShardsTo(source));
        Shard? shard = null;
        var rows = new Dictionary<string, TableEntity>(StringComparer.Ordinal);
        await foreach (var row in RowsAsync(TableClient.CreateQueryFilter($"PartitionKey ge {from} and PartitionKey lt {to}"), cancellation))
        {
            // The cursor comes first in its partition: it is never newer than the series read after it.
            if (row.RowKey == StateKeys.Cursor)
            {
                if (shard is not null)
                    yield return shard;
                rows = new Dictionary<string, TableEntity>(StringComparer.Ordinal);
                shard = new Shard(ShardCursor.Read(row), rows);
            }
            else
            {
                rows[StateKeys.SeriesId(row.RowKey)] = row;
            }
        }

        if (shard is not null)
            yield return shard;
    }

    /// <summary>One shard; a new one where it is not stored yet.</summary>
    public async Task<Shard> FindAsync(string source, int number, CancellationToken cancellation)
    {
        var partition = StateKeys.Partition(source, number);
        ShardCursor? cursor = null;
        var rows = new Dictionary<string, TableEntity>(StringComparer.Ordinal);
        await foreach (var row in RowsAsync(TableClient.CreateQueryFilter($"PartitionKey eq {partition}"), cancellation))
        {
            if (row.RowKey == StateKeys.Cursor)
                cursor = ShardCursor.Read(row);
            else
                rows[StateKeys.SeriesId(row.RowKey)] = row;
        }

        return cursor is null ? Shard.New(source, number) : new Shard(cursor, rows);
    }

    /// <summary>The row of one series, wherever it stands.</summary>
    public async Task<TableEntity?> FindRowAsync(string source, string series, CancellationToken cancellation)
    {
        var (from, to, row) = (StateKeys.From(source), StateKeys.ShardsTo(source), StateKeys.Series(series));
        var filter = TableClient.CreateQueryFilter($"PartitionKey ge {from} and PartitionKey lt {to} and RowKey eq {row}");
        return await tables.Table(TableName.State).QueryAsync<TableEntity>(filter, cancellationToken: cancellation).FirstOrDefaultAsync(cancellation);
    }

    private AsyncPageable<TableEntity> RowsAsync(string partitions, CancellationToken cancellation)
    {
        var (cursor, first, after) = (StateKeys.Cursor, StateKeys.SeriesPrefix, StateKeys.After(StateKeys.SeriesPrefix));
        var rows = TableClient.CreateQueryFilter($"(RowKey eq {cursor} or (RowKey ge {first} and RowKey lt {after}))");
        return tables.Table(TableName.State).QueryAsync<TableEntity>($"{partitions} and {rows}", cancellationToken: cancellation);
    }
}
