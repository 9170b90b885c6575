using Microsoft.Extensions.Options;
using Notifier.Core.Deliveries;
using Notifier.Core.Subscriptions;
using Notifier.Deliveries.Holds;
using Notifier.Subscriptions;

namespace Notifier.Deliveries;

/// <summary>Finds what deliveries tell and to whom. Whether a subscription still stands is asked here, at each attempt.</summary>
internal sealed class AttemptPreparation(
    WarningStore warnings, SubscriptionStore subscriptions, SubscriptionIndex index, Summaries summaries, IEnumerable<IChannel> channels, IOptions<OperatorOptions> operators)
{
    private readonly Dictionary<ChannelType, IChannel> _channels = channels.ToDictionary(channel => channel.Type);

    /// <param name="deliveries">Of one shard.</param>
    public async Task<IReadOnlyList<PreparedAttempt>> PrepareAsync(int shard, IReadOnlyList<Delivery> deliveries, CancellationToken cancellation)
    {
        var stored = await subscriptions.FindAsync(shard, deliveries.Select(delivery => delivery.Subscription), cancellation);
        var prepared = new List<PreparedAttempt>(deliveries.Count);
        foreach (var delivery in deliveries)
            prepared.Add(await PrepareAsync(delivery, stored.GetValueOrDefault(delivery.Subscription), cancellation));
        return prepared;
    }

    private async Task<PreparedAttempt> PrepareAsync(Delivery delivery, StoredSubscription? stored, CancellationToken cancellation)
    {
        var warning = delivery.Kind == DeliveryKind.Warning ? await warnings.FindAsync(delivery.Warning, cancellation) : null;
        if (stored is null || !Stands(stored.Subscription.State, delivery.Kind))
        {
            await ForgetAsync(delivery, stored, warning, cancellation);
            return new(delivery, stored, null, null, AttemptOutcome.Permanent(AttemptReason.ChannelDisabled));
        }

        if (delivery.Kind == DeliveryKind.Notice)
            return Notice(delivery, stored);
        if (warning is null && delivery.Kind == DeliveryKind.Warning)
            return new(delivery, stored, null, null, AttemptOutcome.Permanent(AttemptReason.NotRecorded));
        if (!_channels.TryGetValue(stored.Subscription.Channel.Type, out var channel))
            return new(delivery, stored, null, null, AttemptOutcome.Permanent(AttemptReason.NotConfigured));
        var (summary, known) = await SummaryAsync(delivery, cancellation);
        if (!known)
            return new(delivery, stored, null, null, AttemptOutcome.Permanent(AttemptReason.NotRecorded));
        var told = delivery.Kind == DeliveryKind.Confirmation ? stored.AsAsked : stored.Subscription;
        return new(delivery, stored, channel, new ChannelMessage(delivery.Id, delivery.Kind, delivery.Created, told, warning)
        {
            Summary = summary,
        },
        null);
    }

    /// <summary>One whose warnings are not stored must not stop the others of its list.</summary>
    private async Task<(WarningSummary? Summary, bool Known)> SummaryAsync(Delivery delivery, CancellationToken cancellation)
    {
        if (delivery.Kind != DeliveryKind.Summary)
            return (null, true);
        try
        {
            return (await summaries.ReadAsync(delivery, cancellation), delivery.Members.Count > 0);
        }
        catch (InvalidOperationException)
        {
            return (null, false);
        }
    }

    /// <summary>By mail, whatever the channel is, to who answers for it; otherwise to the operator.</summary>
    private PreparedAttempt Notice(Delivery delivery, StoredSubscription stored)
    {
        if (!_channels.TryGetValue(ChannelType.Email, out var mail) || (stored.Subscription.Channel.Contact ?? operators.Value.OperatorEmail) is not { Length: > 0 } address)
            return new(delivery, stored, null, null, AttemptOutcome.Permanent(AttemptReason.NotConfigured));
        var message = new ChannelMessage(delivery.Id, delivery.Kind, delivery.Created, stored.Subscription, null)
        {
            To = address,
            Disabled = stored.Disabled ?? DisabledReason.Failing,
        };
        return new(delivery, stored, mail, message, null);
    }

    /// <summary>Nobody is left to tell. Index rows that a crash left behind would bring the next warning here too, so they go.</summary>
    private async Task ForgetAsync(Delivery delivery, StoredSubscription? stored, StoredWarning? warning, CancellationToken cancellation)
    {
        if (stored is not null && stored.Subscription.State != SubscriptionState.Pending)
            await index.RemoveAsync(stored.Id, stored.Subscription.Match, cancellation);
        else if (stored is null && warning is not null)
            await index.RemoveAsync(delivery.Subscription, warning.Warning, cancellation);
    }

    private static bool Stands(SubscriptionState state, DeliveryKind kind) => kind switch
    {
        DeliveryKind.Warning or DeliveryKind.Summary or DeliveryKind.Test => state == SubscriptionState.Active,
        // A confirmation may be asked for again by somebody who left; a notice says that the channel was switched off.
        DeliveryKind.Confirmation or DeliveryKind.Notice => true,
        _ => state != SubscriptionState.Disabled,
    };
}
