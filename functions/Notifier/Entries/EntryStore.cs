using Azure.Data.Tables;
using Notifier.Core.Entries;
using Notifier.Core.Entries.Lineages;
using Notifier.Core.Observations;
using Notifier.Entries.Lineages;
using Notifier.Episodes;
using Notifier.Storage;

namespace Notifier.Entries;

/// <summary>Table Entries: every entry once, whatever is read again.</summary>
internal sealed class EntryStore(TableStore tables, TimeProvider time)
{
    private const int WritesAtOnce = 8;

    private static readonly int[] SpanMonths = [1, 12];

    // Above every key, which are of digits, letters, '-' and '|'.
    private const string AfterAll = "~";

    private TableClient Table => tables.Table(TableName.Entries);

    /// <summary>Stores entries; one that is known under the same publication is replaced. Those of a month go together, as many as a transaction holds.</summary>
    public Task WriteAsync(IEnumerable<TakenEntry> entries, EntrySource source, CancellationToken cancellation) => Parallel.ForEachAsync(
        Parts(entries.Select(entry => new TableTransactionAction(TableTransactionActionType.UpsertReplace, EntryRow.Write(entry, source)))),
        new ParallelOptions { MaxDegreeOfParallelism = WritesAtOnce, CancellationToken = cancellation },
        async (part, stop) => await tables.TransactAsync(TableName.Entries, part, stop));

    private static IEnumerable<IReadOnlyList<TableTransactionAction>> Parts(IEnumerable<TableTransactionAction> rows) => rows
        .DistinctBy(row => (row.Entity.PartitionKey, row.Entity.RowKey))
        .GroupBy(row => row.Entity.PartitionKey)
        .SelectMany(month => TransactionParts.Of([.. month], row => [row]));

    /// <summary>What is stored of an entry that is known under the same publication; null where nothing is.</summary>
    public async Task<TakenEntry?> FindAsync(Entry entry, CancellationToken cancellation) =>
        await tables.FindAsync(TableName.Entries, EntryKeys.Partition(entry.Published), EntryKeys.Row(entry), cancellation) is { } row ? EntryRow.ReadTaken(row) : null;

    /// <summary>The entries of a measure, as far as they are stored; of a long one the newest.</summary>
    public async Task<IReadOnlyList<Entry>> OfAsync(Lineage lineage, CancellationToken cancellation)
    {
        var rows = await Task.WhenAll(lineage.Parts.Select(part =>
            tables.FindAsync(TableName.Entries, EntryKeys.Partition(part.Published), EntryKeys.Row(part.Published, part.Source, part.Id), cancellation)));
        return [.. rows.OfType<TableEntity>().Select(EntryRow.Read)];
    }

    /// <summary>The entries of all sources published from one time to another, both included, in ascending order.</summary>
    public async Task<EntryLog> ReadAsync(Period from, Period to, CancellationToken cancellation)
    {
        var (first, last, start, end) = (EntryKeys.Partition(from), EntryKeys.Partition(to), EntryKeys.From(from), EntryKeys.After(to));
        var filter = TableClient.CreateQueryFilter($"PartitionKey ge {first} and PartitionKey le {last} and RowKey ge {start} and RowKey lt {end}");
        var found = new List<Entry>();
        await foreach (var row in Table.QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
            found.Add(EntryRow.Read(row));
        return found.Count == 0 ? EntryLog.Empty : new EntryLog(found);
    }

    /// <summary>The newest entries, newest first.</summary>
    /// <param name="before">Key of the last entry of the page before; null for the first page.</param>
    /// <returns>At most <paramref name="limit"/> entries, and the key to go on from; null where there are no more.</returns>
    public async Task<(IReadOnlyList<TakenEntry> Entries, string? Next)> RecentAsync(string? before, int limit, CancellationToken cancellation)
    {
        var keys = new List<(string Partition, string Row)>();
        var until = AfterAll;
        foreach (var from in Spans(before is null ? time.GetUtcNow().UtcDateTime : EntryKeys.DayOf(before)))
        {
            keys.AddRange(await KeysAsync(from, until, before ?? AfterAll, cancellation));
            if (keys.Count > limit)
                break;
            until = from;
        }

        var page = keys.Take(limit).ToList();
        var found = new Dictionary<string, TakenEntry>();
        foreach (var month in page.GroupBy(key => key.Partition))
            await ReadAsync(month.Key, month.Last().Row, month.First().Row, found, cancellation);
        return ([.. page.Select(key => found.GetValueOrDefault(key.Row)).OfType<TakenEntry>()], keys.Count > limit ? page[^1].Row : null);
    }

    /// <summary>First partitions of ever longer times back: most pages need the first only.</summary>
    private static IEnumerable<string> Spans(DateTime newest) =>
        SpanMonths.Where(_ => newest.Year > 2).Select(months => EntryKeys.Partition(Period.From(DateOnly.FromDateTime(newest).AddMonths(-months)))).Append("");

    /// <summary>Keys only, because a month of entries with their texts may be large; the newest first.</summary>
    private async Task<IEnumerable<(string Partition, string Row)>> KeysAsync(string from, string until, string before, CancellationToken cancellation)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey ge {from} and PartitionKey lt {until} and RowKey lt {before}");
        var rows = await Table.QueryAsync<TableEntity>(filter, select: [nameof(ITableEntity.PartitionKey), nameof(ITableEntity.RowKey)], cancellationToken: cancellation).ToListAsync(cancellation);
        return Enumerable.Reverse(rows).Select(row => (row.PartitionKey, row.RowKey));
    }

    private async Task ReadAsync(string partition, string first, string last, Dictionary<string, TakenEntry> found, CancellationToken cancellation)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {first} and RowKey le {last}");
        await foreach (var row in Table.QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
            found[row.RowKey] = EntryRow.ReadTaken(row);
    }
}
