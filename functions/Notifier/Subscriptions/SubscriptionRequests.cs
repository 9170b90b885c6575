using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Notifier.Core.Deliveries;
using Notifier.Core.Subscriptions;
using Notifier.Deliveries;
using Notifier.Outgoing;
using Notifier.Subscriptions.Addresses;

namespace Notifier.Subscriptions;

/// <summary>
/// How a subscription begins. A mail subscription is pending until the link that is mailed to its address is confirmed; a
/// webhook is pending until it has answered a challenge, or begins at once for an operator. What is mailed and posted goes
/// the way of every delivery: stored first, retried, logged. The answer to a stranger never tells whether an address is known.
/// </summary>
internal sealed class SubscriptionRequests(
    SubscriptionStore subscriptions, DeliveryStore deliveries, MatchCheck match, AddressLimit limit, AddressIndex addresses, IOptions<OutgoingOptions> outgoing, TimeProvider time)
{
    /// <summary>Asking again mails again at most this often.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    private const int SecretBytes = 32;

    /// <summary>Storage calls of a request that is mailed for, after its subscription was looked for: the limit's two, two rows, the delivery and its message.</summary>
    private const int CallsOfAsking = 6;

    /// <param name="trusted">An operator asks: a webhook needs no challenge. An address is always asked itself.</param>
    public async Task<RequestAnswer> RequestAsync(SubscriptionRequest request, bool trusted, CancellationToken cancellation)
    {
        if (SubscriptionRequestCheck.Judge(request, outgoing.Value.AllowPrivateTargets, out var problems) is not { } wanted)
            return new RequestAnswer(problems);
        if (await match.JudgeAsync(request.Match, cancellation) is { Count: > 0 } unknown)
            return new RequestAnswer(unknown);
        if (wanted.Address is not { } address)
            return await AddAsync(wanted.Channel, wanted.Terms, trusted, cancellation);
        await AskAsync(address, wanted.Terms, cancellation);
        return new RequestAnswer([]);
    }

    private async Task<RequestAnswer> AddAsync(Channel channel, SubscriptionTerms terms, bool trusted, CancellationToken cancellation)
    {
        var secret = channel.Type == ChannelType.Webhook ? WebhookSecret.From(RandomNumberGenerator.GetBytes(SecretBytes)).Reveal() : null;
        var now = time.GetUtcNow();
        channel = channel with { Secret = secret ?? channel.Secret };
        var subscription = new StoredSubscription(terms.ToSubscription(SubscriptionIds.OfUrl(), channel, SubscriptionState.Pending), now, now, 1);
        await subscriptions.AddAsync(subscription, cancellation);
        if (trusted)
            await subscriptions.ActivateAsync(subscription.Id, now, cancellation);
        else
            await deliveries.AddAsync([Opening(subscription, channel.Type == ChannelType.Webhook ? DeliveryKind.Challenge : DeliveryKind.Confirmation)], cancellation);
        return new RequestAnswer([], subscription.Id, secret);
    }

    /// <summary>Whatever is known of the address, the same number of storage calls is made, so that the time of the answer tells no more than its text.</summary>
    private async Task AskAsync(EmailAddress address, SubscriptionTerms terms, CancellationToken cancellation)
    {
        var id = await IdAsync(address, terms.Match, cancellation);
        while (true)
        {
            var now = time.GetUtcNow();
            var stored = await subscriptions.FindAsync(id, cancellation);
            if (stored is not null && now - stored.Requested < Pause)
            {
                await RepeatAsync(stored, cancellation);
                return;
            }

            if (!await limit.TakeAsync(address, cancellation))
            {
                await EvenAsync(id, CallsOfAsking - 1, cancellation);
                return;
            }

            var channel = new Channel(ChannelType.Email, address.ToString());
            var asked = stored is null
                ? new StoredSubscription(terms.ToSubscription(id, channel, SubscriptionState.Pending), now, now, 1, Asked: terms)
                : stored with { Requested = now, Request = stored.Request + 1, Asked = terms };
            if (!(stored is null ? await subscriptions.AddAsync(asked, cancellation) : await AskAgainAsync(asked, cancellation)))
                continue;
            await deliveries.AddAsync([Opening(asked, DeliveryKind.Confirmation)], cancellation);
            return;
        }
    }

    /// <summary>
    /// The subscription of this address that is about this, whatever it was about when it was first asked for; else an id that none
    /// of its subscriptions has.
    /// </summary>
    private async Task<string> IdAsync(EmailAddress address, SubscriptionMatch match, CancellationToken cancellation)
    {
        var known = await addresses.OfAsync(address, cancellation);
        var about = await addresses.MatchIdAsync(address, match, cancellation);
        if (known.FirstOrDefault(row => row.Match == about) is { } same)
            return same.Subscription;
        var id = about;
        for (var number = 1; known.Any(row => row.Subscription == id); number++)
            id = await addresses.MatchIdAsync(address, match, cancellation, number);
        return id;
    }

    private async Task<bool> AskAgainAsync(StoredSubscription asked, CancellationToken cancellation)
    {
        await addresses.AddAsync(asked.AsAsked, cancellation);
        return await subscriptions.ReplaceAsync(asked, cancellation);
    }

    /// <summary>Within the pause: its mail is usually on its way; it is missing, or nobody was told of it, where the first request ended between its steps.</summary>
    private async Task RepeatAsync(StoredSubscription stored, CancellationToken cancellation)
    {
        var opening = Opening(stored, DeliveryKind.Confirmation);
        var there = await deliveries.FindAsync(opening.Shard, opening.Id, cancellation);
        if (there is null or { State: DeliveryState.Pending })
            await deliveries.AddAsync([opening], cancellation);
        await EvenAsync(stored.Id, CallsOfAsking - (there switch { null => 3, { State: DeliveryState.Pending } => 5, _ => 1 }), cancellation);
    }

    private async Task EvenAsync(string id, int calls, CancellationToken cancellation)
    {
        for (var call = 0; call < calls; call++)
            await subscriptions.FindAsync(id, cancellation);
    }

    /// <summary>One of each request, whoever makes it again.</summary>
    private static Delivery Opening(StoredSubscription subscription, DeliveryKind kind) =>
        new(DeliveryId.Of(kind.ToString(), subscription.Request, subscription.Id), subscription.Id, kind, "", subscription.Requested) { Channel = subscription.Subscription.Channel.Type };
}

/// <summary>What is answered to a request: what is wrong with it, or that it was taken.</summary>
/// <param name="Subscription">Id of a subscription to a URL; null for e-mail.</param>
/// <param name="Secret">A webhook's <c>whsec_…</c>, shown this once; null for the other channels.</param>
internal sealed record RequestAnswer(IReadOnlyList<RequestProblem> Problems, string? Subscription = null, string? Secret = null)
{
    public bool Accepted => Problems.Count == 0;
}
