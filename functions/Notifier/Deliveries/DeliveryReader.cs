using Azure;
using Azure.Data.Tables;
using Notifier.Storage;
using Notifier.Subscriptions;

namespace Notifier.Deliveries;

/// <summary>Deliveries as the API shows them: no address, no URL, no secret is in any.</summary>
internal sealed class DeliveryReader(TableStore tables, DeliveryStore deliveries, UsedShards used)
{
    private const int LongestPage = 200;

    public Task<Delivery?> FindAsync(DeliveryAddress address, CancellationToken cancellation) =>
        deliveries.FindAsync(address.Shard, address.Id, cancellation);

    /// <summary>The deliveries of a warning. An operator's look: it reads every shard in use.</summary>
    public Task<DeliveryPage> OfWarningAsync(string warningId, PageCursor? after, int limit, CancellationToken cancellation) =>
        ReadAsync(DeliveryKeys.Record, TableClient.CreateQueryFilter($"Warning eq {warningId}"), after, limit, cancellation);

    /// <summary>What was given up.</summary>
    public Task<DeliveryPage> DeadAsync(PageCursor? after, int limit, CancellationToken cancellation) =>
        ReadAsync(DeliveryKeys.Dead, null, after, limit, cancellation);

    /// <summary>Sends a dead letter again, with its old id and a schedule of its own.</summary>
    /// <returns>False where there is none, or it is not dead.</returns>
    public async Task<bool> ReplayAsync(DeliveryAddress address, CancellationToken cancellation) =>
        await FindAsync(address, cancellation) is { } delivery && await deliveries.ReopenAsync(delivery, cancellation);

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
                    return new DeliveryPage(await RecordsAsync(rows[..limit], cancellation), new PageCursor(rows[^2].PartitionKey, rows[^2].RowKey).ToString());
            }
        }

        return new DeliveryPage(await RecordsAsync(rows, cancellation), null);
    }

    private AsyncPageable<TableEntity> RangeAsync(string partition, string after, string prefix, string? where, int page, CancellationToken cancellation)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey gt {after} and RowKey lt {DeliveryKeys.EndOf(prefix)}");
        return tables.Table(TableName.Deliveries).QueryAsync<TableEntity>(where is null ? filter : $"{filter} and {where}", page, cancellationToken: cancellation);
    }

    /// <summary>A dead letter's row is a mark; its record stands beside it.</summary>
    private async Task<IReadOnlyList<Delivery>> RecordsAsync(IReadOnlyList<TableEntity> rows, CancellationToken cancellation)
    {
        var found = await Task.WhenAll(rows.Select(async row => row.RowKey.StartsWith(DeliveryKeys.Record, StringComparison.Ordinal)
            ? Delivery.FromRow(row)
            : await deliveries.FindAsync(DeliveryKeys.ShardOf(row.PartitionKey), DeliveryKeys.IdOf(row.RowKey), cancellation)));
        return [.. found.OfType<Delivery>()];
    }
}

/// <param name="Next">Cursor of the next page; null at the end.</param>
internal sealed record DeliveryPage(IReadOnlyList<Delivery> Deliveries, string? Next);
