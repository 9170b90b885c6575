using System.Text.Json;
using Notifier.Subscriptions;

namespace Notifier.Api.Subscriptions;

/// <param name="Id">Of a subscription to a URL.</param>
/// <param name="Secret">A webhook's signing secret, shown in this answer and never again.</param>
/// <param name="Manage">Link to the page of a subscription to a URL; its token is the right to change it.</param>
internal sealed record AcceptedView(string Detail, string? Id, string? Secret, string? Manage)
{
    public static AcceptedView Of(RequestAnswer answer, bool trusted, string? manage) => new(DetailOf(answer, trusted), answer.Subscription, answer.Secret, manage);

    private static string DetailOf(RequestAnswer answer, bool trusted) => answer switch
    {
        { Subscription: null } => "If this address may be written to, a mail with a link is on its way: follow it to begin.",
        { Secret: null } => trusted ? "It is active." : "A message with a link is on its way to the group: it begins when somebody there follows it.",
        _ when trusted => "It is active. Every message is signed with this secret.",
        _ => "A signed challenge is on its way to the webhook: answer 2xx with a body that contains it to begin.",
    };
}

/// <summary>One subscription, its terms in the words in which they are given.</summary>
/// <param name="Disabled">Why it is switched off.</param>
internal sealed record SubscriptionItem(
    string Id,
    string State,
    ChannelView Channel,
    MatchRequest Match,
    string Language,
    string Zone,
    string Digest,
    string? DigestAt,
    string? DigestDay,
    QuietRequest? Quiet,
    bool Grouped,
    bool TellResolved,
    bool TellEased,
    bool TellReminders,
    DateTimeOffset Created,
    DateTimeOffset? Confirmed,
    string? Disabled)
{
    public static SubscriptionItem Of(StoredSubscription stored)
    {
        var (subscription, terms) = (stored.Subscription, TermsRequest.Of(stored.Terms, stored.Subscription.Channel.Type));
        return new(
            stored.Id, Word(subscription.State), ChannelView.Of(subscription.Channel),
            terms.Match!, terms.Language!, terms.Zone!, terms.Digest!, terms.DigestAt, terms.DigestDay, terms.Quiet, terms.Grouped!.Value,
            terms.TellResolved!.Value, terms.TellEased!.Value, terms.TellReminders!.Value,
            stored.Created, stored.Confirmed, stored.Disabled is { } reason ? Word(reason) : null);
    }

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}

/// <param name="Target">Masked: <c>a…@example.org</c> or the URL's origin.</param>
/// <param name="Form">Of a webhook's bodies.</param>
/// <param name="Contact">Masked.</param>
internal sealed record ChannelView(string Type, string Target, string? Form, string? Contact)
{
    public static ChannelView Of(Core.Subscriptions.Channel channel) => new(
        channel.Type.ToString().ToLowerInvariant(),
        SubscriptionView.Masked(channel),
        channel.Type == Core.Subscriptions.ChannelType.Webhook ? channel.Form.ToString().ToLowerInvariant() : null,
        channel.Contact is { } contact ? SubscriptionView.MaskedAddress(contact) : null);
}
