using Microsoft.Extensions.Options;
using Notifier.Core.Deliveries;
using Notifier.Core.Subscriptions;
using Notifier.Core.Warnings;
using Notifier.Deliveries.Holds;
using Notifier.Hosting;
using Notifier.Storage;
using Notifier.Subscriptions;

namespace Notifier.Deliveries;

/// <summary>
/// Makes the deliveries of a warning in one shard: streams the index rows that concern it and, for each, tells at once or holds back.
/// What is told goes in batches of one message, what is held in batches of one transaction, so that memory does not grow with the
/// number of subscriptions. Running again adds what is missing.
/// </summary>
internal sealed class FanOut(SubscriptionIndex index, DeliveryStore deliveries, HoldJoin holds, QueueStore queues, IOptions<HoldOptions> options, TimeProvider time)
{
    public async Task RunAsync(Warning warning, int shard, CancellationToken cancellation)
    {
        // By id, because a subscription may match in two ways.
        var (told, held) = (new Dictionary<string, Delivery>(), new Dictionary<string, Joining>());
        DateTimeOffset? begun = null;
        await foreach (var (subscription, verdict) in index.MatchingAsync(warning, shard, cancellation))
        {
            if (Judge(subscription, verdict, warning) is { } joining)
                held[subscription.Id] = joining;
            else if (verdict == SubscriptionVerdict.Told)
                told[subscription.Id] = Delivery(subscription, warning);
            if (told.Count == QueueMessages.LargestDelivery)
                await TellAsync(told, cancellation);
            if (held.Count == HoldJoin.Batch)
                begun = Later(begun, await HoldAsync(shard, held, cancellation));
        }

        await TellAsync(told, cancellation);
        begun = Later(begun, await HoldAsync(shard, held, cancellation));
        // One message for the shard and all that it began to hold.
        if (begun is { } due)
            await queues.SendAsync(QueueName.Deliver, QueueMessages.Release(shard), due - time.GetUtcNow(), cancellation);
    }

    /// <returns>Null where it is told at once, or not at all.</returns>
    private Joining? Judge(Subscription subscription, SubscriptionVerdict verdict, Warning warning)
    {
        if (verdict != SubscriptionVerdict.Told)
            return subscription.Cadence.HoldsLong() ? new Joining(subscription, warning, HoldVerdict.AtOnce, Wanted: false) : null;
        var hold = Holding.Judge(subscription, warning, time.GetUtcNow(), options.Value.GroupWait);
        return hold.Held || hold.Overrides ? new Joining(subscription, warning, hold, Wanted: true) : null;
    }

    private Delivery Delivery(Subscription subscription, Warning warning) =>
        new(DeliveryId.Of(warning, subscription.Id), subscription.Id, DeliveryKind.Warning, warning.Id, time.GetUtcNow()) { Channel = subscription.Channel.Type };

    private async Task TellAsync(Dictionary<string, Delivery> told, CancellationToken cancellation)
    {
        if (told.Count > 0)
            await deliveries.AddAsync([.. told.Values], cancellation);
        told.Clear();
    }

    private async Task<DateTimeOffset?> HoldAsync(int shard, Dictionary<string, Joining> held, CancellationToken cancellation)
    {
        var begun = held.Count == 0 ? null : await holds.RunAsync(shard, [.. held.Values], cancellation);
        held.Clear();
        return begun;
    }

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one > other || other is null ? one : other;
}
