using Notifier.Core.Deliveries;
using Notifier.Core.Subscriptions;
using Notifier.Subscriptions;

namespace Notifier.Deliveries;

/// <summary>A way to reach people. A new channel is one folder with a class of this interface, one registration line, and its tests.</summary>
internal interface IChannel
{
    ChannelType Type { get; }

    /// <summary>
    /// Whether a receiver knows a repeat by the delivery's id. Where it does not, an attempt that nobody answered is not simply made
    /// again: see <see cref="InterruptedAttempt"/>.
    /// </summary>
    bool KnowsRepeats => true;

    /// <summary>
    /// Tries once, within a minute. Failures are returned, not thrown, except cancellation. The same message may come again after a crash:
    /// whatever the receiver sees carries the delivery's id. Nothing that it returns or logs names an address, a URL or a secret.
    /// </summary>
    Task<AttemptOutcome> SendAsync(ChannelMessage message, CancellationToken cancellation);
}

/// <summary>A channel that tells many subscriptions with one request.</summary>
internal interface IBatchChannel : IChannel
{
    /// <summary>The most messages of one batch.</summary>
    int LargestBatch { get; }

    /// <summary>Messages of equal keys may go in one batch; null where a message has to go alone.</summary>
    object? BatchKey(ChannelMessage message);

    /// <summary>Tries once, as <see cref="IChannel.SendAsync"/> does for one.</summary>
    /// <param name="batch">Of one <see cref="BatchKey"/>, at most <see cref="LargestBatch"/>.</param>
    /// <returns>An outcome for each, in their order.</returns>
    Task<IReadOnlyList<AttemptOutcome>> SendAsync(IReadOnlyList<ChannelMessage> batch, CancellationToken cancellation);
}

/// <summary>What is to be told, to whom.</summary>
/// <param name="Created">When the delivery was made: the same for every attempt.</param>
/// <param name="Warning">What a delivery of kind <see cref="DeliveryKind.Warning"/> tells; null for the other kinds.</param>
internal sealed record ChannelMessage(
    string DeliveryId, DeliveryKind Kind, DateTimeOffset Created, Subscription Subscription, StoredWarning? Warning)
{
    /// <summary>What a delivery of kind <see cref="DeliveryKind.Summary"/> tells; null for the other kinds.</summary>
    public WarningSummary? Summary { get; init; }

    /// <summary>Who gets a delivery of kind <see cref="DeliveryKind.Notice"/>; null where it is the address of the channel itself, or its contact.</summary>
    public string? To { get; init; }

    /// <summary>What a delivery of kind <see cref="DeliveryKind.Notice"/> tells: why the subscription was switched off.</summary>
    public DisabledReason? Disabled { get; init; }

    /// <summary>What names the delivery to this application: the id alone does not say where it is stored.</summary>
    public DeliveryAddress Address => new(ShardMap.ShardOf(Subscription.Id), DeliveryId);
}
