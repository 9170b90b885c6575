using Notifier.Core.Deliveries;

namespace Notifier.Deliveries;

/// <summary>Ids of 32 hexadecimal digits as bytes, 16 each, in their order: a property of a row holds 64 KiB.</summary>
internal static class PackedIds
{
    /// <summary>As many ids as a summary or a hold has at most; a hold keeps two for each member.</summary>
    public const int Most = 2_000;

    private const int Size = DeliveryId.Length / 2;

    public static byte[] Write(IReadOnlyList<string> ids)
    {
        var bytes = new byte[ids.Count * Size];
        for (var index = 0; index < ids.Count; index++)
            Convert.FromHexString(ids[index], bytes.AsSpan(index * Size, Size), out _, out _);
        return bytes;
    }

    /// <param name="bytes">Null reads as none.</param>
    public static IReadOnlyList<string> Read(byte[]? bytes)
    {
        var ids = new string[(bytes?.Length ?? 0) / Size];
        for (var index = 0; index < ids.Length; index++)
            ids[index] = Convert.ToHexStringLower(bytes!, index * Size, Size);
        return ids;
    }
}
