using Azure.Data.Tables;
using Notifier.Storage;

namespace Notifier.Entries.Lineages;

/// <summary>
/// Writes what the sweep must look at. All of it stands in one partition, and many measures are committed side by side: notes that
/// come while a transaction is under way go together in the next one. Each is written when its task ends.
/// </summary>
internal sealed class DueNotes(TableStore tables)
{
    private readonly Lock _turn = new();
    private List<(string Row, TaskCompletionSource Written)> _waiting = [];
    private bool _isWriting;

    public Task WriteAsync(string row, CancellationToken cancellation)
    {
        var note = (Row: row, Written: new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        lock (_turn)
        {
            _waiting.Add(note);
            if (!_isWriting)
                _ = WriteAllAsync();
            _isWriting = true;
        }

        return note.Written.Task.WaitAsync(cancellation);
    }

    private async Task WriteAllAsync()
    {
        // Whoever comes first leaves the others the time to come too.
        await Task.Yield();
        while (Take() is { Count: > 0 } notes)
        {
            try
            {
                // Others may have given up waiting: what they asked for is written all the same.
                await tables.TransactAsync(TableName.State, [.. notes.Select(note => note.Row).Distinct().Select(Upsert)], CancellationToken.None);
                notes.ForEach(note => note.Written.SetResult());
            }
            catch (Exception failure)
            {
                notes.ForEach(note => note.Written.SetException(failure));
            }
        }
    }

    private List<(string Row, TaskCompletionSource Written)> Take()
    {
        lock (_turn)
        {
            var taken = _waiting.Take(EntityLimits.Operations).ToList();
            _waiting = _waiting[taken.Count..];
            _isWriting = taken.Count > 0;
            return taken;
        }
    }

    private static TableTransactionAction Upsert(string row) => new(TableTransactionActionType.UpsertReplace, new TableEntity(LineageRows.DuePartition, row));
}
