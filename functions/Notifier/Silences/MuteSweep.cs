using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;
using Notifier.Core.Warnings.Mutes;
using Notifier.Deliveries;
using Notifier.Episodes;
using Notifier.Hosting;
using Notifier.Storage;

namespace Notifier.Silences;

/// <summary>
/// Once a minute: what a mute held is judged when the mute holds no more, however it ended and however long the service was down. Idle
/// it costs two queries that bring nothing. Any step may run twice: see <see cref="Unmuted"/>.
/// </summary>
internal sealed partial class MuteSweep(
    TableStore tables, QueueStore queues, MuteNotes notes, MuteSnapshots snapshots, Mutes mutes, Unmuted unmuted, SilenceStore silences, WarningStore warnings,
    TimeProvider time, ILogger<MuteSweep> log)
{
    public async Task RunAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        await SendAgainAsync(now, cancellation);
        MuteSnapshot? known = null;
        await foreach (var note in notes.AllAsync(cancellation))
        {
            known ??= await snapshots.ReadNewAsync(cancellation);
            if (await HoldsAsync(note, known, now, cancellation))
                continue;
            var outcome = await unmuted.TellAsync(note, known, cancellation);
            Log.Ended(log, note.Kind, note.Id, note.Episode, outcome);
        }

        if (now.Minute == 0)
            await silences.PurgeAsync(now, cancellation);
    }

    private async Task<bool> HoldsAsync(MuteNote note, MuteSnapshot known, DateTimeOffset now, CancellationToken cancellation)
    {
        if (note.Kind == WarningMute.Silence)
            return known.Silences.Any(silence => silence.Id == note.Id && silence.StateAt(now) == SilenceState.Active);
        return known.Inhibitions.Any(inhibition => inhibition.Id == note.Id)
            && await warnings.FindAsync(note.NewestWarning, cancellation) is { } newest
            && await mutes.JudgeAsync(known, MuteSubject.Of(newest.Warning), cancellation) is { } mute && mute.Kind == note.Kind && mute.Id == note.Id;
    }

    /// <summary>Outbox rows of what was told at a mute's end and whose message was lost. The message first, then the note that it was sent.</summary>
    private async Task SendAgainAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var (partition, until) = (Unmuted.Partition, now - StateSweep.Stuck);
        var (first, after) = (Outbox.Prefix, StateKeys.After(Outbox.Prefix));
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {first} and RowKey lt {after} and recorded le {until}");
        await foreach (var row in tables.Table(TableName.State).QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
        {
            await queues.SendAsync(QueueName.Dispatch, QueueMessages.Dispatch(partition, -1, row.RowKey), cancellation);
            try
            {
                // A large fan-out takes longer; it is left alone until then.
                var noted = new TableEntity(partition, row.RowKey) { [Outbox.Recorded] = now + StateSweep.Stuck * 4 };
                await tables.Table(TableName.State).UpdateEntityAsync(noted, row.ETag, TableUpdateMode.Merge, cancellation);
            }
            catch (RequestFailedException gone) when (gone.Status is 404 or 412)
            {
                // Its dispatch ended since it was read.
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "The {Kind} {Id} ended for episode {Episode}: {Outcome}")]
        public static partial void Ended(ILogger logger, string kind, string id, string episode, UnmuteOutcome outcome);
    }
}
