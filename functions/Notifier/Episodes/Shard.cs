using Azure.Data.Tables;

namespace Notifier.Episodes;

/// <summary>One shard as it was read: its cursor, and the rows of its series by id.</summary>
internal sealed record Shard(ShardCursor Cursor, IReadOnlyDictionary<string, TableEntity> Rows)
{
    public bool IsFull => Cursor.Series.Count >= ShardCursor.Capacity;

    public static Shard New(string source, int number) => new(ShardCursor.New(source, number), new Dictionary<string, TableEntity>());

    public bool Holds(string series) => Cursor.Series.Contains(series);
}
