using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Notifier.Core.Observations;

namespace Notifier.Episodes;

/// <summary>Row <c>cursor</c> of a shard: replaced with every commit, so that its ETag guards the whole shard.</summary>
/// <param name="Commit">Number of the last commit.</param>
/// <param name="Rules">Number of the rules that the shard was last run under.</param>
/// <param name="Series">Ids in the order of their numbers: the number of a series is 48 × shard + its place here.</param>
/// <param name="Newest">High-water mark: the newest period of all series.</param>
/// <param name="Ticked">Wall time, in the source's zone, up to which ticks were run.</param>
/// <param name="Remind">When a reminder may be due; null where no open episode has one.</param>
/// <param name="ETag">Null for a shard that is not stored yet.</param>
internal sealed record ShardCursor(
    string Source,
    int Shard,
    long Commit,
    long Rules,
    IReadOnlyList<string> Series,
    Period? Newest,
    Period? Ticked,
    DateTimeOffset? Remind,
    ETag? ETag)
{
    /// <summary>Series in one shard: with an outbox row each and the cursor they stay below the 100 operations of one transaction.</summary>
    public const int Capacity = 48;

    /// <summary>What a query needs to bring for <see cref="Read"/>.</summary>
    public static IReadOnlyList<string> Columns { get; } =
        [nameof(ITableEntity.PartitionKey), nameof(ITableEntity.RowKey), "commit", "rules", "series", "newest", "ticked", "remind"];

    public string Partition => StateKeys.Partition(Source, Shard);

    public static ShardCursor New(string source, int shard) => new(source, shard, 0, 0, [], null, null, null, null);

    public static ShardCursor Read(TableEntity row)
    {
        var partition = row.PartitionKey;
        return new(
            partition[..partition.LastIndexOf('~')],
            StateKeys.Shard(partition),
            row.GetInt64("commit")!.Value,
            row.GetInt64("rules")!.Value,
            row.GetString("series")!.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            Period(row.GetString("newest")),
            Period(row.GetString("ticked")),
            row.GetDateTimeOffset("remind"),
            row.ETag);
    }

    public TableTransactionAction Write()
    {
        var row = new TableEntity(Partition, StateKeys.Cursor)
        {
            ["commit"] = Commit,
            ["rules"] = Rules,
            ["series"] = string.Join(' ', Series),
            ["newest"] = Newest?.ToString(),
            ["ticked"] = Ticked?.ToString(),
            ["remind"] = Remind,
        };
        return ETag is { } etag
            ? new(TableTransactionActionType.UpdateReplace, row, etag)
            : new(TableTransactionActionType.Add, row);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Partition} commit {Commit}");

    private static Period? Period(string? text) => text is null ? null : Core.Observations.Period.Parse(text);
}
