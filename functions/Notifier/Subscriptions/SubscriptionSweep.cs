using Microsoft.Extensions.Logging;
using Notifier.Core.Subscriptions;

namespace Notifier.Subscriptions;

/// <summary>
/// Forgets who never confirmed, and ends what a crash left half removed or half changed. One shard a run, so that a run costs one query and
/// each shard has its turn every 256 minutes.
/// </summary>
internal sealed partial class SubscriptionSweep(SubscriptionStore subscriptions, SubscriptionChanges changes, TimeProvider time, ILogger<SubscriptionSweep> log)
{
    /// <summary>A day longer than the link holds.</summary>
    public static readonly TimeSpan Patience = LinkTokens.ConfirmLife + TimeSpan.FromDays(1);

    /// <returns>How many were removed.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var shard = (int)(now.ToUnixTimeSeconds() / 60 % ShardMap.Shards);
        var removed = 0;
        await foreach (var stored in subscriptions.ReadShardAsync(shard, "", cancellation))
        {
            var forgotten = stored.Subscription.State == SubscriptionState.Pending && stored.Requested < now - Patience;
            var left = stored.Disabled == DisabledReason.Unsubscribed && stored.Asked is null;
            if ((forgotten || left) && await subscriptions.RemoveAsync(stored.Id, cancellation))
                removed++;
            else if (stored.Next is not null || stored.Stale.Count > 0)
                await changes.SettleAsync(stored.Id, cancellation);
        }

        if (removed > 0)
            Log.Removed(log, shard, removed);
        return removed;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Shard {Shard}: {Count} subscriptions that were never confirmed or half removed are gone")]
        public static partial void Removed(ILogger logger, int shard, int count);
    }
}
