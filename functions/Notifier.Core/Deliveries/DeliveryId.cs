using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Notifier.Core.Warnings;

namespace Notifier.Core.Deliveries;

/// <summary>
/// Ids of deliveries: the first 32 hexadecimal digits of SHA-256(<c>episode|sequence|subscription</c>). Derived, so that
/// every repeat of a fan-out or an attempt carries the id that the receiver has already seen.
/// </summary>
public static class DeliveryId
{
    public const int Length = 32;

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    public static string Of(Warning warning, string subscription) => Of(warning.Episode, warning.Sequence, subscription);

    public static string Of(string episode, int sequence, string subscription) => Hash($"{episode}|{sequence}|{subscription}");

    /// <summary>A digest's: a period is told once, whoever releases it twice.</summary>
    /// <param name="period">When the digest was to come.</param>
    public static string OfDigest(string subscription, DateTimeOffset period) =>
        Hash(string.Create(CultureInfo.InvariantCulture, $"digest|{period.UtcTicks}|{subscription}"));

    /// <summary>A group's, or that of what quiet hours held.</summary>
    /// <param name="members">Ids of the deliveries, in any order; each belongs to one summary in its life.</param>
    public static string OfSummary(string subscription, IEnumerable<string> members) => Hash($"summary|{members.Min(StringComparer.Ordinal)}|{subscription}");

    private static string Hash(string text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        return Convert.ToHexStringLower(hash[..(Length / 2)]);
    }

    public static bool IsValid(ReadOnlySpan<char> id) => id.Length == Length && !id.ContainsAnyExcept(Digits);
}
