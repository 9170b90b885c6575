using System.Buffers;
using Azure.Data.Tables;

namespace Notifier.Storage;

/// <summary>How large an entity is: as Azure counts it stored, and as it travels in a transaction.</summary>
internal static class EntitySize
{
    // What a JSON writer of .NET leaves as one byte; everything else travels as \uXXXX.
    private static readonly SearchValues<char> Plain = SearchValues.Create(
        " !#$%()*,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_abcdefghijklmnopqrstuvwxyz{|}~");

    // Boundary, headers, request line and odata names of one operation: 700 to 900 bytes measured.
    private const int OperationOverhead = 1024;

    /// <summary>The properties that count: not the keys, not what the service adds.</summary>
    public static IEnumerable<KeyValuePair<string, object>> Own(TableEntity entity) =>
        entity.Where(property => property.Value is not null
            && property.Key is not (nameof(ITableEntity.PartitionKey) or nameof(ITableEntity.RowKey) or nameof(ITableEntity.Timestamp) or "odata.etag"));

    public static bool IsSupported(object value) =>
        value is string or byte[] or BinaryData or bool or int or long or double or Guid or DateTime or DateTimeOffset;

    /// <summary>Bytes stored: 4 + 2 per key character + per property 8 + 2 per character of its name + its value (Azure's published formula).</summary>
    public static long Stored(ITableEntity entity)
    {
        var size = 4L + (2 * (entity.PartitionKey.Length + entity.RowKey.Length));
        foreach (var (name, value) in Own((TableEntity)entity))
        {
            size += 8 + (2 * name.Length) + value switch
            {
                string text => (2 * text.Length) + 4,
                byte[] binary => binary.Length + 4,
                BinaryData data => data.ToMemory().Length + 4,
                Guid => 16,
                bool => 1,
                int => 4,
                _ => 8,
            };
        }

        return size;
    }

    /// <summary>Upper bound of the bytes that one operation takes in a transaction's body: binary as Base64, text as escaped JSON.</summary>
    public static long AsSent(ITableEntity entity)
    {
        var size = OperationOverhead + (6L * (entity.PartitionKey.Length + entity.RowKey.Length));
        if (entity is not TableEntity table)
            return size;
        foreach (var (name, value) in Own(table))
        {
            // The name stands twice where the type is written too.
            size += 40 + (2 * name.Length) + value switch
            {
                string text => Escaped(text),
                byte[] binary => Base64(binary.Length),
                BinaryData data => Base64(data.ToMemory().Length),
                _ => 40,
            };
        }

        return size;
    }

    private static long Base64(int bytes) => (bytes + 2) / 3 * 4;

    private static long Escaped(ReadOnlySpan<char> text)
    {
        var size = 0L;
        while (!text.IsEmpty)
        {
            var plain = text.IndexOfAnyExcept(Plain);
            if (plain < 0)
                return size + text.Length;
            size += plain + 6;
            text = text[(plain + 1)..];
        }

        return size;
    }
}
