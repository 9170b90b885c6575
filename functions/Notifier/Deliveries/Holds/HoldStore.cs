using Azure.Data.Tables;
using Notifier.Core.Deliveries;
using Notifier.Storage;
using Notifier.Subscriptions;

namespace Notifier.Deliveries.Holds;

/// <summary>The holds in table Deliveries.</summary>
internal sealed class HoldStore(TableStore tables)
{
    /// <summary>What of these is there, by subscription.</summary>
    /// <param name="keys">Of one shard.</param>
    public async Task<ILookup<string, Hold>> FindAsync(int shard, IEnumerable<(string Subscription, SummaryReason Reason)> keys, CancellationToken cancellation)
    {
        var rows = await tables.FindManyAsync(
            TableName.Deliveries, DeliveryKeys.Partition(shard), keys.Select(key => HoldKeys.Row(key.Subscription, key.Reason)), cancellation);
        return rows.Values.Select(Hold.FromRow).ToLookup(hold => hold.Subscription);
    }

    public async Task<Hold?> FindAsync(string subscription, SummaryReason reason, CancellationToken cancellation) =>
        await tables.FindAsync(TableName.Deliveries, SubscriptionKeys.Partition(subscription), HoldKeys.Row(subscription, reason), cancellation) is { } row ? Hold.FromRow(row) : null;

    /// <summary>Some of a shard's holds whose time has come.</summary>
    /// <param name="without">Keys of rows that are not wanted.</param>
    public async Task<IReadOnlyList<Hold>> DueAsync(int shard, DateTimeOffset now, IReadOnlySet<string> without, int most, CancellationToken cancellation)
    {
        var (partition, from, to) = (DeliveryKeys.Partition(shard), HoldKeys.Prefix, DeliveryKeys.EndOf(HoldKeys.Prefix));
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {from} and RowKey lt {to} and Due le {now}");
        return await tables.Table(TableName.Deliveries).QueryAsync<TableEntity>(filter, most + without.Count, cancellationToken: cancellation)
            .Where(row => !without.Contains(row.RowKey)).Take(most).Select(Hold.FromRow).ToListAsync(cancellation);
    }
}
