using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace Notifier.Subscriptions;

/// <summary>
/// The tokens in the links of mails: what may be done, with which subscription (and of which warning, where it is about one), until
/// when, and an HMAC-SHA256 over these (its first 128 bits). A token for one purpose is none for another.
/// </summary>
internal sealed class LinkTokens(LinkKey key, TimeProvider time)
{
    // The second form names a warning too, behind the time; the form is signed with the rest.
    private const byte OfSubscription = 1;
    private const byte OfWarning = 2;
    private const int IdBytes = 16;
    private const int Payload = 2 + IdBytes + sizeof(long);
    private const int Mac = 16;

    /// <summary>How long a confirmation may lie in a mailbox.</summary>
    public static readonly TimeSpan ConfirmLife = TimeSpan.FromDays(7);

    /// <summary>How long a warning may be acknowledged from its mail; an episode that fires for longer has told of itself again by then.</summary>
    public static readonly TimeSpan AcknowledgeLife = TimeSpan.FromDays(90);

    /// <param name="purpose">Any but <see cref="LinkPurpose.Acknowledge"/>.</param>
    public Task<string> CreateAsync(LinkPurpose purpose, string subscriptionId, CancellationToken cancellation) =>
        SealAsync(purpose, subscriptionId, null, cancellation);

    /// <summary>A token to acknowledge the episode of a warning, in the name of a subscription that was told of it.</summary>
    /// <param name="warningId">32 hexadecimal digits, as the subscription's id.</param>
    public Task<string> CreateAcknowledgeAsync(string subscriptionId, string warningId, CancellationToken cancellation) =>
        SealAsync(LinkPurpose.Acknowledge, subscriptionId, warningId, cancellation);

    /// <returns>What the token says; null where it was not made here.</returns>
    public async Task<LinkToken?> ReadAsync(string? text, CancellationToken cancellation)
    {
        if (text is null || text.Length > Base64Url.GetEncodedLength(Payload + IdBytes + Mac) || !Base64Url.IsValid(text))
            return null;
        var secret = await key.ReadAsync(cancellation);
        var token = Base64Url.DecodeFromChars(text);
        return Holds(token, secret) ? Read(token) : null;
    }

    private async Task<string> SealAsync(LinkPurpose purpose, string subscriptionId, string? warningId, CancellationToken cancellation)
    {
        var payload = warningId is null ? Payload : Payload + IdBytes;
        var token = new byte[payload + Mac];
        token[0] = warningId is null ? OfSubscription : OfWarning;
        token[1] = (byte)purpose;
        Convert.FromHexString(subscriptionId).CopyTo(token, 2);
        BinaryPrimitives.WriteInt64BigEndian(token.AsSpan(2 + IdBytes), (time.GetUtcNow() + Life(purpose)).ToUnixTimeSeconds());
        if (warningId is not null)
            Convert.FromHexString(warningId).CopyTo(token, Payload);
        Sign(await key.ReadAsync(cancellation), token.AsSpan(0, payload), token.AsSpan(payload));
        return Base64Url.EncodeToString(token);
    }

    private LinkToken Read(ReadOnlySpan<byte> token)
    {
        var expires = DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadInt64BigEndian(token[(2 + IdBytes)..]));
        var warning = token[0] == OfWarning ? Convert.ToHexStringLower(token.Slice(Payload, IdBytes)) : null;
        var purpose = (LinkPurpose)token[1];
        return new LinkToken(purpose, Convert.ToHexStringLower(token.Slice(2, IdBytes)), expires <= time.GetUtcNow(), warning) { Made = expires - Life(purpose) };
    }

    private static bool Holds(ReadOnlySpan<byte> token, byte[] key)
    {
        var payload = token.Length - Mac;
        if (token.IsEmpty || payload != (token[0] switch { OfSubscription => Payload, OfWarning => Payload + IdBytes, _ => -1 }))
            return false;
        Span<byte> expected = stackalloc byte[Mac];
        Sign(key, token[..payload], expected);
        return CryptographicOperations.FixedTimeEquals(expected, token[payload..]);
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
        LinkPurpose.Acknowledge => AcknowledgeLife,
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

/// <param name="Warning">Only of <see cref="LinkPurpose.Acknowledge"/>.</param>
internal sealed record LinkToken(LinkPurpose Purpose, string Subscription, bool Expired, string? Warning = null)
{
    /// <summary>To the second.</summary>
    public DateTimeOffset Made { get; init; }

    /// <summary>
    /// Whether it was made before this subscription was first asked for: of one with the same id, which was erased since. Its links
    /// open nothing of the new one.
    /// </summary>
    public bool IsOlderThan(StoredSubscription subscription) => Made.ToUnixTimeSeconds() < subscription.Created.ToUnixTimeSeconds();
}
