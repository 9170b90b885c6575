using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Notifier.Core.Deliveries;

/// <summary>
/// The symmetric signature of Standard Webhooks: <c>v1,</c> and base64 of HMAC-SHA256 over <c>id.timestamp.body</c>.
/// A header holds several, separated by spaces, while a secret is being replaced.
/// Source: https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
/// </summary>
public static class StandardWebhookSignature
{
    public const string IdHeader = "webhook-id";
    public const string TimestampHeader = "webhook-timestamp";
    public const string SignatureHeader = "webhook-signature";

    /// <summary>How far a timestamp may be from the verifier's clock, in either direction; the libraries' value.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    private const string Version = "v1,";

    /// <param name="secrets">One, or the new and the old one during a rotation.</param>
    /// <returns>The value of the header <c>webhook-signature</c>.</returns>
    public static string Sign(string id, DateTimeOffset timestamp, ReadOnlySpan<byte> body, params ReadOnlySpan<WebhookSecret> secrets)
    {
        if (secrets.IsEmpty)
            throw new ArgumentException("a signature needs a secret", nameof(secrets));
        var content = Content(id, TimestampText(timestamp), body);
        var signatures = new string[secrets.Length];
        for (var index = 0; index < secrets.Length; index++)
            signatures[index] = Version + Convert.ToBase64String(HMACSHA256.HashData(secrets[index].Key, content));
        return string.Join(' ', signatures);
    }

    /// <summary>The value of the header <c>webhook-timestamp</c>: whole seconds since 1970.</summary>
    public static string TimestampText(DateTimeOffset timestamp) => timestamp.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    /// <param name="id">The header as received; null where it was missing. The same for the other two.</param>
    /// <param name="body">The raw body, before any decoding.</param>
    public static WebhookVerdict Verify(
        string? id, string? timestamp, string? signature, ReadOnlySpan<byte> body, WebhookSecret secret, DateTimeOffset now)
    {
        if (string.IsNullOrEmpty(id) || string.IsNullOrEmpty(timestamp) || string.IsNullOrEmpty(signature))
            return WebhookVerdict.HeaderMissing;
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return WebhookVerdict.TimestampMalformed;
        // Whole seconds on both sides, and as decimals so that no timestamp overflows.
        var age = (decimal)now.ToUnixTimeSeconds() - seconds;
        if (age > (decimal)Tolerance.TotalSeconds)
            return WebhookVerdict.TooOld;
        if (-age > (decimal)Tolerance.TotalSeconds)
            return WebhookVerdict.TooNew;
        var expected = HMACSHA256.HashData(secret.Key, Content(id, timestamp, body));
        return Holds(signature, expected) ? WebhookVerdict.Valid : WebhookVerdict.NotSigned;
    }

    private static bool Holds(string header, ReadOnlySpan<byte> expected)
    {
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        foreach (var part in header.AsSpan().Split(' '))
        {
            var signature = header.AsSpan(part);
            if (signature.StartsWith(Version, StringComparison.Ordinal)
                && Convert.TryFromBase64Chars(signature[Version.Length..], given, out var written)
                && CryptographicOperations.FixedTimeEquals(given[..written], expected))
                return true;
        }

        return false;
    }

    private static byte[] Content(string id, string timestamp, ReadOnlySpan<byte> body) =>
        [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
}

/// <summary>Why a signature holds or does not.</summary>
public enum WebhookVerdict
{
    Valid,
    HeaderMissing,
    TimestampMalformed,
    TooOld,
    TooNew,
    NotSigned,
}
