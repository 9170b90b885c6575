using Notifier.Api.Deliveries;
using Notifier.Deliveries.Suppressions;
using Notifier.Subscriptions;
using Notifier.Subscriptions.Addresses;

namespace Notifier.Api.Subscriptions;

/// <summary>Everything that is held about one address, or of one subscription.</summary>
/// <param name="At">When it was read.</param>
/// <param name="Address">Null of a subscription to a URL.</param>
/// <param name="Requests">How often the address was asked for within a day; null where not.</param>
/// <param name="Suppressed">Where it is written to no more.</param>
internal sealed record AddressExport(
    DateTimeOffset At, string? Address, IReadOnlyList<ExportedSubscription> Subscriptions, IReadOnlyList<ExportedMail> Mails, ExportedRequests? Requests,
    ExportedSuppression? Suppressed)
{
    public static AddressExport Of(AddressRecord record, DateTimeOffset now) => new(
        now,
        record.Address,
        [.. record.Subscriptions.Select(ExportedSubscription.Of)],
        [.. record.Mails.Select(mail => new ExportedMail(mail.Received, mail.To, mail.Subject, mail.Text))],
        record.Asked is { } asked ? new ExportedRequests(asked.Since, asked.Count) : null,
        record.Suppressed is { } suppressed ? new ExportedSuppression(suppressed.Reason, suppressed.Since) : null);

    public static AddressExport Of(SubscriptionRecord record, DateTimeOffset now) => new(now, null, [ExportedSubscription.Of(record)], [], null, null);
}

/// <param name="As"><c>subscriber</c>, or <c>contact</c> of another's subscription.</param>
/// <param name="Target">In full to its subscriber, masked to a contact.</param>
/// <param name="Asked">Terms that wait for a confirmation.</param>
internal sealed record ExportedSubscription(
    string As, string Target, SubscriptionItem Subscription, TermsRequest? Asked, DateTimeOffset Requested, int Requests, DateTimeOffset? Changed,
    IReadOnlyList<DeliveryRoutes.DeliveryView> Deliveries)
{
    public static ExportedSubscription Of(SubscriptionRecord record)
    {
        var (stored, channel) = (record.Stored, record.Stored.Subscription.Channel);
        return new(
            record.AsContact ? "contact" : "subscriber",
            record.AsContact ? SubscriptionView.Masked(channel) : channel.Target,
            SubscriptionItem.Of(stored),
            stored.Asked is { } asked ? TermsRequest.Of(asked, channel.Type) : null,
            stored.Requested,
            stored.Request,
            stored.Changed,
            [.. record.Deliveries.Select(DeliveryRoutes.DeliveryView.Of)]);
    }
}

internal sealed record ExportedMail(DateTimeOffset Received, string To, string Subject, string Text);

/// <param name="Since">Of the first of them.</param>
internal sealed record ExportedRequests(DateTimeOffset Since, int Count);

/// <param name="Reason">Why the address is written to no more.</param>
internal sealed record ExportedSuppression(SuppressionReason Reason, DateTimeOffset Since);

/// <param name="Erased">What there was and is no more.</param>
/// <param name="Kept">What stays, in words.</param>
internal sealed record AddressErasure(AddressErased Erased, string Kept)
{
    public static AddressErasure Of(AddressErased erased) => new(erased, KeptAlways);

    private const string KeptAlways =
        "Where mail to this address bounced or was called spam, a keyed hash of it stays on the list of addresses that are not written to. "
        + "Sealed answers to requests with an Idempotency-Key, which only their sender can open, go within two days.";
}
