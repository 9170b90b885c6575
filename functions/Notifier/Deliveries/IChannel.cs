using Notifier.Core.Deliveries;
using Notifier.Core.Subscriptions;

namespace Notifier.Deliveries;

/// <summary>A way to reach people. A new channel is one folder with a class of this interface, one registration line, and its tests.</summary>
internal interface IChannel
{
    ChannelType Type { get; }

    /// <summary>
    /// Tries once. Failures are returned, not thrown, except cancellation. The same message may come again after a crash:
    /// whatever the receiver sees carries the delivery's id. Nothing that it returns or logs names an address, a URL or a secret.
    /// </summary>
    Task<AttemptOutcome> SendAsync(ChannelMessage message, CancellationToken cancellation);
}

/// <summary>What is to be told, to whom.</summary>
/// <param name="Created">When the delivery was made: the same for every attempt.</param>
/// <param name="Warning">What a delivery of kind <see cref="DeliveryKind.Warning"/> tells; null for the other kinds.</param>
internal sealed record ChannelMessage(
    string DeliveryId, DeliveryKind Kind, DateTimeOffset Created, Subscription Subscription, StoredWarning? Warning);
