using Notifier.Core.Deliveries;

namespace Notifier.Deliveries;

/// <summary>
/// What follows from a lease that ended without a result: whoever made the attempt was stopped in the middle of it, and nobody
/// knows whether the receiver has the message.
/// <list type="bullet">
/// <item>A receiver that knows repeats by their id is asked again, up to <see cref="RetrySchedule.MaximumInterruptions"/> times.</item>
/// <item>Other channels (a mail service takes no such id) wait for proof that it was sent, and are asked once more only: a possible
/// duplicate, marked as such. Without proof of that one either, it is a dead letter for a person to judge.</item>
/// </list>
/// An attempt that nobody answered in time is the same case.
/// </summary>
internal static class InterruptedAttempt
{
    /// <summary>The first message and the one repeat.</summary>
    public const int MaximumDoubts = 2;

    /// <returns>With a state of <see cref="DeliveryState.Dead"/> or a time to wait for, where no attempt is to be made now.</returns>
    public static Delivery Judge(Delivery delivery, bool knowsRepeats, DateTimeOffset now, TimeSpan proofWait)
    {
        var resumed = delivery.State == DeliveryState.Sending ? Logged(delivery) : delivery;
        if (delivery.State == DeliveryState.Sending && !knowsRepeats)
            return resumed with { State = DeliveryState.Waiting, Doubts = delivery.Doubts + 1, Due = now + proofWait, Lease = null };
        return resumed.Doubts >= MaximumDoubts || resumed.Interruptions >= RetrySchedule.MaximumInterruptions
            ? resumed with { State = DeliveryState.Dead, Due = null, Lease = null }
            : resumed;
    }

    private static Delivery Logged(Delivery delivery) => delivery with
    {
        Interruptions = delivery.Interruptions + 1,
        Log = delivery.Attempts.With(new(delivery.Tries, delivery.Lease!.Value - Deliverer.Lease, AttemptResult.Transient, AttemptReason.Interrupted, null, 0)),
    };
}
