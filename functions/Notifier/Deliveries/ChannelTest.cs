using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Notifier.Core.Deliveries;
using Notifier.Core.Subscriptions;
using Notifier.Storage;
using Notifier.Subscriptions;

namespace Notifier.Deliveries;

/// <summary>
/// Tries a channel once, at once, because its owner wants to see whether it works. The attempt stands among the deliveries as one
/// of kind <see cref="DeliveryKind.Test"/>; it is in no queue, is never tried again, and is no dead letter where it fails.
/// </summary>
internal sealed partial class ChannelTest(TableStore tables, IEnumerable<IChannel> channels, TimeProvider time, ILogger<ChannelTest> log)
{
    /// <summary>
    /// Only what was proven to be its owner's is written to: what is active, and a webhook or chat that was switched off because it
    /// failed, so that its owner sees whether it is mended. A mailbox that refused mail is left alone.
    /// </summary>
    public static bool MayTry(StoredSubscription stored) => stored.Subscription.State switch
    {
        SubscriptionState.Active => true,
        SubscriptionState.Disabled => stored.Disabled is DisabledReason.Failing or DisabledReason.Gone && stored.Subscription.Channel.Type != ChannelType.Email,
        _ => false,
    };

    /// <returns>The delivery with its attempt.</returns>
    public async Task<Delivery> RunAsync(StoredSubscription stored, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var id = DeliveryId.Of(string.Create(CultureInfo.InvariantCulture, $"test|{now.UtcTicks}|{Guid.NewGuid():N}"), 1, stored.Id);
        var delivery = new Delivery(id, stored.Id, DeliveryKind.Test, "", now, DeliveryState.Sending, Tries: 1, Lease: now + Deliverer.Lease);
        // Before the act, so that what a crash interrupts can be seen.
        await tables.AddAsync(TableName.Deliveries, delivery.ToRow(), cancellation);
        var started = Stopwatch.GetTimestamp();
        var outcome = await TryAsync(new ChannelMessage(id, DeliveryKind.Test, now, stored.Subscription, null), cancellation);
        var took = (int)Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        Log.Tested(log, id, outcome.Result, outcome.Reason, outcome.Status, took);
        var tried = delivery with
        {
            State = outcome.Result == AttemptResult.Sent ? DeliveryState.Sent : DeliveryState.Dead,
            Lease = null,
            Log = delivery.Attempts.With(new(1, now, outcome.Result, outcome.Reason, outcome.Status, took)),
        };
        await tables.Table(TableName.Deliveries).UpsertEntityAsync(tried.ToRow(), Azure.Data.Tables.TableUpdateMode.Replace, cancellation);
        return tried;
    }

    private async Task<AttemptOutcome> TryAsync(ChannelMessage message, CancellationToken cancellation)
    {
        if (channels.FirstOrDefault(channel => channel.Type == message.Subscription.Channel.Type) is not { } channel)
            return AttemptOutcome.Permanent(AttemptReason.NotConfigured);
        try
        {
            return await channel.SendAsync(message, cancellation);
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested && exception is not Azure.RequestFailedException)
        {
            // A defect of a channel is a result too; its message may hold a stranger's text, so only its type is logged.
            Log.Broke(log, message.DeliveryId, exception.GetType().Name);
            return AttemptOutcome.Transient(AttemptReason.Interrupted);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Test delivery {Delivery}: {Result}, {Reason}, status {Status}, {Milliseconds} ms")]
        public static partial void Tested(ILogger logger, string delivery, AttemptResult result, AttemptReason reason, int? status, int milliseconds);

        [LoggerMessage(Level = LogLevel.Error, Message = "Test delivery {Delivery}: the channel broke with {Exception}")]
        public static partial void Broke(ILogger logger, string delivery, string exception);
    }
}
