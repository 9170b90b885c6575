using Azure.Data.Tables;
using Notifier.Core.Warnings.Mutes;
using Notifier.Storage;

namespace Notifier.Silences;

/// <summary>The silences of table Silences. One that is over stays for 30 days as a record.</summary>
internal sealed class SilenceStore(TableStore tables, MuteSnapshots snapshots)
{
    /// <summary>Pending and active ones: each warning is compared with all of them.</summary>
    public const int Most = 200;

    private TableClient Table => tables.Table(TableName.Silences);

    public async Task<StoredSilence?> FindAsync(string id, CancellationToken cancellation) =>
        SilenceKeys.IsSilenceId(id) && await tables.FindAsync(TableName.Silences, SilenceKeys.Silences, id, cancellation) is { } row
            ? new(MuteRows.ReadSilence(row), row.ETag.ToString())
            : null;

    /// <summary>Newest first.</summary>
    /// <param name="after">Id of the last one seen; null for the beginning.</param>
    public IAsyncEnumerable<Silence> ListAsync(string? after, CancellationToken cancellation)
    {
        var (partition, first) = (SilenceKeys.Silences, after ?? "");
        return Table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey gt {first}"), cancellationToken: cancellation).Select(MuteRows.ReadSilence);
    }

    /// <summary>How many are pending or active.</summary>
    public ValueTask<int> CountAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var partition = SilenceKeys.Silences;
        return Table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {partition} and Ends gt {now}"), select: ["RowKey"], cancellationToken: cancellation).CountAsync(cancellation);
    }

    /// <returns>Its ETag.</returns>
    public async Task<string> AddAsync(Silence silence, CancellationToken cancellation)
    {
        var etag = await tables.AddAsync(TableName.Silences, MuteRows.Write(silence), cancellation)
            ?? throw new InvalidOperationException("two silences of one id");
        snapshots.Forget();
        return etag.ToString();
    }

    /// <returns>The new ETag; null where somebody changed it meanwhile.</returns>
    public async Task<string?> ReplaceAsync(Silence silence, string etag, CancellationToken cancellation)
    {
        var replaced = await tables.ReplaceAsync(TableName.Silences, MuteRows.Write(silence), new(etag), cancellation);
        snapshots.Forget();
        return replaced?.ToString();
    }

    /// <summary>Removes the records that are old enough.</summary>
    public async Task PurgeAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var (partition, until) = (SilenceKeys.Silences, now - Silence.Kept);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and Ends lt {until}");
        await foreach (var row in Table.QueryAsync<TableEntity>(filter, select: ["PartitionKey", "RowKey"], cancellationToken: cancellation))
            await Table.DeleteEntityAsync(row.PartitionKey, row.RowKey, row.ETag, cancellation);
    }
}

/// <param name="ETag">The store's.</param>
internal sealed record StoredSilence(Silence Silence, string ETag);
