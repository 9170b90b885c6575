using Azure;
using Azure.Data.Tables;
using Notifier.Core.Observations;
using Notifier.Core.Warnings.Mutes;
using Notifier.Storage;

namespace Notifier.Silences;

/// <summary>The inhibitions of table Silences, by id.</summary>
internal sealed class InhibitionStore(TableStore tables, MuteSnapshots snapshots)
{
    /// <summary>Each warning is compared with all of them.</summary>
    public const int Most = 50;

    public async Task<StoredInhibition?> FindAsync(string id, CancellationToken cancellation) =>
        Identifier.IsValid(id) && await tables.FindAsync(TableName.Silences, SilenceKeys.Inhibitions, id, cancellation) is { } row
            ? new(MuteRows.ReadInhibition(row), row.ETag.ToString())
            : null;

    public async Task<IReadOnlyList<Inhibition>> ListAsync(CancellationToken cancellation)
    {
        var partition = SilenceKeys.Inhibitions;
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition}");
        return await tables.Table(TableName.Silences).QueryAsync<TableEntity>(filter, cancellationToken: cancellation).Select(MuteRows.ReadInhibition).ToListAsync(cancellation);
    }

    /// <param name="etag">Of the one that it replaces; null for a new one.</param>
    /// <returns>The new ETag; null where somebody was faster.</returns>
    public async Task<string?> PutAsync(Inhibition inhibition, string? etag, CancellationToken cancellation)
    {
        var written = etag is null
            ? await tables.AddAsync(TableName.Silences, MuteRows.Write(inhibition), cancellation)
            : await tables.ReplaceAsync(TableName.Silences, MuteRows.Write(inhibition), new(etag), cancellation);
        snapshots.Forget();
        return written?.ToString();
    }

    /// <returns>False where somebody changed it meanwhile.</returns>
    public async Task<bool> DeleteAsync(string id, string etag, CancellationToken cancellation)
    {
        try
        {
            await tables.Table(TableName.Silences).DeleteEntityAsync(SilenceKeys.Inhibitions, id, new ETag(etag), cancellation);
            return true;
        }
        catch (RequestFailedException failure) when (failure.Status == 412)
        {
            return false;
        }
        finally
        {
            snapshots.Forget();
        }
    }
}

/// <param name="ETag">The store's.</param>
internal sealed record StoredInhibition(Inhibition Inhibition, string ETag);
