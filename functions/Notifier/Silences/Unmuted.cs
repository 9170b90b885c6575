using Azure;
using Microsoft.Extensions.Logging;
using Notifier.Core.Episodes;
using Notifier.Core.Warnings;
using Notifier.Core.Warnings.Mutes;
using Notifier.Deliveries;
using Notifier.Episodes;
using Notifier.Hosting;
using Notifier.Storage;

namespace Notifier.Silences;

/// <summary>
/// What is left of an episode when its mute ends:
/// <list type="number">
/// <item>Read what was held, back to the last warning that was told.</item>
/// <item>Where another mute covers the newest, it moves there.</item>
/// <item>Else what is left to tell (<see cref="Unmuting"/>) replaces the record of the newest warning, goes into the outbox of a
/// partition of its own, and takes the usual way; its delivery ids follow from episode and sequence.</item>
/// <item>The note goes last: whatever a crash leaves, the next run does again, and nothing is told twice.</item>
/// </list>
/// </summary>
internal sealed partial class Unmuted(
    TableStore tables, QueueStore queues, MuteNotes notes, Mutes mutes, WarningStore warnings, TimeProvider time, ILogger<Unmuted> log)
{
    /// <summary>Of table State. No source's id begins so, and a dispatch from here asks no mute again.</summary>
    public const string Partition = "~unmuted";

    // A commit that tells more transitions of one episode than this is no commit of observations.
    private const int LookAhead = 32;

    // Further back something was told, or nobody needs to know of it.
    private const int LookBack = 200;

    public async Task<UnmuteOutcome> TellAsync(MuteNote note, MuteSnapshot known, CancellationToken cancellation)
    {
        var outcome = await TellNewestAsync(note, known, cancellation);
        await notes.RemoveAsync(note, cancellation);
        return outcome;
    }

    private async Task<UnmuteOutcome> TellNewestAsync(MuteNote note, MuteSnapshot known, CancellationToken cancellation)
    {
        if (await warnings.ReadAsync(note.NewestWarning, cancellation) is not { Mute: { } mute } newest || await IsOvertakenAsync(note, cancellation))
            return UnmuteOutcome.Overtaken;
        if (mute.Holds)
        {
            if (await mutes.JudgeAsync(known, MuteSubject.Of(newest.Warning), cancellation) is { } other)
                return await MoveAsync(newest, other with { Since = mute.Since }, cancellation);
            var (held, told) = await HistoryAsync(newest, note, cancellation);
            if (Unmuting.Net([.. held.Select(each => each.Warning)], told, note.Kind, held[0].Mute!.Since) is not { } left)
                return UnmuteOutcome.NothingLeft;
            newest = newest with { Warning = left, Mute = mute with { Told = time.GetUtcNow() } };
            await warnings.ReplaceAsync(newest, cancellation);
        }

        await DispatchAsync(newest.Warning, cancellation);
        return UnmuteOutcome.Told;
    }

    /// <summary>A later warning of the episode was told, or is noted under its own mute with all that came before.</summary>
    private async Task<bool> IsOvertakenAsync(MuteNote note, CancellationToken cancellation)
    {
        var later = await Task.WhenAll(Enumerable.Range(note.Newest + 1, LookAhead).Select(sequence => warnings.IsRecordedAsync(EpisodeIds.Warning(note.Episode, sequence), cancellation)));
        return later.Contains(true);
    }

    /// <summary>What was held, oldest first, and what was told before it.</summary>
    private async Task<(IReadOnlyList<StoredWarning> Held, Warning? Told)> HistoryAsync(StoredWarning newest, MuteNote note, CancellationToken cancellation)
    {
        var held = new List<StoredWarning> { newest };
        for (var sequence = note.Newest - 1; sequence > Math.Max(0, note.Newest - LookBack); sequence--)
        {
            if (await warnings.ReadAsync(EpisodeIds.Warning(note.Episode, sequence), cancellation) is not { } earlier)
                continue;
            if (earlier.Mute is not { Holds: true })
                return (held, earlier.Warning);
            held.Insert(0, earlier);
        }

        return (held, null);
    }

    private async Task<UnmuteOutcome> MoveAsync(StoredWarning newest, WarningMute other, CancellationToken cancellation)
    {
        await notes.AddAsync(other.Kind, other.Id, newest.Warning, cancellation);
        await warnings.ReplaceAsync(newest with { Mute = other }, cancellation);
        return UnmuteOutcome.StillMuted;
    }

    private async Task DispatchAsync(Warning warning, CancellationToken cancellation)
    {
        var row = Outbox.Row(Partition, warning.Episode, warning.Sequence, [warning], time.GetUtcNow());
        // There already where an earlier run ended behind this step; gone where its dispatch is done, then it comes and goes once more.
        await tables.AddAsync(TableName.State, row, cancellation);
        try
        {
            await queues.SendAsync(QueueName.Dispatch, QueueMessages.Dispatch(Partition, -1, row.RowKey), cancellation);
        }
        catch (Exception failure) when (failure is RequestFailedException or AggregateException)
        {
            Log.NotSent(log, row.RowKey, failure);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "No dispatch message for {Row}: the outbox row stands, and the sweep sends one")]
        public static partial void NotSent(ILogger logger, string row, Exception failure);
    }
}

/// <summary>What became of a note.</summary>
internal enum UnmuteOutcome
{
    Told,
    /// <summary>It ended without anybody knowing of it, or stands as people know it.</summary>
    NothingLeft,
    /// <summary>Another mute covers it.</summary>
    StillMuted,
    /// <summary>A later warning of the episode has said more.</summary>
    Overtaken,
}
