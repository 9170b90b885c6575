using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Notifier.Core.Deliveries;
using Notifier.Hosting;
using Notifier.Subscriptions;

namespace Notifier.Deliveries;

/// <summary>
/// Works off the queue <c>deliver</c>: one attempt for each delivery that a message names.
/// <list type="number">
/// <item>Read the records; what is final is left alone, for what is leased or not yet due a message is put back.</item>
/// <item>A lease that ended is an attempt that was interrupted: it goes into the log and takes no step of the schedule.</item>
/// <item>Find what is told and to whom, and whether the subscription still stands.</item>
/// <item>Claim by ETag, with a lease. Who loses leaves it to the winner.</item>
/// <item>Try the channel: many in one request where it can, otherwise each alone. Nothing is marked before the act.</item>
/// <item>Record the results by the claims' ETags: sent, waiting until due, or dead with its reason.</item>
/// </list>
/// A crash between the last two leaves a lease that ends; the sweep then sends the same delivery id again, a bounded number of times.
/// </summary>
internal sealed partial class Deliverer(
    DeliveryStore deliveries, AttemptPreparation preparation, OutageSummaries outages, Attempts attempts, IOptions<DeliveriesOptions> options, TimeProvider time, ILogger<Deliverer> log)
{
    /// <summary>Longer than any attempt takes (20 s for a webhook), so that only a crash lets it end.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    /// <param name="message">From <see cref="QueueMessages.Deliver"/>.</param>
    public Task HandleAsync(string message, CancellationToken cancellation)
    {
        var (shard, ids) = QueueMessages.ReadDeliver(message);
        return shard is >= 0 and < ShardMap.Shards && ids.All(id => DeliveryId.IsValid(id))
            ? DeliverAsync(shard, ids, cancellation)
            : throw new FormatException("not deliveries of any shard");
    }

    private async Task DeliverAsync(int shard, IReadOnlyList<string> ids, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var open = (await deliveries.FindAsync(shard, ids.Distinct(), cancellation)).Where(delivery => delivery is { IsFinal: false, State: not DeliveryState.Held }).ToLookup(delivery => Until(delivery) > now);
        await deliveries.PutBackAsync(open[true].Select(delivery => (delivery, Until(delivery)!.Value)), cancellation);
        var prepared = (await preparation.PrepareAsync(shard, [.. open[false]], cancellation))
            .Select(attempt => attempt with
            {
                Delivery = InterruptedAttempt.Judge(attempt.Delivery, attempt.Channel?.KnowsRepeats ?? true, now, options.Value.ProofWait),
            })
            .ToLookup(attempt => attempt.Delivery.State == DeliveryState.Dead || Until(attempt.Delivery) > now);
        await SettleAsync([.. prepared[true].Select(attempt => attempt.Delivery)], cancellation);
        await attempts.MakeAsync(await outages.JoinAsync(shard, [.. prepared[false]], cancellation), cancellation);
    }

    private static DateTimeOffset? Until(Delivery delivery) => delivery.Lease ?? delivery.Due;

    /// <summary>What waits for proof, or is given up without an attempt.</summary>
    private async Task SettleAsync(IReadOnlyList<Delivery> interrupted, CancellationToken cancellation)
    {
        var lost = await deliveries.SettleAsync(interrupted, cancellation);
        foreach (var delivery in interrupted.ExceptBy(lost.Select(one => one.Id), delivery => delivery.Id))
        {
            if (delivery.State == DeliveryState.Dead)
                Log.GivenUp(log, delivery.Id, delivery.Interruptions);
            else
                Log.Doubted(log, delivery.Id, delivery.Tries);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Delivery {Delivery} is given up: {Count} attempts were interrupted before they came to a result")]
        public static partial void GivenUp(ILogger logger, string delivery, int count);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Delivery {Delivery}: whether attempt {Number} was sent is not known; it waits for its service to tell, then is sent once more")]
        public static partial void Doubted(ILogger logger, string delivery, int number);
    }
}
