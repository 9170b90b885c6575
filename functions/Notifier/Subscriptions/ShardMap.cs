using System.Globalization;

namespace Notifier.Subscriptions;

/// <summary>A set of subscription shards, 256 bits. Immutable.</summary>
internal readonly struct ShardMap
{
    public const int Shards = 256;
    private const int Bytes = Shards / 8;

    private readonly byte[]? _bits;

    private ShardMap(byte[] bits) => _bits = bits;

    public static ShardMap Empty => default;

    public bool IsEmpty => _bits is null || !_bits.AsSpan().ContainsAnyExcept((byte)0);

    /// <summary>Shard of a subscription: its id's first two hexadecimal digits.</summary>
    public static int ShardOf(string subscriptionId) => int.Parse(subscriptionId.AsSpan(0, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    /// <summary>As it stands in keys: two hexadecimal digits.</summary>
    public static string Text(int shard) => shard.ToString("x2", CultureInfo.InvariantCulture);

    public bool Contains(int shard) => _bits is not null && (_bits[shard / 8] & Bit(shard)) != 0;

    public ShardMap With(int shard) => Changed(bits => bits[shard / 8] |= Bit(shard));

    public ShardMap Without(int shard) => Changed(bits => bits[shard / 8] &= (byte)~Bit(shard));

    public IEnumerable<int> All()
    {
        for (var shard = 0; shard < Shards; shard++)
        {
            if (Contains(shard))
                yield return shard;
        }
    }

    public byte[] ToBytes() => _bits is null ? new byte[Bytes] : (byte[])_bits.Clone();

    public static ShardMap FromBytes(byte[]? bytes) => bytes is { Length: Bytes } ? new ShardMap((byte[])bytes.Clone()) : default;

    private ShardMap Changed(Action<byte[]> change)
    {
        var bits = ToBytes();
        change(bits);
        return new ShardMap(bits);
    }

    private static byte Bit(int shard) => (byte)(1 << (shard % 8));
}
