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
        return stored is null or { Disabled: DisabledReason.Unsubscribed, Asked: null }
            ? new LinkView(LinkState.Gone, link.Purpose)
            : new LinkView(LinkState.Holds, link.Purpose, SubscriptionView.Of(stored));
    }

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
        if (view.State is LinkState.Holds or LinkState.Gone && await tokens.ReadAsync(token, cancellation) is { } link)
            await subscriptions.RemoveAsync(link.Subscription, cancellation);
        return view;
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
        if (channel.Type == ChannelType.Webhook)
            return WebhookUrl.TryParse(channel.Target, allowHttp: true, out var url, out _) ? url.ToString() : "…";
        var at = channel.Target.LastIndexOf('@');
        return at > 0 ? $"{channel.Target[0]}…{channel.Target[at..]}" : "…";
    }
}
