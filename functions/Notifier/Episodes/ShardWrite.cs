using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;
using Notifier.Core.Observations.Quality;
using Notifier.Hosting;
using Notifier.Observations;
using Notifier.Storage;

namespace Notifier.Episodes;

/// <summary>
/// Stores what a shard's run brought:
/// <list type="number">
/// <item>observations, which may be written again;</item>
/// <item>cursor (by its ETag), series rows and outbox rows in one transaction, whole or nothing;</item>
/// <item>a <c>dispatch</c> message for each outbox row; one that is lost is sent by the sweep.</item>
/// </list>
/// </summary>
internal sealed partial class ShardWrite(TableStore tables, ObservationStore observations, QueueStore queues, TimeProvider clock, ILogger<ShardWrite> logger)
{
    private const int SeriesAtOnce = 8;

    /// <param name="after">The cursor as it will be when all steps are stored, save for its commit number and series.</param>
    /// <returns>The steps that were stored, and whether these are all: not where somebody else's commit came first.</returns>
    public async Task<(IReadOnlyList<SeriesStep> Stored, bool Whole)> WriteAsync(ShardCursor before, ShardCursor after, IReadOnlyList<SeriesStep> steps, CancellationToken cancellation)
    {
        await Parallel.ForEachAsync(
            steps.Where(step => step.Commit.Changed.Count + step.Commit.Found.Count > 0),
            new ParallelOptions { MaxDegreeOfParallelism = SeriesAtOnce, CancellationToken = cancellation },
            async (step, token) => await WriteAsync(step, token));
        var (cursor, stored) = (before, new List<SeriesStep>());
        var parts = TransactionParts.Of(steps, step => Rows(before, step, before.Commit)).ToList();
        for (var part = 0; part < parts.Count; part++)
        {
            var series = cursor.Series.Union(parts[part].Select(step => step.Id)).ToList();
            // Rules and ticks count as done only with the last part.
            var next = (part == parts.Count - 1 ? after : cursor) with { Commit = cursor.Commit + 1, Series = series, ETag = cursor.ETag };
            if (await TransactAsync(next, parts[part], cancellation) is not { } etag)
                return (stored, false);
            stored.AddRange(parts[part]);
            await DispatchAsync(next, parts[part], cancellation);
            cursor = next with { ETag = etag };
        }

        return (stored, true);
    }

    private async Task WriteAsync(SeriesStep step, CancellationToken cancellation)
    {
        await observations.WriteAsync(step.Id, step.Commit.Changed, step.Notes, step.Commit.Rolls, cancellation);
        foreach (var suspect in step.Commit.Found)
        {
            Log.PutAside(logger, step.Id, suspect.Period.ToString(), suspect.Kind.Word(), suspect.Detail);
            await observations.WriteSuspectAsync(step.Id, suspect, cancellation);
        }

        await observations.RemoveAsync(step.Id, step.Commit.Outvoted, cancellation);
    }

    private async Task<ETag?> TransactAsync(ShardCursor cursor, IReadOnlyList<SeriesStep> steps, CancellationToken cancellation)
    {
        try
        {
            var etags = await tables.TransactAsync(
                TableName.State,
                [cursor.Write(), .. steps.SelectMany(step => Rows(cursor, step, cursor.Commit))],
                cancellation);
            return etags[0];
        }
        catch (RequestFailedException failure) when (OwnWrite.MayHaveLanded(failure))
        {
            return null;
        }
    }

    private IEnumerable<TableTransactionAction> Rows(ShardCursor cursor, SeriesStep step, long commit)
    {
        // The cursor's ETag guards the whole shard, so that the row needs none of its own.
        yield return new(TableTransactionActionType.UpsertReplace, step.Row);
        if (step.Commit.Warnings.Count > 0)
            yield return new(TableTransactionActionType.Add, Outbox.Row(cursor.Partition, step.Id, commit, step.Commit.Warnings, clock.GetUtcNow()));
    }

    private async Task DispatchAsync(ShardCursor cursor, IReadOnlyList<SeriesStep> steps, CancellationToken cancellation)
    {
        foreach (var step in steps.Where(step => step.Commit.Warnings.Count > 0))
        {
            try
            {
                var row = StateKeys.Outbox(step.Id, cursor.Commit);
                await queues.SendAsync(QueueName.Dispatch, QueueMessages.Dispatch(cursor.Partition, -1, row), cancellation);
            }
            catch (Exception failure) when (failure is RequestFailedException or AggregateException)
            {
                Log.NotSent(logger, cursor.Partition, failure);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Series {Series}: the value for {Period} is put aside ({Kind}): {Detail}")]
        public static partial void PutAside(ILogger logger, string series, string period, string kind, string detail);

        [LoggerMessage(Level = LogLevel.Warning, Message = "No dispatch message for shard {Partition}: the outbox row stands, and the sweep sends one")]
        public static partial void NotSent(ILogger logger, string partition, Exception failure);
    }
}
