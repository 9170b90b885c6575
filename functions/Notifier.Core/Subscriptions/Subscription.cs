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
    bool TellReminders = false)
{
    /// <summary>When messages come.</summary>
    public Cadence Cadence { get; init; } = Cadence.Immediate;
}

public sealed record SubscriptionMatch(
    IReadOnlyList<string> Rules,
    IReadOnlyList<string> Series,
    IReadOnlyList<string> Topics,
    IReadOnlyList<string> Tags,
    Severity MinimumSeverity = Severity.Minor);

/// <param name="Target">The e-mail address or the URL posted to: never logged, never in an error.</param>
/// <param name="Secret">A webhook's <c>whsec_…</c> secret; a chat's signing secret, if it has one; null for e-mail.</param>
public sealed record Channel(ChannelType Type, string Target, string? Secret = null)
{
    /// <summary>How a webhook's body is written; without meaning for the other channels.</summary>
    public WebhookForm Form { get; init; }

    /// <summary>What was replaced and still signs; ended ones do not count.</summary>
    public IReadOnlyList<RetiredSecret> Retired { get; init; } = [];

    /// <summary>The address of who answers for a URL, told when the channel is switched off; null where none was given.</summary>
    public string? Contact { get; init; }
}

public enum ChannelType
{
    Email,
    Webhook,
    /// <summary>A bot of a Feishu (Lark) group.</summary>
    Feishu,
}

public enum WebhookForm
{
    /// <summary><c>{"type","timestamp","data"}</c> of Standard Webhooks.</summary>
    Native,
    /// <summary>CloudEvents 1.0, structured mode in JSON.</summary>
    CloudEvents,
}

public enum SubscriptionState
{
    /// <summary>Waiting for the double opt-in; nothing but the confirmation is sent.</summary>
    Pending,
    Active,
    /// <summary>Switched off after a permanent failure (410, bounce, complaint) or by its owner.</summary>
    Disabled,
}
