using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Notifier.Deliveries.SendGrid;

/// <summary>
/// Whether events are SendGrid's: ECDSA over P-256 and SHA-256, of the timestamp's text followed by the body as it came. Source:
/// “Getting Started with the Event Webhook Security Features”, Twilio SendGrid.
/// </summary>
internal sealed class EventSignature(IOptions<SendGridOptions> options, TimeProvider time)
{
    public const string SignatureHeader = "X-Twilio-Email-Event-Webhook-Signature";
    public const string TimestampHeader = "X-Twilio-Email-Event-Webhook-Timestamp";

    /// <summary>How far a timestamp may be from our clock: each post, also a repeated one, is signed when it is made.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(10);

    /// <summary>Without a key nothing can be told from a forgery: then there is no such address.</summary>
    public bool IsConfigured => !string.IsNullOrEmpty(options.Value.WebhookKey);

    public bool Holds(string? timestamp, string? signature, ReadOnlySpan<byte> body) =>
        IsConfigured && IsRecent(timestamp) && Verify(options.Value.WebhookKey!, timestamp!, signature, body);

    /// <param name="key">Base64 of a SubjectPublicKeyInfo.</param>
    internal static bool Verify(string key, string timestamp, string? signature, ReadOnlySpan<byte> body)
    {
        var der = new byte[256];
        if (signature is null || !Convert.TryFromBase64String(signature, der, out var length))
            return false;
        using var ecdsa = ECDsa.Create();
        ecdsa.ImportSubjectPublicKeyInfo(Convert.FromBase64String(key), out _);
        return ecdsa.VerifyData([.. Encoding.UTF8.GetBytes(timestamp), .. body], der.AsSpan(0, length), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }

    internal static bool IsKey(string text)
    {
        try
        {
            using var ecdsa = ECDsa.Create();
            ecdsa.ImportSubjectPublicKeyInfo(Convert.FromBase64String(text), out _);
            return ecdsa.KeySize == 256;
        }
        catch (Exception failure) when (failure is FormatException or CryptographicException)
        {
            return false;
        }
    }

    private bool IsRecent(string? timestamp) =>
        uint.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && (time.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(seconds)).Duration() <= Tolerance;
}
