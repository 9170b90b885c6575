using Microsoft.Extensions.Logging;
using Notifier.Core.Deliveries;
using Notifier.Core.Subscriptions;
using Notifier.Deliveries.Suppressions;
using Notifier.Subscriptions;

namespace Notifier.Deliveries.SendGrid;

/// <summary>
/// What becomes known of mails after SendGrid took them. Each event may come twice and in any order: what it leads to is the same
/// the second time, and what is older than an operator's lifting of an address changes nothing.
/// </summary>
internal sealed partial class SendGridEvents(
    DeliveryStore deliveries, SubscriptionStore subscriptions, SuppressionList suppressions, ILogger<SendGridEvents> log)
{
    public async Task HandleAsync(SendGridEvent told, CancellationToken cancellation)
    {
        var delivery = await DeliveryAsync(told, cancellation);
        if (told.IsDelay)
            Log.Delayed(log, told.Name, delivery?.Id);
        // An attempt whose answer nobody has got through: it is not made again.
        if (told.IsProof && delivery is not null && await deliveries.ProveAsync(DeliveryAddress.Of(delivery), cancellation))
            Log.Proven(log, delivery.Id);
        if (told.Suppresses is not { } reason)
            return;
        Log.Suppressed(log, told.Name, reason, delivery?.Id);
        await suppressions.AddAsync(told.Email, reason, delivery?.Subscription, told.At, cancellation);
    }

    /// <returns>The delivery that an event is about; null where it names none of ours, or one to another address.</returns>
    private async Task<Delivery?> DeliveryAsync(SendGridEvent told, CancellationToken cancellation)
    {
        if (!DeliveryId.IsValid(told.Delivery) || !SubscriptionIds.IsValid(told.Subscription)
            || await deliveries.FindAsync(ShardMap.ShardOf(told.Subscription!), told.Delivery!, cancellation) is not { } delivery
            || delivery.Subscription != told.Subscription)
            return null;
        var stored = await subscriptions.FindAsync(delivery.Subscription, cancellation);
        return stored is null || IsTo(stored.Subscription.Channel, told.Email) ? delivery : null;
    }

    private static bool IsTo(Channel channel, string email) =>
        EmailAddress.TryParse(email, out var told, out _)
        && EmailAddress.TryParse(channel.Type == ChannelType.Email ? channel.Target : channel.Contact, out var ours, out _)
        && told.Key == ours.Key;

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "SendGrid tells of delivery {Delivery}: {Event}")]
        public static partial void Delayed(ILogger logger, string @event, string? delivery);

        [LoggerMessage(Level = LogLevel.Warning, Message = "SendGrid tells {Event} of delivery {Delivery}: its address is written to no more ({Reason})")]
        public static partial void Suppressed(ILogger logger, string @event, SuppressionReason reason, string? delivery);

        [LoggerMessage(Level = LogLevel.Information, Message = "Delivery {Delivery}: SendGrid has it, an attempt without a result got through")]
        public static partial void Proven(ILogger logger, string delivery);
    }
}
