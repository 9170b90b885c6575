using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Notifier.Core.Deliveries;
using Notifier.Core.Subscriptions;
using Notifier.Hosting;
using Notifier.Subscriptions;

namespace Notifier.Deliveries;

/// <summary>
/// Works off the queue <c>deliver</c>: one attempt a message.
/// <list type="number">
/// <item>Read the record; what is final is left alone, for what is leased or not yet due the message is put back.</item>
/// <item>A lease that ended is an attempt that was interrupted: it goes into the log and takes no step of the schedule.</item>
/// <item>Claim it by its ETag, with a lease. Who loses leaves it to the winner.</item>
/// <item>Ask whether the subscription still stands, then try the channel. Nothing is marked before the act.</item>
/// <item>Record the result by the claim's ETag: sent, waiting until due, or dead with its reason.</item>
/// </list>
/// A crash between the last two leaves a lease that ends; the sweep then sends the same delivery id again, a bounded number of times.
/// </summary>
internal sealed partial class Deliverer(
    DeliveryStore deliveries, WarningStore warnings, SubscriptionStore subscriptions, SubscriptionIndex index,
    IEnumerable<IChannel> channels, TimeProvider time, ILogger<Deliverer> log)
{
    /// <summary>Longer than any attempt takes (20 s for a webhook), so that only a crash lets it end.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    private readonly Dictionary<ChannelType, IChannel> _channels = channels.ToDictionary(channel => channel.Type);

    /// <param name="message">From <see cref="QueueMessages.Deliver"/>.</param>
    public Task HandleAsync(string message, CancellationToken cancellation)
    {
        var (shard, id) = QueueMessages.ReadDeliver(message);
        return shard is >= 0 and < ShardMap.Shards && DeliveryId.IsValid(id)
            ? DeliverAsync(shard, id, cancellation)
            : throw new FormatException("not a delivery of any shard");
    }

    private async Task DeliverAsync(int shard, string id, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var delivery = await deliveries.FindAsync(shard, id, cancellation);
        if (delivery is null || delivery.IsFinal || delivery.State == DeliveryState.Held)
            return;
        if ((delivery.Lease ?? delivery.Due) is { } until && until > now)
        {
            await deliveries.PutBackAsync(delivery, until, cancellation);
            return;
        }

        if (delivery.State == DeliveryState.Sending)
            delivery = Interrupted(delivery);
        if (delivery.Interruptions >= RetrySchedule.MaximumInterruptions)
            await GiveUpAsync(delivery, cancellation);
        else if (await deliveries.ClaimAsync(delivery, now + Lease, cancellation) is { } claimed)
            await AttemptAsync(claimed, now, cancellation);
    }

    /// <summary>Its lease ended and no result is recorded: whoever made the attempt was stopped in the middle of it.</summary>
    private static Delivery Interrupted(Delivery delivery) => delivery with
    {
        Interruptions = delivery.Interruptions + 1,
        Log = delivery.Attempts.With(new(delivery.Tries, delivery.Lease!.Value - Lease, AttemptResult.Transient, AttemptReason.Interrupted, null, 0)),
    };

    private async Task GiveUpAsync(Delivery delivery, CancellationToken cancellation)
    {
        if (await deliveries.EndAsync(delivery, DeliveryState.Dead, cancellation))
            Log.GivenUp(log, delivery.Id, delivery.Interruptions);
    }

    private async Task AttemptAsync(Delivery delivery, DateTimeOffset now, CancellationToken cancellation)
    {
        // Real time: a simulated clock stands still during an attempt.
        var started = Stopwatch.GetTimestamp();
        var outcome = await TryAsync(delivery, cancellation);
        var took = (int)Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        var tried = delivery with { Log = delivery.Attempts.With(new(delivery.Tries, now, outcome.Result, outcome.Reason, outcome.Status, took)) };
        Log.Attempted(log, delivery.Id, delivery.Kind, delivery.Tries, outcome.Result, outcome.Reason, outcome.Status, took);
        if (outcome.DisableChannel)
            await subscriptions.DisableAsync(delivery.Subscription, DisabledReason.Gone, cancellation);
        if (!await RecordAsync(tried, outcome, cancellation))
            Log.LeaseLost(log, delivery.Id, delivery.Tries);
    }

    private Task<bool> RecordAsync(Delivery delivery, AttemptOutcome outcome, CancellationToken cancellation)
    {
        if (outcome.Result == AttemptResult.Sent)
            return deliveries.EndAsync(delivery, DeliveryState.Sent, cancellation);
        var due = outcome.Result == AttemptResult.Permanent
            ? null
            : RetrySchedule.Next(delivery.Id, delivery.Tries - delivery.Interruptions, time.GetUtcNow(), outcome.RetryAfter);
        return due is { } again
            ? deliveries.WaitAsync(delivery, again, cancellation)
            : deliveries.EndAsync(delivery, DeliveryState.Dead, cancellation);
    }

    private async Task<AttemptOutcome> TryAsync(Delivery delivery, CancellationToken cancellation)
    {
        var warning = delivery.Kind == DeliveryKind.Warning
            ? await warnings.FindAsync(delivery.Warning, cancellation) ?? throw new InvalidOperationException($"delivery {delivery.Id} tells of a warning that was never recorded")
            : null;
        var stored = await subscriptions.FindAsync(delivery.Subscription, cancellation);
        if (stored is null || !Stands(stored.Subscription.State, delivery.Kind))
            return await RefuseAsync(delivery, stored, warning, cancellation);
        if (!_channels.TryGetValue(stored.Subscription.Channel.Type, out var channel))
            return AttemptOutcome.Permanent(AttemptReason.NotConfigured);
        var outcome = await SendAsync(channel, new(delivery.Id, delivery.Kind, delivery.Created, delivery.Kind == DeliveryKind.Confirmation ? stored.AsAsked : stored.Subscription, warning), cancellation);
        if (delivery.Kind == DeliveryKind.Challenge && outcome.Result == AttemptResult.Sent)
            await subscriptions.ActivateAsync(delivery.Subscription, time.GetUtcNow(), cancellation);
        return outcome;
    }

    private async Task<AttemptOutcome> SendAsync(IChannel channel, ChannelMessage message, CancellationToken cancellation)
    {
        try
        {
            return await channel.SendAsync(message, cancellation);
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested && exception is not Azure.RequestFailedException)
        {
            // A defect of one channel must not stop the other deliveries; its message may hold a stranger's text, so only its type is logged.
            Log.Broke(log, message.DeliveryId, exception.GetType().Name);
            return AttemptOutcome.Transient(AttemptReason.Interrupted);
        }
    }

    /// <summary>Nobody is left to tell. Index rows that a crash left behind would bring the next warning here too, so they go.</summary>
    private async Task<AttemptOutcome> RefuseAsync(Delivery delivery, StoredSubscription? stored, StoredWarning? warning, CancellationToken cancellation)
    {
        if (stored is not null && stored.Subscription.State != SubscriptionState.Pending)
            await index.RemoveAsync(stored.Id, stored.Subscription.Match, cancellation);
        else if (stored is null && warning is not null)
            await index.RemoveAsync(delivery.Subscription, warning.Warning, cancellation);
        return AttemptOutcome.Permanent(AttemptReason.ChannelDisabled);
    }

    private static bool Stands(SubscriptionState state, DeliveryKind kind) => kind switch
    {
        DeliveryKind.Warning => state == SubscriptionState.Active,
        // A confirmation may be asked for again by somebody who left.
        DeliveryKind.Confirmation => true,
        _ => state != SubscriptionState.Disabled,
    };

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Delivery {Delivery} ({Kind}), attempt {Number}: {Result}, {Reason}, status {Status}, {Milliseconds} ms")]
        public static partial void Attempted(ILogger logger, string delivery, DeliveryKind kind, int number, AttemptResult result, AttemptReason reason, int? status, int milliseconds);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Delivery {Delivery}: the lease of attempt {Number} was lost, its result is not recorded")]
        public static partial void LeaseLost(ILogger logger, string delivery, int number);

        [LoggerMessage(Level = LogLevel.Error, Message = "Delivery {Delivery} is given up: {Count} attempts were interrupted before they came to a result")]
        public static partial void GivenUp(ILogger logger, string delivery, int count);

        [LoggerMessage(Level = LogLevel.Error, Message = "Delivery {Delivery}: the channel broke with {Exception}")]
        public static partial void Broke(ILogger logger, string delivery, string exception);
    }
}
