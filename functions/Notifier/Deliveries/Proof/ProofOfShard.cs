using System.Collections.Concurrent;
using Notifier.Core.Deliveries;
using Notifier.Core.Subscriptions;
using Notifier.Subscriptions;

namespace Notifier.Deliveries.Proof;

/// <summary>
/// Proves the warnings of one shard: whoever is active, was so under these terms before the warning was recorded, and is told of it by
/// its terms, has a delivery. The subscriptions themselves are asked, not the index that the dispatch goes by, so that a row that
/// the index lost shows. It costs one range query over the shard's subscriptions and a read for each delivery that is not proven yet.
/// </summary>
internal sealed class ProofOfShard(SubscriptionStore subscriptions, SubscriptionIndex index, DeliveryStore deliveries, TimeProvider time)
{
    private const int Batch = 100;

    /// <param name="open">Warnings that are not proven in this shard yet.</param>
    /// <returns>Ids of those that need not be looked at again.</returns>
    public async Task<IReadOnlySet<string>> RunAsync(int shard, IReadOnlyList<StoredWarning> open, ProofTally tally, CancellationToken cancellation)
    {
        var left = new HashSet<string>(StringComparer.Ordinal);
        var expected = new List<Expected>(Batch);
        await foreach (var stored in subscriptions.ReadShardAsync(shard, "", cancellation))
        {
            foreach (var warning in open.Where(warning => IsTold(stored, warning)))
            {
                expected.Add(new(stored, warning, DeliveryId.Of(warning.Warning, stored.Id)));
                if (expected.Count == Batch)
                    await ProveAsync(shard, expected, left, tally, cancellation);
            }
        }

        await ProveAsync(shard, expected, left, tally, cancellation);
        return open.Select(warning => warning.Warning.Id).Where(id => !left.Contains(id)).ToHashSet(StringComparer.Ordinal);
    }

    private static bool IsTold(StoredSubscription stored, StoredWarning warning) =>
        stored.Subscription.State == SubscriptionState.Active
        && (stored.Since ?? stored.Confirmed) is { } since && since <= warning.Recorded
        && stored.Next is null
        && stored.Subscription.Judge(warning.Warning) == SubscriptionVerdict.Told;

    private async Task ProveAsync(int shard, List<Expected> expected, HashSet<string> left, ProofTally tally, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var found = (await deliveries.FindAsync(shard, expected.Select(one => one.Delivery), cancellation)).ToDictionary(delivery => delivery.Id, StringComparer.Ordinal);
        foreach (var one in expected)
        {
            var delivery = found.GetValueOrDefault(one.Delivery);
            var where = delivery?.Judge(now);
            if (where == Whereabouts.Final)
                tally.Proven(1);
            else
                left.Add(one.Warning.Warning.Id);
            if (where == Whereabouts.UnderWay)
                tally.UnderWay(1);
            else if (where is null or Whereabouts.Overdue)
                tally.Add(await RepairAsync(one, delivery, now, cancellation));
        }

        expected.Clear();
    }

    /// <summary>
    /// What is missing is made, for this subscription alone and told at once, because it is late already: another fan-out would tell
    /// those too who came after the warning. What lies about is sent to the queue again. Both may be done twice.
    /// </summary>
    private async Task<Unproven> RepairAsync(Expected one, Delivery? delivery, DateTimeOffset now, CancellationToken cancellation)
    {
        var address = new DeliveryAddress(ShardMap.ShardOf(one.Subscription.Id), one.Delivery).ToString();
        if (delivery is null)
        {
            await index.AddAsync(one.Subscription.Subscription, cancellation);
            var made = new Delivery(one.Delivery, one.Subscription.Id, DeliveryKind.Warning, one.Warning.Warning.Id, now) { Channel = one.Subscription.Subscription.Channel.Type };
            await deliveries.AddAsync([made], cancellation);
            return new(UnprovenKind.Missing, one.Warning.Warning.Id, address, one.Warning.Recorded, Repaired: true);
        }

        // What holds it back has a sweep of its own.
        var wake = delivery.State != DeliveryState.Held;
        if (wake)
            await deliveries.EnqueueAsync(delivery, cancellation);
        return new(UnprovenKind.Overdue, one.Warning.Warning.Id, address, delivery.Due ?? delivery.Lease ?? delivery.HeldUntil ?? delivery.Created, wake);
    }

    private readonly record struct Expected(StoredSubscription Subscription, StoredWarning Warning, string Delivery);
}
