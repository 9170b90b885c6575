using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Notifier.Storage;
using Notifier.Subscriptions;

namespace Notifier.Deliveries;

/// <summary>Deliveries as the API shows them: no address, no URL, no secret is in any.</summary>
internal sealed class DeliveryReader(TableStore tables, DeliveryStore deliveries, SubscriptionStore subscriptions, UsedShards used)
{
    private const int LongestPage = 200;

    public Task<Delivery?> FindAsync(DeliveryAddress address, CancellationToken cancellation) =>
        deliveries.FindAsync(address.Shard, address.Id, cancellation);

    /// <summary>The deliveries of a warning. An operator's look: it reads every shard in use.</summary>
    public Task<DeliveryPage> OfWarningAsync(string warningId, PageCursor? after, int limit, CancellationToken cancellation) =>
        ReadAsync(DeliveryKeys.Record, TableClient.CreateQueryFilter($"Warning eq {warningId}"), after, limit, cancellation);

    /// <summary>What was given up.</summary>
    public Task<DeliveryPage> DeadAsync(PageCursor? after, int limit, CancellationToken cancellation) =>
        DeadAsync(DeadLetterFilter.All, after, limit, cancellation);

    public async Task<DeliveryPage> DeadAsync(DeadLetterFilter filter, PageCursor? after, int limit, CancellationToken cancellation)
    {
        limit = Math.Clamp(limit, 1, LongestPage);
        var found = new List<Delivery>(limit + 1);
        await foreach (var delivery in DeadAsync(filter, after, cancellation))
        {
            found.Add(delivery);
            if (found.Count > limit)
                return new DeliveryPage(found[..limit], new PageCursor(DeliveryKeys.Partition(found[^2].Shard), DeliveryKeys.DeadRow(found[^2].Id)).ToString());
        }

        return new DeliveryPage(found, null);
    }

    /// <summary>How many of them would be sent again.</summary>
    public async Task<int> CountDeadAsync(DeadLetterFilter filter, CancellationToken cancellation)
    {
        var count = 0;
        await foreach (var delivery in DeadAsync(filter, null, cancellation))
            count += Replays.Tells(delivery) ? 1 : 0;
        return count;
    }

    /// <summary>Sends a dead letter again, with its old id and a schedule of its own.</summary>
    /// <returns>False where there is none, or it is not dead.</returns>
    public async Task<bool> ReplayAsync(DeliveryAddress address, CancellationToken cancellation) =>
        await FindAsync(address, cancellation) is { } delivery && await deliveries.ReopenAsync(delivery, cancellation);

    /// <summary>Shard by shard in the order of their ids. A dead letter's row is a mark; its record stands beside it.</summary>
    private async IAsyncEnumerable<Delivery> DeadAsync(DeadLetterFilter filter, PageCursor? after, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var shard in (await used.ReadAsync(cancellation)).All())
        {
            var partition = DeliveryKeys.Partition(shard);
            var order = after is null ? 1 : string.CompareOrdinal(partition, after.Partition);
            if (order < 0)
                continue;
            await foreach (var page in RangeAsync(partition, order == 0 ? after!.Row : DeliveryKeys.Dead, DeliveryKeys.Dead, null, LongestPage, cancellation).AsPages())
            {
                var records = await deliveries.FindAsync(shard, page.Values.Select(row => DeliveryKeys.IdOf(row.RowKey)), cancellation);
                foreach (var delivery in records)
                {
                    if (filter.Holds(await KnownAsync(delivery, filter, cancellation)))
                        yield return delivery;
                }
            }
        }
    }

    /// <summary>An older version did not note the channel.</summary>
    private async Task<Delivery> KnownAsync(Delivery delivery, DeadLetterFilter filter, CancellationToken cancellation) =>
        filter.Channel is null || delivery.Channel is not null
            ? delivery
            : delivery with { Channel = (await subscriptions.FindAsync(delivery.Subscription, cancellation))?.Subscription.Channel.Type };

    private async Task<DeliveryPage> ReadAsync(string prefix, string? where, PageCursor? after, int limit, CancellationToken cancellation)
    {
        limit = Math.Clamp(limit, 1, LongestPage);
        var rows = new List<TableEntity>(limit + 1);
        foreach (var shard in (await used.ReadAsync(cancellation)).All())
        {
            var partition = DeliveryKeys.Partition(shard);
            var order = after is null ? 1 : string.CompareOrdinal(partition, after.Partition);
            if (order < 0)
                continue;
            await foreach (var row in RangeAsync(partition, order == 0 ? after!.Row : prefix, prefix, where, limit + 1, cancellation))
            {
                rows.Add(row);
                if (rows.Count > limit)
                    return new DeliveryPage([.. rows[..limit].Select(Delivery.FromRow)], new PageCursor(rows[^2].PartitionKey, rows[^2].RowKey).ToString());
            }
        }

        return new DeliveryPage([.. rows.Select(Delivery.FromRow)], null);
    }

    private AsyncPageable<TableEntity> RangeAsync(string partition, string after, string prefix, string? where, int page, CancellationToken cancellation)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey gt {after} and RowKey lt {DeliveryKeys.EndOf(prefix)}");
        return tables.Table(TableName.Deliveries).QueryAsync<TableEntity>(where is null ? filter : $"{filter} and {where}", page, cancellationToken: cancellation);
    }
}

/// <param name="Next">Cursor of the next page; null at the end.</param>
internal sealed record DeliveryPage(IReadOnlyList<Delivery> Deliveries, string? Next);
