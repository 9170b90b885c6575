using System.Diagnostics.CodeAnalysis;

namespace Notifier.Core.Deliveries;

/// <summary>A symmetric key of Standard Webhooks: <c>whsec_</c> and base64 of 24 to 64 bytes. Its text is for its owner only.</summary>
public sealed class WebhookSecret
{
    public const string Prefix = "whsec_";
    public const int ShortestKey = 24;
    public const int LongestKey = 64;

    private readonly byte[] key;

    private WebhookSecret(byte[] key) => this.key = key;

    internal ReadOnlySpan<byte> Key => key;

    /// <param name="random">24 to 64 bytes from a cryptographic source.</param>
    public static WebhookSecret From(ReadOnlySpan<byte> random) =>
        random.Length is >= ShortestKey and <= LongestKey
            ? new WebhookSecret(random.ToArray())
            : throw new ArgumentException($"a webhook secret has {ShortestKey} to {LongestKey} bytes", nameof(random));

    /// <summary>Accepts the text with or without its prefix, as the Standard Webhooks libraries do.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out WebhookSecret? secret)
    {
        secret = null;
        if (text is null)
            return false;
        var base64 = text.StartsWith(Prefix, StringComparison.Ordinal) ? text[Prefix.Length..] : text;
        var bytes = new byte[LongestKey + 1];
        if (base64.Any(char.IsWhiteSpace) || !Convert.TryFromBase64String(base64, bytes, out var written) || written is < ShortestKey or > LongestKey)
            return false;
        secret = new WebhookSecret(bytes[..written]);
        return true;
    }

    /// <exception cref="FormatException">Not a secret; the message does not repeat it.</exception>
    public static WebhookSecret Parse(string text) =>
        TryParse(text, out var secret) ? secret : throw new FormatException($"not a webhook secret: {Prefix} and base64 of {ShortestKey} to {LongestKey} bytes");

    /// <summary>The text that the receiver configures; shown once.</summary>
    public string Reveal() => Prefix + Convert.ToBase64String(key);

    public override string ToString() => Prefix + "…";
}
