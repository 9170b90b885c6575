using Microsoft.Extensions.Logging;
using Notifier.Core.Deliveries;
using Notifier.Subscriptions;

namespace Notifier.Deliveries;

/// <summary>Writes down what became of attempts: in the subscription where it concerns that, then in the delivery, then the end of its lease.</summary>
internal sealed partial class AttemptResults(DeliveryStore deliveries, SubscriptionStore subscriptions, TimeProvider time, ILogger<AttemptResults> log)
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
    }

    private Delivery Settled(MadeAttempt made)
    {
        var (delivery, outcome) = (made.Delivery, made.Outcome);
        var due = outcome.Result == AttemptResult.Transient
            ? RetrySchedule.Next(delivery.Id, delivery.Tries - delivery.Interruptions, time.GetUtcNow(), outcome.RetryAfter)
            : null;
        return delivery with
        {
            State = outcome.Result == AttemptResult.Sent ? DeliveryState.Sent : due is null ? DeliveryState.Dead : DeliveryState.Waiting,
            Due = due,
            Lease = null,
            Log = delivery.Attempts.With(new(delivery.Tries, made.At, outcome.Result, outcome.Reason, outcome.Status, made.Milliseconds)),
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
