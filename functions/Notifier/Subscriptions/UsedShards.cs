using System.Collections.Concurrent;
using Azure.Data.Tables;
using Notifier.Storage;

namespace Notifier.Subscriptions;

/// <summary>
/// Which of the 256 shards hold any subscription, so that a dispatch and a sweep read only those. Bits are only ever set,
/// and before anything else of a subscription is written.
/// </summary>
internal sealed class UsedShards(TableStore tables)
{
    private const string Map = "Map";

    // A bit once set stays set, so what this process has seen set needs no reading again.
    private readonly ConcurrentDictionary<int, bool> _seen = new();

    public async Task<ShardMap> ReadAsync(CancellationToken cancellation) =>
        ShardMap.FromBytes((await FindAsync(cancellation))?.GetBinary(Map));

    public async Task SetAsync(int shard, CancellationToken cancellation)
    {
        while (!_seen.ContainsKey(shard))
        {
            var row = await FindAsync(cancellation);
            var map = ShardMap.FromBytes(row?.GetBinary(Map));
            if (map.Contains(shard) || await WriteAsync(row, map.With(shard), cancellation))
                _seen[shard] = true;
        }
    }

    private Task<TableEntity?> FindAsync(CancellationToken cancellation) =>
        tables.FindAsync(TableName.SubscriptionIndex, SubscriptionKeys.Shards, SubscriptionKeys.Used, cancellation);

    private async Task<bool> WriteAsync(TableEntity? row, ShardMap map, CancellationToken cancellation)
    {
        var changed = new TableEntity(SubscriptionKeys.Shards, SubscriptionKeys.Used) { [Map] = map.ToBytes() };
        var etag = row is null
            ? await tables.AddAsync(TableName.SubscriptionIndex, changed, cancellation)
            : await tables.ReplaceAsync(TableName.SubscriptionIndex, changed, row.ETag, cancellation);
        return etag is not null;
    }
}
