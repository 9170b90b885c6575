using System.Buffers;
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

    public static string Of(string episode, int sequence, string subscription)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{episode}|{sequence}|{subscription}"), hash);
        return Convert.ToHexStringLower(hash[..(Length / 2)]);
    }

    public static bool IsValid(ReadOnlySpan<char> id) => id.Length == Length && !id.ContainsAnyExcept(Digits);
}
