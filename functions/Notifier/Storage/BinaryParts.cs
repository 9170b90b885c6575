using Azure.Data.Tables;

namespace Notifier.Storage;

/// <summary>Bytes of any length in an entity, in as many properties as it takes: <c>name0</c>, <c>name1</c>, … of at most 64 KiB.</summary>
internal static class BinaryParts
{
    public static void Write(TableEntity entity, string name, ReadOnlySpan<byte> bytes)
    {
        var part = 0;
        do
        {
            var length = Math.Min(bytes.Length, EntityLimits.PropertyBytes);
            entity[$"{name}{part++}"] = bytes[..length].ToArray();
            bytes = bytes[length..];
        }
        while (!bytes.IsEmpty);
    }

    /// <summary>Null where there is not even a first part.</summary>
    public static byte[]? Read(TableEntity entity, string name)
    {
        var first = entity.GetBinary($"{name}0");
        if (first is null || first.Length < EntityLimits.PropertyBytes)
            return first;
        var all = new List<byte>(first);
        for (var part = 1; entity.GetBinary($"{name}{part}") is { } more; part++)
            all.AddRange(more);
        return [.. all];
    }
}
