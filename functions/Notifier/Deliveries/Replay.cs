using Azure;
using Azure.Data.Tables;

namespace Notifier.Deliveries;

/// <summary>Dead letters that are sent again, as stored: row <see cref="Id"/> in partition <see cref="Partition"/> of table Deliveries.</summary>
/// <param name="Matching">How many there were when it was asked for.</param>
/// <param name="Replayed">How many are open again so far.</param>
/// <param name="Cursor">Where the next page begins; null for the first.</param>
/// <param name="Page">Noted before they are opened, so that a crash counts none twice: their names.</param>
/// <param name="PageEnd">Cursor after that page; null where it is the last.</param>
internal sealed record Replay(
    string Id,
    DeadLetterFilter Filter,
    DateTimeOffset Requested,
    int Matching,
    int Replayed = 0,
    string? Cursor = null,
    IReadOnlyList<string>? Page = null,
    string? PageEnd = null,
    bool Done = false,
    ETag ETag = default)
{
    /// <summary>Not a shard.</summary>
    public const string Partition = "replays";

    /// <param name="due">When the sweep looks at it.</param>
    public TableEntity ToRow(DateTimeOffset due)
    {
        var row = new TableEntity(Partition, Id)
        {
            [nameof(Requested)] = Requested,
            [nameof(Matching)] = Matching,
            [nameof(Replayed)] = Replayed,
            [nameof(Cursor)] = Cursor,
            [nameof(Page)] = Page is null ? null : string.Join(',', Page),
            [nameof(PageEnd)] = PageEnd,
            [nameof(Done)] = Done,
            [DeliveryStore.Due] = due,
        };
        Filter.Write(row);
        return row;
    }

    public static Replay FromRow(TableEntity row) => new(
        row.RowKey,
        DeadLetterFilter.Read(row),
        row.GetDateTimeOffset(nameof(Requested))!.Value,
        row.GetInt32(nameof(Matching))!.Value,
        row.GetInt32(nameof(Replayed))!.Value,
        row.GetString(nameof(Cursor)),
        row.GetString(nameof(Page)) is { } page ? page.Split(',', StringSplitOptions.RemoveEmptyEntries) : null,
        row.GetString(nameof(PageEnd)),
        row.GetBoolean(nameof(Done))!.Value,
        row.ETag);
}
