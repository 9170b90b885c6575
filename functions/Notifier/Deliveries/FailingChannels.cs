using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Notifier.Core.Deliveries;
using Notifier.Core.Subscriptions;
using Notifier.Subscriptions;

namespace Notifier.Deliveries;

/// <summary>
/// Notes on subscriptions whose receiver fails, and switches off what fails for too long: see <see cref="FailingSpell"/>. Its
/// owner, or the operator, gets one notice. Mail is not judged so: what fails there is the mail service, and addresses that
/// do not exist come back as events.
/// </summary>
internal sealed partial class FailingChannels(
    SubscriptionStore subscriptions, DeliveryStore deliveries, IOptions<OperatorOptions> operators, TimeProvider time, ILogger<FailingChannels> log)
{
    public async Task NoteAsync(IReadOnlyList<MadeAttempt> made, CancellationToken cancellation)
    {
        foreach (var attempts in made.Where(Counts).GroupBy(attempt => attempt.Delivery.Subscription))
        {
            var stored = attempts.First().Prepared.Stored!;
            if (attempts.All(attempt => attempt.Outcome.Result != AttemptResult.Sent))
                await FailedAsync(stored, time.GetUtcNow(), cancellation);
            else if (stored.Failing is not null)
                await subscriptions.ReplaceAsync(stored with { Failing = null }, cancellation);
        }
    }

    /// <summary>Who writes at the same time wins: the next failure, or success, is noted instead.</summary>
    private async Task FailedAsync(StoredSubscription stored, DateTimeOffset now, CancellationToken cancellation)
    {
        var failing = FailingSpell.After(stored.Failing, now);
        if (failing.IsOver(now))
            await SwitchOffAsync(stored, failing, now, cancellation);
        else if (failing != stored.Failing)
            await subscriptions.ReplaceAsync(stored with { Failing = failing }, cancellation);
    }

    /// <summary>The notice first: in the other order a crash between the two leaves a channel that is off without anybody's knowledge.</summary>
    private async Task SwitchOffAsync(StoredSubscription stored, FailingSpell failing, DateTimeOffset now, CancellationToken cancellation)
    {
        if ((stored.Subscription.Channel.Contact ?? operators.Value.OperatorEmail) is { Length: > 0 })
        {
            var number = (int)(failing.First.ToUnixTimeSeconds() / 60);
            var notice = new Delivery(DeliveryId.Of($"notice|{DisabledReason.Failing}", number, stored.Id), stored.Id, DeliveryKind.Notice, "", now) { Channel = ChannelType.Email };
            await deliveries.AddAsync([notice], cancellation);
        }

        await subscriptions.DisableAsync(stored.Id, DisabledReason.Failing, cancellation);
        Log.SwitchedOff(log, stored.Id, failing.First);
    }

    /// <summary>What says something about the receiver, and is not said by somebody on its way.</summary>
    private static bool Counts(MadeAttempt attempt) =>
        attempt.Prepared is { Refusal: null, Stored.Subscription: { State: SubscriptionState.Active, Channel.Type: not ChannelType.Email } }
        && attempt.Delivery.Kind != DeliveryKind.Notice
        && !attempt.Outcome.DisableChannel
        && attempt.Outcome.Reason is not (AttemptReason.Interrupted or AttemptReason.NotConfigured);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Subscription {Subscription} is switched off: nothing but failures since {Since:u}")]
        public static partial void SwitchedOff(ILogger logger, string subscription, DateTimeOffset since);
    }
}
