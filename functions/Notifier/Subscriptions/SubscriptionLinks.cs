using Notifier.Core.Subscriptions;

namespace Notifier.Subscriptions;

/// <summary>What the links in mails do. Showing a page asks <see cref="PeekAsync"/>, which changes nothing: scanners follow links. Doing again is fine.</summary>
internal sealed class SubscriptionLinks(LinkTokens tokens, SubscriptionStore subscriptions, TimeProvider time)
{
    /// <summary>For a page: whether the link holds, and what it is about.</summary>
    public async Task<LinkView> PeekAsync(string? token, CancellationToken cancellation)
    {
        if (await tokens.ReadAsync(token, cancellation) is not { } link)
            return new LinkView(LinkState.Invalid);
        if (link.Expired)
            return new LinkView(LinkState.Expired, link.Purpose);
        var stored = await subscriptions.FindAsync(link.Subscription, cancellation);
        return stored is null or { Disabled: DisabledReason.Unsubscribed, Asked: null } || link.IsOlderThan(stored)
            ? new LinkView(LinkState.Gone, link.Purpose)
            : new LinkView(LinkState.Holds, link.Purpose, SubscriptionView.Of(stored));
    }

    /// <summary>Whether it is the token of a manage link of this subscription, also of one that is gone.</summary>
    public async Task<bool> IsOwnersAsync(string? token, string id, CancellationToken cancellation) =>
        await tokens.ReadAsync(token, cancellation) is { Purpose: LinkPurpose.Manage, Expired: false } link
        && link.Subscription == id
        && (await subscriptions.FindAsync(id, cancellation) is not { } stored || !link.IsOlderThan(stored));

    /// <summary>Makes a pending subscription active.</summary>
    public async Task<LinkView> ConfirmAsync(string? token, CancellationToken cancellation)
    {
        var view = await PeekAsync(token, LinkPurpose.Confirm, cancellation);
        if (view.State != LinkState.Holds)
            return view;
        return await subscriptions.ActivateAsync(view.Subscription!.Id, time.GetUtcNow(), cancellation) is { } active
            ? view with { Subscription = SubscriptionView.Of(active) }
            : new LinkView(LinkState.Gone, LinkPurpose.Confirm);
    }

    /// <summary>Removes a subscription and everything of it. Also takes the token of a manage link: who may change may leave.</summary>
    public async Task<LinkView> UnsubscribeAsync(string? token, CancellationToken cancellation)
    {
        var view = await PeekAsync(token, cancellation);
        if (view.Purpose is not (LinkPurpose.Unsubscribe or LinkPurpose.Manage))
            return new LinkView(LinkState.Invalid);
        if (view.State == LinkState.Holds)
            await subscriptions.RemoveAsync(view.Subscription!.Id, cancellation);
        else if (view.State == LinkState.Gone)
            await FinishAsync(token, cancellation);
        return view;
    }

    /// <summary>What a crash left half removed goes; one that was asked for anew is another's.</summary>
    private async Task FinishAsync(string? token, CancellationToken cancellation)
    {
        if (await tokens.ReadAsync(token, cancellation) is { } link
            && await subscriptions.FindAsync(link.Subscription, cancellation) is { Disabled: DisabledReason.Unsubscribed, Asked: null } left)
            await subscriptions.RemoveAsync(left.Id, cancellation);
    }

    private async Task<LinkView> PeekAsync(string? token, LinkPurpose purpose, CancellationToken cancellation)
    {
        var view = await PeekAsync(token, cancellation);
        return view.Purpose == purpose ? view : new LinkView(LinkState.Invalid);
    }
}

/// <param name="Purpose">Null where the link is none of ours.</param>
/// <param name="Subscription">Null unless the link holds.</param>
internal sealed record LinkView(LinkState State, LinkPurpose? Purpose = null, SubscriptionView? Subscription = null);

internal enum LinkState
{
    Holds,
    /// <summary>None of ours, or for another purpose.</summary>
    Invalid,
    /// <summary>Too old: ask again.</summary>
    Expired,
    /// <summary>Its subscription is no more.</summary>
    Gone,
}

/// <summary>A subscription as its owner sees it on a page: enough to know it again, no full address, no URL, no secret.</summary>
/// <param name="Target"><c>a…@example.org</c> or <c>https://hooks.example.org/…</c>.</param>
internal sealed record SubscriptionView(string Id, ChannelType Type, string Target, SubscriptionTerms Terms, SubscriptionState State)
{
    public static SubscriptionView Of(StoredSubscription stored) => new(
        stored.Id, stored.Subscription.Channel.Type, Masked(stored.Subscription.Channel), SubscriptionTerms.Of(stored.AsAsked), stored.Subscription.State);

    public static string Masked(Channel channel)
    {
        if (channel.Type != ChannelType.Email)
            return WebhookUrl.TryParse(channel.Target, allowHttp: true, out var url, out _) ? url.ToString() : "…";
        return MaskedAddress(channel.Target);
    }

    public static string MaskedAddress(string address)
    {
        var at = address.LastIndexOf('@');
        return at > 0 ? $"{address[0]}…{address[at..]}" : "…";
    }
}
