using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace Notifier.Api.Keys;

/// <summary>A stored key: everything but the key itself.</summary>
/// <param name="Id">First 16 hexadecimal digits of the hash: names the key without giving it away.</param>
/// <param name="Hash">SHA-256 of the token's text. The token has 256 random bits, so no salt and no slow hash is needed.</param>
/// <param name="LastUsed">Coarse: moved at most once an hour.</param>
internal sealed record ApiKey(
    string Id,
    byte[] Hash,
    string Name,
    KeyScope Scope,
    DateTimeOffset Created,
    DateTimeOffset? Expires,
    DateTimeOffset? Revoked,
    DateTimeOffset? LastUsed)
{
    public const string Prefix = "ntf_";

    /// <summary>256 bits in base64url without padding.</summary>
    private const int SecretLength = 43;

    public static string NewToken() => Prefix + WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));

    public static bool IsToken(string? text) =>
        text is not null && text.Length == Prefix.Length + SecretLength && text.StartsWith(Prefix, StringComparison.Ordinal)
        && text.AsSpan(Prefix.Length).IndexOfAnyExcept(Base64Url) < 0;

    public static byte[] HashOf(string token) => SHA256.HashData(Encoding.ASCII.GetBytes(token));

    public static string IdOf(ReadOnlySpan<byte> hash) => Convert.ToHexStringLower(hash[..8]);

    /// <summary>An admin key that is neither revoked nor expired: with none of these nobody can make another.</summary>
    public bool IsWorkingAdmin(DateTimeOffset now) => this is { Scope: KeyScope.Admin, Revoked: null } && !(Expires <= now);

    public KeyVerdict Judge(ReadOnlySpan<byte> hash, DateTimeOffset now)
    {
        if (!CryptographicOperations.FixedTimeEquals(hash, Hash))
            return KeyVerdict.Unknown;
        if (Revoked is not null)
            return KeyVerdict.Revoked;
        return Expires <= now ? KeyVerdict.Expired : KeyVerdict.Valid;
    }

    private static readonly System.Buffers.SearchValues<char> Base64Url =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");
}

internal enum KeyVerdict
{
    Unknown,
    Expired,
    Revoked,
    Valid,
}
