using Azure.Data.Tables;

namespace Notifier.Storage;

/// <summary>Reads many rows of one partition by their keys, in the cheaper of two ways.</summary>
internal static class ManyRows
{
    private const int AtOnce = 16;

    /// <summary>Up to so many keys one request each is cheaper than a page of everything between them.</summary>
    private const int Few = 16;

    /// <summary>
    /// A page has 1,000 rows. One that brings fewer than this of the wanted ones says that they stand among too many others, and
    /// the rest is read one by one.
    /// </summary>
    private const int WorthAPage = 20;

    /// <returns>The rows that exist, by their keys.</returns>
    public static async Task<IReadOnlyDictionary<string, TableEntity>> FindManyAsync(
        this TableStore tables, string table, string partition, IEnumerable<string> rows, CancellationToken cancellation)
    {
        var wanted = new SortedSet<string>(rows, StringComparer.Ordinal);
        var found = new Dictionary<string, TableEntity>(wanted.Count, StringComparer.Ordinal);
        if (wanted.Count > Few)
            await ReadRangeAsync(tables.Table(table), partition, wanted, found, cancellation);
        var left = wanted.ToList();
        foreach (var some in left.Chunk(AtOnce))
        {
            foreach (var row in await Task.WhenAll(some.Select(key => tables.FindAsync(table, partition, key, cancellation))))
            {
                if (row is not null)
                    found[row.RowKey] = row;
            }
        }

        return found;
    }

    /// <summary>Strikes off <paramref name="wanted"/> every key that it has come past, there or not.</summary>
    private static async Task ReadRangeAsync(
        TableClient table, string partition, SortedSet<string> wanted, Dictionary<string, TableEntity> found, CancellationToken cancellation)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {wanted.Min} and RowKey le {wanted.Max}");
        await foreach (var page in table.QueryAsync<TableEntity>(filter, cancellationToken: cancellation).AsPages())
        {
            var hits = page.Values.Where(row => wanted.Contains(row.RowKey)).ToList();
            foreach (var row in hits)
                found[row.RowKey] = row;
            if (page.ContinuationToken is null)
            {
                wanted.Clear();
                return;
            }

            // A page may be empty and still have a next one.
            if (page.Values.Count > 0)
                wanted.RemoveWhere(key => string.CompareOrdinal(key, page.Values[^1].RowKey) <= 0);
            if (page.Values.Count > 0 && hits.Count < WorthAPage)
                return;
        }
    }
}
