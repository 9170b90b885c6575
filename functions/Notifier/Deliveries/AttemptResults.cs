using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Notifier.Core.Deliveries;
using Notifier.Subscriptions;

namespace Notifier.Deliveries;

/// <summary>Writes down what became of attempts: in the subscription where that ends or begins, then in the delivery, then how its channel fares.</summary>
internal sealed partial class AttemptResults(
    DeliveryStore deliveries, SubscriptionStore subscriptions, FailingChannels failing, IOptions<DeliveriesOptions> options, TimeProvider time, ILogger<AttemptResults> log)
{
    /// <param name="made">Of one shard; each as it was claimed.</param>
    public async Task RecordAsync(IReadOnlyList<MadeAttempt> made, CancellationToken cancellation)
    {
        foreach (var attempt in made)
        {
            var (delivery, outcome) = (attempt.Delivery, attempt.Outcome);
            Log.Attempted(log, delivery.Id, delivery.Kind, delivery.Tries, outcome.Result, outcome.Reason, outcome.Status, attempt.Milliseconds);
            if (outcome.DisableChannel)
                await subscriptions.DisableAsync(delivery.Subscription, DisabledReason.Gone, cancellation);
            else if (delivery.Kind == DeliveryKind.Challenge && outcome.Result == AttemptResult.Sent)
                await subscriptions.ActivateAsync(delivery.Subscription, time.GetUtcNow(), cancellation);
        }

        foreach (var lost in await deliveries.SettleAsync([.. made.Select(Settled)], cancellation))
            Log.LeaseLost(log, lost.Id, lost.Tries);
        // Last: a note that is lost comes with the next attempt, a result that is lost is a repeat.
        await failing.NoteAsync(made, cancellation);
    }

    private Delivery Settled(MadeAttempt made)
    {
        var (delivery, outcome) = (made.Delivery, made.Outcome);
        var now = time.GetUtcNow();
        var doubtful = outcome is { Result: AttemptResult.Transient, Unanswered: true } && made.Prepared.Channel is { KnowsRepeats: false };
        var due = outcome.Result != AttemptResult.Transient ? null
            : doubtful ? now + options.Value.ProofWait
            : RetrySchedule.Next(delivery.Id, delivery.Tries - delivery.Interruptions, now, outcome.RetryAfter);
        return delivery with
        {
            State = outcome.Result == AttemptResult.Sent ? DeliveryState.Sent : due is null ? DeliveryState.Dead : DeliveryState.Waiting,
            Due = due,
            Lease = null,
            Doubts = delivery.Doubts + (doubtful ? 1 : 0),
            Log = delivery.Attempts.With(new(
                delivery.Tries, made.At, outcome.Result, outcome.Reason, outcome.Status, made.Milliseconds, delivery.Doubts > 0 ? true : null)),
        };
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Delivery {Delivery} ({Kind}), attempt {Number}: {Result}, {Reason}, status {Status}, {Milliseconds} ms")]
        public static partial void Attempted(ILogger logger, string delivery, DeliveryKind kind, int number, AttemptResult result, AttemptReason reason, int? status, int milliseconds);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Delivery {Delivery}: the lease of attempt {Number} was lost, its result is not recorded")]
        public static partial void LeaseLost(ILogger logger, string delivery, int number);
    }
}
