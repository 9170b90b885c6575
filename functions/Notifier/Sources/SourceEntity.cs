using System.Text.Json;
using System.Text.Json.Serialization;
using Azure.Data.Tables;
using Notifier.Storage;

namespace Notifier.Sources;

/// <summary>Rows of table Sources: a definition as JSON in partition <c>sources</c>, the owner of a series in partition <c>series</c>.</summary>
internal static class SourceEntity
{
    public const string Partition = "sources";
    public const string SeriesPartition = "series";
    public const string Source = "source";

    /// <summary>When the source was deleted: its row stands without a definition until nothing of its series is left to tell.</summary>
    public const string Deleted = "deleted";

    private const string Definition = "definition";

    // Read by whoever needs no more of a source than its local time.
    private const string Zone = "zone";

    public static TableEntity Write(SourceDefinition definition)
    {
        var row = new TableEntity(Partition, definition.Id) { [Zone] = definition.Zone };
        BinaryParts.Write(row, Definition, JsonSerializer.SerializeToUtf8Bytes(definition, SourceEntityContext.Default.SourceDefinition));
        return row;
    }

    public static TableEntity WriteDeleted(string id, DateTimeOffset when) => new(Partition, id) { [Deleted] = when };

    public static bool IsDeleted(TableEntity row) => row.ContainsKey(Deleted);

    /// <exception cref="JsonException">The row holds no definition.</exception>
    public static StoredSource Read(TableEntity row) => new(
        JsonSerializer.Deserialize(BinaryParts.Read(row, Definition) ?? "null"u8, SourceEntityContext.Default.SourceDefinition) ?? throw new JsonException($"source '{row.RowKey}' has no definition"),
        row.ETag.ToString());
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(SourceDefinition))]
internal sealed partial class SourceEntityContext : JsonSerializerContext;
