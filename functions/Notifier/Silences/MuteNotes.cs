using Azure;
using Azure.Data.Tables;
using Notifier.Core.Warnings;
using Notifier.Core.Warnings.Mutes;
using Notifier.Storage;

namespace Notifier.Silences;

/// <summary>
/// What each mute has held back: a row per mute and episode, written before the outbox row of the warning goes, and removed once what
/// is left of it is on its way.
/// </summary>
internal sealed class MuteNotes(TableStore tables)
{
    private const string Newest = "Newest";
    private const string NewestWarning = "NewestWarning";
    private const string First = "First";
    private const string FirstWarning = "FirstWarning";

    /// <summary>Notes a warning that was held; noting it again changes nothing.</summary>
    public async Task AddAsync(string kind, string id, Warning warning, CancellationToken cancellation)
    {
        while (true)
        {
            var known = await tables.FindAsync(TableName.Silences, SilenceKeys.NotesOf(kind, id), warning.Episode, cancellation);
            var (first, newest) = (known?.GetInt32(First), known?.GetInt32(Newest));
            if (first <= warning.Sequence && newest >= warning.Sequence)
                return;
            var row = known ?? new TableEntity(SilenceKeys.NotesOf(kind, id), warning.Episode);
            if (!(newest >= warning.Sequence))
                (row[Newest], row[NewestWarning]) = (warning.Sequence, warning.Id);
            if (!(first <= warning.Sequence))
                (row[First], row[FirstWarning]) = (warning.Sequence, warning.Id);
            var written = known is null
                ? await tables.AddAsync(TableName.Silences, row, cancellation)
                : await tables.ReplaceAsync(TableName.Silences, row, known.ETag, cancellation);
            if (written is not null)
                return;
        }
    }

    /// <summary>The notes of all mutes: one range query, idle an empty one.</summary>
    public IAsyncEnumerable<MuteNote> AllAsync(CancellationToken cancellation)
    {
        var (from, to) = (SilenceKeys.Notes, SilenceKeys.AfterNotes);
        var filter = TableClient.CreateQueryFilter($"PartitionKey ge {from} and PartitionKey lt {to}");
        return tables.Table(TableName.Silences).QueryAsync<TableEntity>(filter, cancellationToken: cancellation).Select(Read);
    }

    /// <summary>What is held of one episode, by whatever mute; null where nothing is.</summary>
    public ValueTask<MuteNote?> FindAsync(string episode, CancellationToken cancellation)
    {
        var (from, to) = (SilenceKeys.Notes, SilenceKeys.AfterNotes);
        var filter = TableClient.CreateQueryFilter($"PartitionKey ge {from} and PartitionKey lt {to} and RowKey eq {episode}");
        return tables.Table(TableName.Silences).QueryAsync<TableEntity>(filter, cancellationToken: cancellation).Select(Read).FirstOrDefaultAsync(cancellation);
    }

    /// <summary>Where something newer was noted since it was read, it stays for the next time.</summary>
    public async Task RemoveAsync(MuteNote note, CancellationToken cancellation)
    {
        try
        {
            await tables.Table(TableName.Silences).DeleteEntityAsync(SilenceKeys.NotesOf(note.Kind, note.Id), note.Episode, note.ETag, cancellation);
        }
        catch (RequestFailedException failure) when (failure.Status == 412)
        {
        }
    }

    private static MuteNote Read(TableEntity row)
    {
        var parts = row.PartitionKey.Split('|');
        return new(parts[1], parts[2], row.RowKey, row.GetInt32(First)!.Value, row.GetString(FirstWarning), row.GetInt32(Newest)!.Value, row.GetString(NewestWarning), row.ETag);
    }
}

/// <param name="Kind"><see cref="WarningMute.Silence"/> or <see cref="WarningMute.Inhibition"/>.</param>
/// <param name="Id">Of the mute.</param>
/// <param name="First">Sequence of the first warning of the episode that it held, and its id.</param>
/// <param name="Newest">Sequence of the newest one, and its id.</param>
internal sealed record MuteNote(
    string Kind, string Id, string Episode, int First, string FirstWarning, int Newest, string NewestWarning, ETag ETag);
