using Notifier.Core.Subscriptions;
using Notifier.Hosting;
using Notifier.Storage;

namespace Notifier.Deliveries;

/// <summary>Sends the messages that name deliveries, several of a shard in one.</summary>
internal sealed class DeliverQueue(QueueStore queues, TimeProvider time)
{
    /// <summary>
    /// What waits for receivers of its own goes in small lists: whoever takes one waits for the slowest of them, and a message is
    /// one instance's work. Sixteen still make one storage transaction of sixteen.
    /// </summary>
    private const int Few = 16;

    private const int Senders = 8;

    /// <summary>For each that waits for its first attempt.</summary>
    /// <param name="deliveries">Of one shard.</param>
    public Task SendAsync(IReadOnlyCollection<Delivery> deliveries, CancellationToken cancellation) =>
        SendAsync(deliveries.Select(delivery => (delivery.Shard, delivery.Id, delivery.Channel)), TimeSpan.Zero, cancellation);

    /// <param name="at">When the messages are to come: real time from now on.</param>
    public Task SendAsync(IReadOnlyCollection<Delivery> deliveries, DateTimeOffset at, CancellationToken cancellation) =>
        SendAsync(deliveries.Select(delivery => (delivery.Shard, delivery.Id, delivery.Channel)), at - time.GetUtcNow(), cancellation);

    /// <param name="deliveries">Of any shards; a channel of null is one that an older version did not note.</param>
    public Task SendAsync(IEnumerable<(int Shard, string Id, ChannelType? Channel)> deliveries, TimeSpan delay, CancellationToken cancellation)
    {
        var messages = deliveries
            .GroupBy(delivery => (delivery.Shard, Largest: Largest(delivery.Channel)), delivery => delivery.Id)
            .SelectMany(list => list.Chunk(list.Key.Largest).Select(ids => QueueMessages.Deliver(list.Key.Shard, ids)));
        return Parallel.ForEachAsync(messages, new ParallelOptions { MaxDegreeOfParallelism = Senders, CancellationToken = cancellation },
            async (message, stop) => await queues.SendAsync(QueueName.Deliver, message, delay, stop));
    }

    /// <summary>A mail service takes a thousand recipients with one request.</summary>
    private static int Largest(ChannelType? channel) => channel == ChannelType.Email ? QueueMessages.LargestDelivery : Few;
}
