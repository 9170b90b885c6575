using System.Security.Cryptography;
using System.Text;
using Notifier.Core.Deliveries;
using Notifier.Core.Subscriptions;

namespace Notifier.Subscriptions;

/// <summary>
/// Ids of subscriptions: 32 hexadecimal digits. A mail subscription's is derived from its address and what it matches, so
/// that asking twice finds the first; keyed, so that the id tells nobody the address. One to a URL is random: whoever knows
/// a URL must not come to another's subscription by it.
/// </summary>
internal static class SubscriptionIds
{
    public static bool IsValid(string? id) => DeliveryId.IsValid(id);

    /// <param name="number">From 1 on where the id is taken: the first one was about this match, and its owner changed that.</param>
    public static string OfMail(EmailAddress address, SubscriptionMatch match, ReadOnlySpan<byte> key, int number = 0) =>
        Keyed($"mail|{address.Key}|{Joined(match.Rules)}|{Joined(match.Series)}|{Joined(match.Topics)}|{Joined(match.Tags)}{(number == 0 ? "" : $"|{number}")}", key);

    public static string OfUrl() => RandomNumberGenerator.GetHexString(32, lowercase: true);

    /// <summary>What stands for an address in keys.</summary>
    public static string OfAddress(EmailAddress address, ReadOnlySpan<byte> key) => Keyed($"address|{address.Key}", key);

    private static string Joined(IReadOnlyList<string> ids) => string.Join(',', ids.Order(StringComparer.Ordinal));

    private static string Keyed(string text, ReadOnlySpan<byte> key) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
}
