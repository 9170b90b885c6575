using Azure;
using Azure.Data.Tables;
using Notifier.Storage;
using Notifier.Subscriptions;

namespace Notifier.Deliveries;

/// <summary>All deliveries of one subscription: for its owner, who looks rarely, because the whole shard is searched for them.</summary>
internal sealed class SubscriptionDeliveries(TableStore tables)
{
    private TableClient Table => tables.Table(TableName.Deliveries);

    /// <summary>Newest first.</summary>
    /// <param name="most">No more than these are kept in memory or returned.</param>
    public async Task<IReadOnlyList<Delivery>> OfAsync(string subscription, CancellationToken cancellation, int most = int.MaxValue)
    {
        var newest = new PriorityQueue<Delivery, DateTimeOffset>();
        await foreach (var row in Table.QueryAsync<TableEntity>(Filter(subscription, DeliveryKeys.Record), cancellationToken: cancellation))
        {
            var delivery = Delivery.FromRow(row);
            newest.Enqueue(delivery, delivery.Created);
            if (newest.Count > most)
                newest.Dequeue();
        }

        return [.. newest.UnorderedItems.Select(item => item.Element).OrderByDescending(delivery => delivery.Created).ThenBy(delivery => delivery.Id, StringComparer.Ordinal)];
    }

    /// <summary>Removes what holds deliveries back, then the marks of each before its record, which alone says whose it is.</summary>
    /// <returns>How many deliveries there were.</returns>
    public async Task<int> EraseAsync(string subscription, CancellationToken cancellation)
    {
        var count = 0;
        await foreach (var row in Table.QueryAsync<TableEntity>(Holds(subscription), select: ["PartitionKey", "RowKey"], cancellationToken: cancellation))
            await Table.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, cancellation);
        await foreach (var row in Table.QueryAsync<TableEntity>(Filter(subscription, DeliveryKeys.Record), select: ["PartitionKey", "RowKey"], cancellationToken: cancellation))
        {
            var id = DeliveryKeys.IdOf(row.RowKey);
            foreach (var key in new[] { DeliveryKeys.OpenRow(id), DeliveryKeys.DeadRow(id), DeliveryKeys.RecordRow(id) })
                await Table.DeleteEntityAsync(row.PartitionKey, key, ETag.All, cancellation);
            count++;
        }

        return count;
    }

    /// <summary>What holds its deliveries back stands under <c>h|</c> and the subscription.</summary>
    private static string Holds(string subscription)
    {
        var (partition, from) = (DeliveryKeys.Partition(ShardMap.ShardOf(subscription)), $"h|{subscription}|");
        return TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {from} and RowKey lt {DeliveryKeys.EndOf(from)}");
    }

    private static string Filter(string subscription, string prefix)
    {
        var partition = DeliveryKeys.Partition(ShardMap.ShardOf(subscription));
        return TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {prefix} and RowKey lt {DeliveryKeys.EndOf(prefix)} and Subscription eq {subscription}");
    }
}
