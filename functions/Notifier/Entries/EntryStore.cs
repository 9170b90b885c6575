using System.Globalization;
using Azure.Data.Tables;
using Notifier.Core.Entries;
using Notifier.Core.Observations;
using Notifier.Storage;

namespace Notifier.Entries;

/// <summary>Table Entries: every entry once, whatever is read again.</summary>
internal sealed class EntryStore(TableStore tables, TimeProvider time)
{
    private const int WritesAtOnce = 8;

    // Nobody pages further back than this; a longer past is asked for by its dates.
    private const int MostMonthsBack = 36;

    private TableClient Table => tables.Table(TableName.Entries);

    /// <summary>Stores entries; one that is known under the same publication is replaced.</summary>
    public Task WriteAsync(IEnumerable<Entry> entries, CancellationToken cancellation) => Parallel.ForEachAsync(
        entries,
        new ParallelOptions { MaxDegreeOfParallelism = WritesAtOnce, CancellationToken = cancellation },
        async (entry, stop) => await Table.UpsertEntityAsync(EntryRow.Write(entry), TableUpdateMode.Replace, stop));

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
    public async Task<(IReadOnlyList<Entry> Entries, string? Next)> RecentAsync(string? before, int limit, CancellationToken cancellation)
    {
        var found = new List<TableEntity>();
        // What a source dates into the future is shown too, a month far.
        var start = time.GetUtcNow().UtcDateTime.AddMonths(1);
        var month = before is not null && DateTime.TryParseExact(before.AsSpan(0, Math.Min(before.Length, 6)), "yyyyMM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var from) ? from : start;
        for (var back = 0; back < MostMonthsBack && found.Count <= limit; back++)
        {
            var partition = EntryKeys.Partition(Period.From(DateOnly.FromDateTime(month).AddMonths(-back)));
            var filter = before is null
                ? TableClient.CreateQueryFilter($"PartitionKey eq {partition}")
                : TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey lt {before}");
            var rows = await Table.QueryAsync<TableEntity>(filter, cancellationToken: cancellation).ToListAsync(cancellation);
            found.AddRange(Enumerable.Reverse(rows));
        }

        var page = found.Take(limit).ToList();
        return ([.. page.Select(EntryRow.Read)], found.Count > limit ? page[^1].RowKey : null);
    }
}
