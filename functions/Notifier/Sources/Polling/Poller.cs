using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Notifier.Core.Entries;
using Notifier.Entries;
using Notifier.Episodes;
using Notifier.Hosting;
using Notifier.Sources.Derived;
using Notifier.Storage;

namespace Notifier.Sources.Polling;

/// <summary>
/// One poll of one source: ask, commit what came, and last of all note how far it was read. Killed anywhere, the next poll asks
/// again and finds what is known already; two at once commit the same, and the one that notes second makes the next ask for all.
/// Where there is more, the one that notes first goes on: of several chains of polls one is left, and nobody asks twice for long.
/// </summary>
internal sealed partial class Poller(
    SourceStore sources, SourceKinds kinds, PollStore polls, ShardCommits commits, EntryCommits entries, DerivedSources derived, PollSurroundings around)
{
    public async Task PollAsync(string sourceId, CancellationToken cancellation)
    {
        // Deleted, or posted to, since the message was sent.
        if (await sources.FindAsync(sourceId, cancellation) is not { } stored || kinds.Find(stored.Definition.Kind) is not { } kind)
            return;
        var began = around.Time.GetUtcNow();
        var before = await polls.ReadAsync(sourceId, cancellation);
        var asking = Stopwatch.StartNew();
        var reading = await AskAsync(kind, stored.Definition, before.CursorFor(stored.ETag), cancellation);
        asking.Stop();
        // Asking takes its time; what an earlier definition brought is of other series, or in another unit.
        if (await sources.FindAsync(sourceId, cancellation) is var now && now?.ETag != stored.ETag)
        {
            Log.Changed(around.Log, sourceId);
            if (now is not null)
                await around.Queues.SendAsync(QueueName.Poll, QueueMessages.Poll(sourceId), cancellation);
            return;
        }

        if (reading.Failure is { } failure)
        {
            Log.Failed(around.Log, sourceId, failure.Reason.Word(), failure.Detail);
            await CommitAsync(before, reading, cancellation);
            // Half of what a source holds is no baseline: the other half would be news.
            if (reading.Entries.Count > 0 && before.LastGood is not null && before.Version == stored.ETag)
                await CommitAsync(stored, reading.Entries, cancellation);
            await NoteAsync(before.Failed(stored.ETag, reading, began), reading.More, cancellation);
            return;
        }

        await CommitAsync(before, reading, cancellation);
        if (kind.BringsEntriesBy(stored.Definition) && !reading.NotModified)
            await CommitAsync(stored, reading.Entries, cancellation);
        await NoteAsync(before.Succeeded(stored.ETag, reading, began, asking.Elapsed), reading.More, cancellation);
        Log.Polled(around.Log, sourceId, reading.NotModified, reading.Series.Sum(series => series.Observations.Count), reading.Entries.Count, reading.Skipped);
    }

    private async Task CommitAsync(StoredSource source, IReadOnlyList<Entry> read, CancellationToken cancellation)
    {
        var summary = await entries.CommitAsync(EntrySource.Polled(source.Definition, source.ETag), read, cancellation);
        if (summary.New > 0)
            await derived.FollowEntriesAsync(cancellation);
    }

    private async Task CommitAsync(PollRecord before, SourceReading reading, CancellationToken cancellation)
    {
        var ends = before.IsBehind && !reading.IsBehind;
        var summary = await commits.CommitAsync(before.Source, [.. reading.Series.Select(series => series with { IsBehind = reading.IsBehind, EndsHistory = ends })], cancellation);
        // Where there is more, all that follows is computed once, after the last of the polls.
        if (!reading.More && (ends || summary.Observations > 0))
            await derived.FollowAsync([.. reading.Series.Select(series => series.Series.Id)], cancellation);
    }

    private async Task<SourceReading> AskAsync(ISource kind, SourceDefinition definition, SourceCursor cursor, CancellationToken cancellation)
    {
        try
        {
            var (reading, leftOut) = FuturePeriods.Without(await kind.ReadAsync(definition, cursor, cancellation), cursor, around.Time.GetUtcNow());
            if (leftOut > 0)
                Log.LeftOut(around.Log, definition.Id, leftOut);
            if (reading.Unread is { } unread)
                Log.Unread(around.Log, definition.Id, unread);
            return reading;
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
        {
            // A stranger's document that an adapter trips over must not stop the queue; the health of the source says it.
            Log.Unreadable(around.Log, definition.Id, exception.GetType().Name);
            return SourceReading.Failed(cursor, new(SourceFailureReason.NotTheFormat, $"the answer could not be read ({exception.GetType().Name})"));
        }
    }

    /// <param name="more">The next poll is to follow at once.</param>
    private async Task NoteAsync(PollRecord after, bool more, CancellationToken cancellation)
    {
        if (await polls.WriteAsync(after, cancellation))
        {
            if (more)
                await around.Queues.SendAsync(QueueName.Poll, QueueMessages.Poll(after.Source), cancellation);
            return;
        }

        // The one that noted first goes on where there is more; it must not lose by what is written here.
        var other = await polls.ReadAsync(after.Source, cancellation);
        Log.Raced(around.Log, after.Source);
        // Lost again means that somebody else notes the same.
        if (other.Unsure() is var unsure && unsure != other)
            await polls.WriteAsync(unsure, cancellation);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "polled {Source}: not modified {NotModified}, {Observations} observations, {Entries} entries, {Skipped} rows without title and link left out")]
        public static partial void Polled(ILogger logger, string source, bool notModified, int observations, int entries, int skipped);

        [LoggerMessage(2, LogLevel.Warning, "poll of {Source} failed: {Reason}: {Detail}")]
        public static partial void Failed(ILogger logger, string source, string reason, string detail);

        [LoggerMessage(3, LogLevel.Error, "the adapter of {Source} could not read the answer: {Exception}")]
        public static partial void Unreadable(ILogger logger, string source, string exception);

        [LoggerMessage(4, LogLevel.Information, "{Source} was polled twice at once; the poll that was noted first goes on")]
        public static partial void Raced(ILogger logger, string source);

        [LoggerMessage(5, LogLevel.Information, "{Source} was changed or deleted while it was polled; what it answered is not used")]
        public static partial void Changed(ILogger logger, string source);

        [LoggerMessage(6, LogLevel.Warning, "{Source}: {Values} values are dated in the future and are left out")]
        public static partial void LeftOut(ILogger logger, string source, int values);

        [LoggerMessage(7, LogLevel.Warning, "{Source}: cannot read and leaves out {Unread}")]
        public static partial void Unread(ILogger logger, string source, string unread);
    }
}

/// <summary>What a poll needs beside its subject.</summary>
internal sealed record PollSurroundings(TimeProvider Time, QueueStore Queues, ILogger<Poller> Log);
