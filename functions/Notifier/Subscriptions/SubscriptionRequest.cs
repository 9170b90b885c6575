namespace Notifier.Subscriptions;

/// <summary>What somebody asks for, as the API takes it: a channel, and terms.</summary>
internal sealed record SubscriptionRequest(
    ChannelRequest? Channel,
    MatchRequest? Match = null,
    string? Language = null,
    string? Zone = null,
    string? Digest = null,
    string? DigestAt = null,
    string? DigestDay = null,
    QuietRequest? Quiet = null,
    bool? Grouped = null,
    bool? TellResolved = null,
    bool? TellEased = null,
    bool? TellReminders = null)
{
    public TermsRequest ToTerms() => new(Match, Language, Zone, Digest, DigestAt, DigestDay, Quiet, Grouped, TellResolved, TellEased, TellReminders);
}

/// <param name="Type"><c>email</c>, with an address; <c>webhook</c>, with a URL; <c>feishu</c>, with the URL of a group's bot.</param>
/// <param name="Form">Of a webhook's bodies: <c>native</c>, the default, or <c>cloudevents</c>.</param>
/// <param name="Secret">The signing secret of a Feishu bot, where it has one.</param>
/// <param name="Contact">Address of who answers for a URL, told when it is switched off.</param>
internal sealed record ChannelRequest(
    string? Type, string? Address = null, string? Url = null, string? Form = null, string? Secret = null, string? Contact = null);

/// <summary>Absent and empty lists match everything.</summary>
/// <param name="MinSeverity"><c>minor</c>, the default, to <c>extreme</c>.</param>
internal sealed record MatchRequest(
    IReadOnlyList<string>? Rules = null,
    IReadOnlyList<string>? Series = null,
    IReadOnlyList<string>? Topics = null,
    IReadOnlyList<string>? Tags = null,
    string? MinSeverity = null);

/// <summary>When nobody is woken, in local time.</summary>
/// <param name="From"><c>22:00</c>.</param>
/// <param name="To"><c>07:00</c>; over midnight where it is not later.</param>
/// <param name="Override">The severity from which on messages come all the same, or <c>none</c>. Default <c>extreme</c>.</param>
internal sealed record QuietRequest(string? From = null, string? To = null, string? Override = null);

/// <summary>What is wrong with one field. The message does not repeat what was given: it may be an address.</summary>
/// <param name="Pointer">JSON pointer, for example <c>/channel/address</c>.</param>
internal sealed record RequestProblem(string Pointer, string Message);
