using Azure.Data.Tables;
using Notifier.Core.Warnings.Mutes;
using Notifier.Storage;

namespace Notifier.Silences;

/// <summary>The mutes that there are, read anew every 15 s where warnings come: three queries, however many warnings. A change made here is seen at once, one made elsewhere within that time.</summary>
internal sealed class MuteSnapshots(TableStore tables, TimeProvider time)
{
    public static readonly TimeSpan Age = TimeSpan.FromSeconds(15);

    private volatile MuteSnapshot? _last;

    public async ValueTask<MuteSnapshot> ReadAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        return _last is { } last && now - last.Read is { } age && age >= TimeSpan.Zero && age < Age ? last : await ReadNewAsync(cancellation);
    }

    public async Task<MuteSnapshot> ReadNewAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var (silence, inhibition) = (SilenceKeys.Silences, SilenceKeys.Inhibitions);
        var silences = RowsAsync(TableClient.CreateQueryFilter($"PartitionKey eq {silence} and Ends gt {now}"), cancellation);
        var inhibitions = RowsAsync(TableClient.CreateQueryFilter($"PartitionKey eq {inhibition}"), cancellation);
        var (from, to) = (SilenceKeys.Notes, SilenceKeys.AfterNotes);
        var notes = tables.Table(TableName.Silences)
            .QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey ge {from} and PartitionKey lt {to}"), maxPerPage: 1, select: ["RowKey"], cancellationToken: cancellation).AnyAsync(cancellation);
        return _last = new(now, [.. (await silences).Select(MuteRows.ReadSilence)], [.. (await inhibitions).Select(MuteRows.ReadInhibition)], await notes);
    }

    public void Forget() => _last = null;

    private async Task<List<TableEntity>> RowsAsync(string filter, CancellationToken cancellation) =>
        await tables.Table(TableName.Silences).QueryAsync<TableEntity>(filter, cancellationToken: cancellation).ToListAsync(cancellation);
}

/// <param name="Read">When it was read.</param>
/// <param name="Silences">Pending and active ones.</param>
/// <param name="HasNotes">Whether anything is held.</param>
internal sealed record MuteSnapshot(DateTimeOffset Read, IReadOnlyList<Silence> Silences, IReadOnlyList<Inhibition> Inhibitions, bool HasNotes);
