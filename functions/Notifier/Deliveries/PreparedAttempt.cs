using Notifier.Core.Deliveries;
using Notifier.Core.Subscriptions;
using Notifier.Subscriptions;

namespace Notifier.Deliveries;

/// <summary>A delivery whose time has come, with what its attempt needs.</summary>
/// <param name="Stored">Null where the subscription is gone.</param>
/// <param name="Channel">Null where nothing is sent: see <paramref name="Refusal"/>.</param>
/// <param name="Refusal">What the attempt comes to without anybody being asked; null where it is made.</param>
internal sealed record PreparedAttempt(
    Delivery Delivery, StoredSubscription? Stored, IChannel? Channel, ChannelMessage? Message, AttemptOutcome? Refusal)
{
    /// <summary>The host that is posted to, with its port: see <see cref="HostPermits"/>. Null where mail goes to a service of the operator's.</summary>
    public string? Host => Channel is { Type: not ChannelType.Email } && Uri.TryCreate(Message!.Subscription.Channel.Target, UriKind.Absolute, out var url) ? url.Authority : null;

    /// <summary>What may go with others in one request; null where it goes alone.</summary>
    public (IBatchChannel Channel, object Key)? Batch =>
        Channel is IBatchChannel batch && batch.BatchKey(Message!) is { } key ? (batch, key) : null;
}

/// <summary>An attempt that was made.</summary>
/// <param name="At">When it began.</param>
/// <param name="Milliseconds">How long it took; a whole batch's time for each of it.</param>
internal sealed record MadeAttempt(PreparedAttempt Prepared, AttemptOutcome Outcome, DateTimeOffset At, int Milliseconds)
{
    public Delivery Delivery => Prepared.Delivery;
}
