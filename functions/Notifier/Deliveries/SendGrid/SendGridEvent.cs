using System.Text.Json;
using Notifier.Deliveries.Suppressions;

namespace Notifier.Deliveries.SendGrid;

/// <summary>One event as SendGrid tells it. Members that this reads are absent or of another kind where a version of theirs differs: then they are null.</summary>
/// <param name="Subscription">The custom argument of our own; null in mails of others who share the account.</param>
internal sealed record SendGridEvent(string Name, string Email, DateTimeOffset At, string? Type, string? Reason, string? Status, string? Delivery, string? Subscription)
{
    /// <returns>Null for what is no event.</returns>
    public static SendGridEvent? Read(JsonElement item)
    {
        if (item.ValueKind != JsonValueKind.Object || Text(item, "event") is not { } name || Text(item, "email") is not { } email)
            return null;
        var at = item.TryGetProperty("timestamp", out var stamp) && stamp.ValueKind == JsonValueKind.Number && stamp.TryGetUInt32(out var seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : DateTimeOffset.UnixEpoch;
        return new SendGridEvent(
            name, email, at, Text(item, "type"), Text(item, "reason"), Text(item, "status"),
            Text(item, SendGridMessages.DeliveryArgument), Text(item, SendGridMessages.SubscriptionArgument));
    }

    /// <summary>That SendGrid has the mail.</summary>
    public bool IsProof => Name is "processed" or "delivered";

    /// <summary>That the mail did not arrive, or not yet, and why may pass.</summary>
    public bool IsDelay => Name == "deferred" || (Name == "bounce" && !IsHard) || (Name == "dropped" && Suppresses is null);

    /// <summary>Why its address is to be written to no more; null where it may be.</summary>
    public SuppressionReason? Suppresses => Name switch
    {
        "bounce" when IsHard => SuppressionReason.Bounced,
        "spamreport" => SuppressionReason.Complained,
        "unsubscribe" or "group_unsubscribe" => SuppressionReason.Unsubscribed,
        // What SendGrid itself holds back, because of what happened before, perhaps before we were told.
        "dropped" => Reason switch
        {
            "Bounced Address" or "Invalid" => SuppressionReason.Bounced,
            "Spam Reporting Address" => SuppressionReason.Complained,
            "Unsubscribed Address" => SuppressionReason.Unsubscribed,
            _ => null,
        },
        _ => null,
    };

    // A block is the server's refusal of this mail, as for a full mailbox; a bounce without a type is of before there were types.
    private bool IsHard => Type != "blocked" && Status?.StartsWith('4') != true;

    private static string? Text(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
