using Azure;
using Azure.Data.Tables;
using Notifier.Core.Subscriptions;
using Notifier.Storage;
using Notifier.Subscriptions.Addresses;

namespace Notifier.Subscriptions;

/// <summary>Table Subscriptions, and the order in which a subscription comes, stands and goes.</summary>
/// <remarks>
/// Coming: its shard's bit, its address's row, its index rows, its state. Going: its state, its index rows, its row, its address's row. Every step may be repeated,
/// and whatever step a crash stops at, nobody who is not active is told anything: each attempt asks the state.
/// </remarks>
internal sealed class SubscriptionStore(TableStore tables, SubscriptionIndex index, AddressIndex addresses, UsedShards used)
{
    private TableClient Table => tables.Table(TableName.Subscriptions);

    public async Task<StoredSubscription?> FindAsync(string id, CancellationToken cancellation)
    {
        if (!SubscriptionIds.IsValid(id))
            return null;
        var row = await tables.FindAsync(TableName.Subscriptions, SubscriptionKeys.Partition(id), id, cancellation);
        return row is null ? null : StoredSubscription.FromRow(row);
    }

    /// <param name="ids">Of one shard.</param>
    /// <returns>Those that exist, by their ids.</returns>
    public async Task<IReadOnlyDictionary<string, StoredSubscription>> FindAsync(int shard, IEnumerable<string> ids, CancellationToken cancellation)
    {
        var rows = await tables.FindManyAsync(TableName.Subscriptions, ShardMap.Text(shard), ids, cancellation);
        return rows.ToDictionary(row => row.Key, row => StoredSubscription.FromRow(row.Value));
    }

    /// <summary>Inserts a pending one.</summary>
    /// <returns>False where the id exists.</returns>
    public async Task<bool> AddAsync(StoredSubscription subscription, CancellationToken cancellation)
    {
        await used.SetAsync(ShardMap.ShardOf(subscription.Id), cancellation);
        await addresses.AddAsync(subscription.AsAsked, cancellation);
        return await tables.AddAsync(TableName.Subscriptions, subscription.ToRow(), cancellation) is not null;
    }

    /// <returns>False where it was changed or deleted since it was read.</returns>
    public async Task<bool> ReplaceAsync(StoredSubscription subscription, CancellationToken cancellation) =>
        await tables.ReplaceAsync(TableName.Subscriptions, subscription.ToRow(), subscription.ETag, cancellation) is not null;

    /// <summary>Makes it active under the terms asked for last.</summary>
    /// <param name="byOperator">Whether what an operator switched off may be undone.</param>
    /// <returns>It, active; null where there is none, or an operator switched it off.</returns>
    public async Task<StoredSubscription?> ActivateAsync(string id, DateTimeOffset now, CancellationToken cancellation, bool byOperator = false)
    {
        while (await FindAsync(id, cancellation) is { } stored)
        {
            if (stored.Disabled == DisabledReason.Operator && !byOperator)
                return null;
            if (stored is { Subscription.State: SubscriptionState.Active, Asked: null })
                return stored;
            var terms = stored.Asked ?? SubscriptionTerms.Of(stored.Subscription);
            var active = stored with
            {
                Subscription = terms.ToSubscription(id, stored.Subscription.Channel, SubscriptionState.Active),
                Asked = null,
                Confirmed = stored.Confirmed ?? now,
                Since = now,
                Disabled = null,
                Failing = null,
            };
            await used.SetAsync(ShardMap.ShardOf(id), cancellation);
            await index.AddAsync(active.Subscription, cancellation);
            if (await ReplaceAsync(active, cancellation))
                return active;
        }

        return null;
    }

    /// <summary>Switches it off; nothing is sent from now on, except an attempt already under way.</summary>
    /// <returns>False where there is none.</returns>
    public async Task<bool> DisableAsync(string id, DisabledReason reason, CancellationToken cancellation)
    {
        while (await FindAsync(id, cancellation) is { } stored)
        {
            // What was being changed to, its owner still wants, should it be switched on again.
            var terms = stored.Next ?? SubscriptionTerms.Of(stored.Subscription);
            var disabled = stored with
            {
                Subscription = terms.ToSubscription(id, stored.Subscription.Channel, SubscriptionState.Disabled),
                Disabled = reason,
                Asked = null,
                Next = null,
                Stale = stored is { Next: null, Stale.Count: 0 } ? [] : [.. stored.Matches],
            };
            if (stored.Disabled == reason || await ReplaceAsync(disabled, cancellation))
            {
                foreach (var match in stored.Matches)
                    await index.RemoveAsync(id, match, cancellation);
                return true;
            }
        }

        return false;
    }

    /// <summary>Removes everything of it. Removing again is fine.</summary>
    /// <returns>False where there was none.</returns>
    public async Task<bool> RemoveAsync(string id, CancellationToken cancellation)
    {
        if (!await DisableAsync(id, DisabledReason.Unsubscribed, cancellation))
            return false;
        // Whoever asked anew between the two steps has changed the row, and keeps it.
        if (await FindAsync(id, cancellation) is { Disabled: DisabledReason.Unsubscribed } stored)
            await DeleteAsync(stored, cancellation);
        return true;
    }

    /// <summary>All subscriptions of one shard, in the order of their ids.</summary>
    public async IAsyncEnumerable<StoredSubscription> ReadShardAsync(
        int shard, string after, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {ShardMap.Text(shard)} and RowKey gt {after}");
        await foreach (var row in Table.QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
            yield return StoredSubscription.FromRow(row);
    }

    internal async Task DeleteAsync(StoredSubscription stored, CancellationToken cancellation)
    {
        var rows = await addresses.RowsAsync(stored.Subscription, cancellation);
        try
        {
            await Table.DeleteEntityAsync(SubscriptionKeys.Partition(stored.Id), stored.Id, stored.ETag, cancellation);
            await addresses.RemoveAsync(rows, cancellation);
        }
        catch (RequestFailedException failure) when (failure.Status == 412)
        {
            // Changed since it was read: asked for anew.
        }
    }
}
