using Azure;
using Azure.Data.Tables;
using Notifier.Core.Episodes;
using Notifier.Core.Observations;
using Notifier.Core.Rules;
using Notifier.Hosting;
using Notifier.Rules;
using Notifier.Storage;

namespace Notifier.Episodes;

/// <summary>
/// Finds in table State what nobody is at: outbox rows whose dispatch message was lost, shards that have not seen the present
/// rules, ticks and reminders that are due, episodes of series that left. Idle, it costs one range query per source, and where
/// anything fires a read of the source.
/// </summary>
internal sealed class StateSweep(TableStore tables, QueueStore queues, RuleStore rules, ShardIndex shards, EvaluateQueue evaluate, SourceZones zones, LeftSeries left, TimeProvider clock)
{
    /// <summary>A dispatch is begun well within this time, unless its message was lost.</summary>
    public static readonly TimeSpan Stuck = TimeSpan.FromMinutes(2);

    // A large fan-out takes longer than that; asking again too soon would flood the queue that it waits in.
    private static readonly TimeSpan StuckAgain = TimeSpan.FromMinutes(10);

    private const string Swept = "swept";

    public async Task RunAsync(CancellationToken cancellation)
    {
        var known = await rules.ReadAsync(cancellation);
        await foreach (var source in shards.KeptAsync(cancellation))
            await SweepAsync(source, known, cancellation);
    }

    private async Task SweepAsync(KeptSource source, RuleSet known, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        Period? wall = null;
        ShardCursor? cursor = null;
        var (open, waiting) = (new List<(ShardCursor Shard, string Series)>(), false);
        await foreach (var row in RowsAsync(source.Id, cancellation))
        {
            if (row.RowKey.StartsWith(StateKeys.SeriesPrefix, StringComparison.Ordinal))
            {
                // The cursor comes first in its partition.
                open.Add((cursor!, StateKeys.SeriesId(row.RowKey)));
                continue;
            }

            if (row.RowKey != StateKeys.Cursor)
            {
                waiting = true;
                await SweepOutboxAsync(row, now, cancellation);
                continue;
            }

            cursor = ShardCursor.Read(row);
            var ticking = known.Rules.Select(stored => stored.Rule).Where(rule => rule.ChangesWithTime && cursor.Series.Any(rule.AppliesTo)).ToList();
            if (ticking.Count > 0)
                wall ??= await zones.WallTimeAsync(source.Id, now, cancellation);
            if (wall is { } time && IsTickDue(cursor, ticking, time))
                await evaluate.SendAsync(cursor, time, cancellation);
            else if (cursor.Rules < known.Number || cursor.Remind <= now || Dependants.IsDue(cursor, known, now))
                await evaluate.SendAsync(cursor, tick: null, cancellation);
        }

        await left.SweepAsync(source, open, waiting, cancellation);
    }

    private static bool IsTickDue(ShardCursor cursor, List<Rule> ticking, Period wall) =>
        (cursor.Ticked ?? cursor.Newest) is { } since && ticking.Exists(rule => TickSchedule.Between(rule, since, wall).Any());

    /// <summary>The message first, then the note that it was sent: the other order loses it in a crash between the two.</summary>
    private async Task SweepOutboxAsync(TableEntity row, DateTimeOffset now, CancellationToken cancellation)
    {
        var due = row.GetDateTimeOffset(Swept) is { } swept ? swept + StuckAgain : row.GetDateTimeOffset(Outbox.Recorded) + Stuck;
        if (due > now)
            return;
        await queues.SendAsync(QueueName.Dispatch, QueueMessages.Dispatch(row.PartitionKey, -1, row.RowKey), cancellation);
        try
        {
            var note = new TableEntity(row.PartitionKey, row.RowKey) { [Swept] = now };
            await tables.Table(TableName.State).UpdateEntityAsync(note, row.ETag, TableUpdateMode.Merge, cancellation);
        }
        catch (RequestFailedException gone) when (gone.Status is 404 or 412)
        {
            // Its dispatch ended since it was read.
        }
    }

    private AsyncPageable<TableEntity> RowsAsync(string source, CancellationToken cancellation)
    {
        var (from, shardsTo, to, cursor) = (StateKeys.From(source), StateKeys.ShardsTo(source), StateKeys.To(source), StateKeys.Cursor);
        var (outbox, afterOutbox) = (Outbox.Prefix, StateKeys.After(Outbox.Prefix));
        var (series, afterSeries) = (StateKeys.SeriesPrefix, StateKeys.After(StateKeys.SeriesPrefix));
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey ge {from} and PartitionKey lt {to} and ((RowKey ge {outbox} and RowKey lt {afterOutbox}) or (PartitionKey lt {shardsTo} and (RowKey eq {cursor} or (RowKey ge {series} and RowKey lt {afterSeries} and open gt 0))))");
        return tables.Table(TableName.State).QueryAsync<TableEntity>(filter, select: [.. ShardCursor.Columns, Outbox.Recorded, Swept], cancellationToken: cancellation);
    }
}
