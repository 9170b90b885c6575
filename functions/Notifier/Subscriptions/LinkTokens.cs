using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace Notifier.Subscriptions;

/// <summary>
/// The tokens in the links of mails: what may be done, with which subscription, until when, and an HMAC-SHA256 over the three
/// (its first 128 bits). A token for one purpose is none for another.
/// </summary>
internal sealed class LinkTokens(LinkKey key, TimeProvider time)
{
    private const byte Version = 1;
    private const int IdBytes = 16;
    private const int Payload = 2 + IdBytes + sizeof(long);
    private const int Mac = 16;

    /// <summary>How long a confirmation may lie in a mailbox.</summary>
    public static readonly TimeSpan ConfirmLife = TimeSpan.FromDays(7);

    public async Task<string> CreateAsync(LinkPurpose purpose, string subscriptionId, CancellationToken cancellation)
    {
        var token = new byte[Payload + Mac];
        token[0] = Version;
        token[1] = (byte)purpose;
        Convert.FromHexString(subscriptionId).CopyTo(token, 2);
        BinaryPrimitives.WriteInt64BigEndian(token.AsSpan(2 + IdBytes), (time.GetUtcNow() + Life(purpose)).ToUnixTimeSeconds());
        Sign(await key.ReadAsync(cancellation), token.AsSpan(0, Payload), token.AsSpan(Payload));
        return Base64Url.EncodeToString(token);
    }

    /// <returns>What the token says; null where it was not made here.</returns>
    public async Task<LinkToken?> ReadAsync(string? text, CancellationToken cancellation)
    {
        if (text is null || text.Length != Base64Url.GetEncodedLength(Payload + Mac) || !Base64Url.IsValid(text))
            return null;
        var secret = await key.ReadAsync(cancellation);
        var token = Base64Url.DecodeFromChars(text);
        return Holds(token, secret) ? Read(token) : null;
    }

    private LinkToken Read(ReadOnlySpan<byte> token)
    {
        var expires = DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadInt64BigEndian(token[(2 + IdBytes)..]));
        return new LinkToken((LinkPurpose)token[1], Convert.ToHexStringLower(token.Slice(2, IdBytes)), expires <= time.GetUtcNow());
    }

    private static bool Holds(ReadOnlySpan<byte> token, byte[] key)
    {
        Span<byte> expected = stackalloc byte[Mac];
        Sign(key, token[..Payload], expected);
        return token.Length == Payload + Mac && token[0] == Version && CryptographicOperations.FixedTimeEquals(expected, token[Payload..]);
    }

    private static void Sign(byte[] key, ReadOnlySpan<byte> payload, Span<byte> mac)
    {
        Span<byte> whole = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, payload, whole);
        whole[..Mac].CopyTo(mac);
    }

    private static TimeSpan Life(LinkPurpose purpose) => purpose switch
    {
        LinkPurpose.Confirm => ConfirmLife,
        LinkPurpose.Manage => TimeSpan.FromDays(30),
        // Mail is kept for long, and whoever finds an old one must still be able to leave.
        LinkPurpose.Unsubscribe => TimeSpan.FromDays(2 * 365),
        _ => throw new ArgumentOutOfRangeException(nameof(purpose), purpose, "not a purpose"),
    };
}

/// <summary>What a link may do. The numbers are signed: never reuse one.</summary>
internal enum LinkPurpose : byte
{
    Confirm = 1,
    Unsubscribe = 2,
    Manage = 3,
    Acknowledge = 4,
}

internal sealed record LinkToken(LinkPurpose Purpose, string Subscription, bool Expired);
