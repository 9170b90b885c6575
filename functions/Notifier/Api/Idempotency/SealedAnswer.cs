using System.Security.Cryptography;
using System.Text.Json;

namespace Notifier.Api.Idempotency;

/// <summary>An answer as it was given: status, the headers that belong to it, and the body.</summary>
internal sealed record SealedAnswer(int Status, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    private const int NonceSize = 12;
    private const int TagSize = 16;

    /// <summary>AES-256-GCM: nonce, tag, text.</summary>
    public byte[] Seal(byte[] key)
    {
        var text = JsonSerializer.SerializeToUtf8Bytes(this, ApiJson.Options);
        var result = new byte[NonceSize + TagSize + text.Length];
        var nonce = result.AsSpan(0, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(key, TagSize);
        cipher.Encrypt(nonce, text, result.AsSpan(NonceSize + TagSize), result.AsSpan(NonceSize, TagSize));
        return result;
    }

    /// <exception cref="CryptographicException">Another key, or not sealed by <see cref="Seal"/>.</exception>
    public static SealedAnswer Open(ReadOnlySpan<byte> bytes, byte[] key)
    {
        var text = new byte[bytes.Length - NonceSize - TagSize];
        using var cipher = new AesGcm(key, TagSize);
        cipher.Decrypt(bytes[..NonceSize], bytes[(NonceSize + TagSize)..], bytes.Slice(NonceSize, TagSize), text);
        return JsonSerializer.Deserialize<SealedAnswer>(text, ApiJson.Options)!;
    }
}
