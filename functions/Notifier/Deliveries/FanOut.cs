using Notifier.Core.Deliveries;
using Notifier.Core.Warnings;
using Notifier.Hosting;
using Notifier.Subscriptions;

namespace Notifier.Deliveries;

/// <summary>
/// Makes the deliveries of a warning in one shard: streams the index rows that concern it, in batches of one message, so
/// that memory does not grow with the number of subscriptions. Running again adds what is missing.
/// </summary>
internal sealed class FanOut(SubscriptionIndex index, DeliveryStore deliveries, TimeProvider time)
{
    public async Task RunAsync(Warning warning, int shard, CancellationToken cancellation)
    {
        // By id, because a subscription may match in two ways.
        var batch = new Dictionary<string, Delivery>();
        await foreach (var subscription in index.MatchingAsync(warning, shard, cancellation))
        {
            batch[subscription.Id] = new Delivery(DeliveryId.Of(warning, subscription.Id), subscription.Id, DeliveryKind.Warning, warning.Id, time.GetUtcNow())
            {
                Channel = subscription.Channel.Type,
            };
            if (batch.Count == QueueMessages.LargestDelivery)
                await FlushAsync(batch, cancellation);
        }

        await FlushAsync(batch, cancellation);
    }

    private async Task FlushAsync(Dictionary<string, Delivery> batch, CancellationToken cancellation)
    {
        if (batch.Count > 0)
            await deliveries.AddAsync([.. batch.Values], cancellation);
        batch.Clear();
    }
}
