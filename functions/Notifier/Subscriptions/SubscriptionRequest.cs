namespace Notifier.Subscriptions;

/// <summary>What somebody asks for, as the API takes it.</summary>
/// <param name="Language">BCP 47: <c>en</c> or <c>zh-Hans</c>. Default <c>en</c>.</param>
/// <param name="Zone">IANA time zone. Default <c>UTC</c>.</param>
/// <param name="Digest">Only <c>immediate</c>, the default, so far.</param>
internal sealed record SubscriptionRequest(
    ChannelRequest? Channel,
    MatchRequest? Match = null,
    string? Language = null,
    string? Zone = null,
    string? Digest = null,
    bool? TellResolved = null,
    bool? TellEased = null,
    bool? TellReminders = null);

/// <param name="Type"><c>email</c>, with an address, or <c>webhook</c>, with a URL.</param>
internal sealed record ChannelRequest(string? Type, string? Address = null, string? Url = null);

/// <summary>Absent and empty lists match everything.</summary>
/// <param name="MinSeverity"><c>minor</c>, the default, to <c>extreme</c>.</param>
internal sealed record MatchRequest(
    IReadOnlyList<string>? Rules = null,
    IReadOnlyList<string>? Series = null,
    IReadOnlyList<string>? Topics = null,
    IReadOnlyList<string>? Tags = null,
    string? MinSeverity = null);

/// <summary>What is wrong with one field. The message does not repeat what was given: it may be an address.</summary>
/// <param name="Pointer">JSON pointer, for example <c>/channel/address</c>.</param>
internal sealed record RequestProblem(string Pointer, string Message);
