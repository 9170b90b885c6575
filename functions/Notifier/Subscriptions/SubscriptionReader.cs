using Notifier.Deliveries;

namespace Notifier.Subscriptions;

/// <summary>All subscriptions, for an operator: in the order of their ids, shard by shard.</summary>
internal sealed class SubscriptionReader(SubscriptionStore subscriptions, UsedShards used)
{
    private const int LongestPage = 200;

    /// <param name="after">The page before's cursor; null for the first page.</param>
    /// <param name="limit">1 to 200.</param>
    public async Task<SubscriptionPage> ListAsync(PageCursor? after, int limit, CancellationToken cancellation)
    {
        limit = Math.Clamp(limit, 1, LongestPage);
        var found = new List<StoredSubscription>(limit + 1);
        foreach (var shard in (await used.ReadAsync(cancellation)).All())
        {
            var order = after is null ? 1 : string.CompareOrdinal(ShardMap.Text(shard), after.Partition);
            if (order < 0)
                continue;
            await foreach (var subscription in subscriptions.ReadShardAsync(shard, order == 0 ? after!.Row : "", cancellation))
            {
                found.Add(subscription);
                if (found.Count > limit)
                    return new SubscriptionPage([.. found.Take(limit)], new PageCursor(SubscriptionKeys.Partition(found[^2].Id), found[^2].Id).ToString());
            }
        }

        return new SubscriptionPage(found, null);
    }
}

/// <param name="Next">Cursor of the next page; null at the end.</param>
internal sealed record SubscriptionPage(IReadOnlyList<StoredSubscription> Subscriptions, string? Next);
