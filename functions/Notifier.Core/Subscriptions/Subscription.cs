using Notifier.Core.Warnings;

namespace Notifier.Core.Subscriptions;

/// <summary>Who wants which warnings. Empty matcher lists match everything; a filled one needs one hit; filled ones are joined by “and”.</summary>
/// <param name="Id">32 hexadecimal digits.</param>
public sealed record Subscription(
    string Id,
    Channel Channel,
    SubscriptionMatch Match,
    SubscriptionState State,
    string Language = "en",
    string Zone = "UTC",
    bool TellResolved = true,
    bool TellEased = false,
    bool TellReminders = false);

public sealed record SubscriptionMatch(
    IReadOnlyList<string> Rules,
    IReadOnlyList<string> Series,
    IReadOnlyList<string> Topics,
    IReadOnlyList<string> Tags,
    Severity MinimumSeverity = Severity.Minor);

/// <param name="Target">The e-mail address or the webhook URL: never logged, never in an error.</param>
/// <param name="Secret">The webhook's <c>whsec_…</c> secret; null for e-mail.</param>
public sealed record Channel(ChannelType Type, string Target, string? Secret = null);

public enum ChannelType
{
    Email,
    Webhook,
}

public enum SubscriptionState
{
    /// <summary>Waiting for the double opt-in; nothing but the confirmation is sent.</summary>
    Pending,
    Active,
    /// <summary>Switched off after a permanent failure (410, bounce, complaint) or by its owner.</summary>
    Disabled,
}
