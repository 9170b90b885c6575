using Azure;
using Azure.Data.Tables;
using Notifier.Episodes;
using Notifier.Storage;
using Notifier.Subscriptions;

namespace Notifier.Deliveries;

/// <summary>
/// Which shards an outbox row still has to be told to: row <c>f|…</c> beside it in table State. The shard that finishes last
/// removes both in one transaction, so an outbox row without work left does not exist.
/// </summary>
internal sealed class DispatchProgress(TableStore tables)
{
    private const string Left = "Left";
    private const string Muted = "Muted";

    /// <summary>Begins, or finds what an earlier run has begun.</summary>
    /// <param name="muted">Ids of the row's warnings that are not told.</param>
    /// <returns>The shards that are left.</returns>
    public async Task<ShardMap> BeginAsync(string partition, string outboxRow, ShardMap shards, IReadOnlyList<string> muted, CancellationToken cancellation)
    {
        var row = new TableEntity(partition, RowKey(outboxRow)) { [Left] = shards.ToBytes(), [Muted] = muted.Count == 0 ? null : string.Join(' ', muted) };
        if (await tables.AddAsync(TableName.State, row, cancellation) is not null)
            return shards;
        // Gone between the two reads: the last shard has just finished.
        return (await ReadAsync(partition, outboxRow, cancellation))?.Left ?? ShardMap.Empty;
    }

    /// <returns>The shards that are left, and the warnings that are not told; null where no dispatch is under way.</returns>
    public async Task<(ShardMap Left, IReadOnlyList<string> Muted)?> ReadAsync(string partition, string outboxRow, CancellationToken cancellation) =>
        await FindAsync(partition, outboxRow, cancellation) is { } row ? (ShardMap.FromBytes(row.GetBinary(Left)), (row.GetString(Muted) ?? "").Split(' ')) : null;

    public async Task FinishAsync(string partition, string outboxRow, int shard, CancellationToken cancellation)
    {
        while (await FindAsync(partition, outboxRow, cancellation) is { } row)
        {
            var left = ShardMap.FromBytes(row.GetBinary(Left)).Without(shard);
            if (left.IsEmpty)
            {
                if (await EndAsync(partition, outboxRow, row.ETag, cancellation))
                    return;
                continue;
            }

            row[Left] = left.ToBytes();
            if (await tables.ReplaceAsync(TableName.State, row, row.ETag, cancellation) is not null)
                return;
        }
    }

    private async Task<bool> EndAsync(string partition, string outboxRow, ETag progress, CancellationToken cancellation)
    {
        try
        {
            await tables.TransactAsync(
                TableName.State,
                [
                    new(TableTransactionActionType.Delete, new TableEntity(partition, outboxRow), ETag.All),
                    new(TableTransactionActionType.Delete, new TableEntity(partition, RowKey(outboxRow)), progress),
                ],
                cancellation);
            return true;
        }
        catch (RequestFailedException failure) when (failure.Status is 404 or 412)
        {
            // Somebody else was faster; whether anything is left to do, the next read says.
            return false;
        }
    }

    private Task<TableEntity?> FindAsync(string partition, string outboxRow, CancellationToken cancellation) =>
        tables.FindAsync(TableName.State, partition, RowKey(outboxRow), cancellation);

    private static string RowKey(string outboxRow) => "f|" + outboxRow[Outbox.Prefix.Length..];
}
