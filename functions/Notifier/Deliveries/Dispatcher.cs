using Microsoft.Extensions.Logging;
using Notifier.Core.Warnings;
using Notifier.Episodes;
using Notifier.Hosting;
using Notifier.Silences;
using Notifier.Storage;
using Notifier.Subscriptions;

namespace Notifier.Deliveries;

/// <summary>
/// Works off the queue <c>dispatch</c>: from an outbox row to deliveries.
/// <list type="number">
/// <item>The first message (shard −1) records the warnings, notes those that are muted under their mutes, notes the shards in use as
/// progress, and sends a message for each.</item>
/// <item>A shard's message makes its deliveries and strikes the shard off; the last one removes outbox row and progress.</item>
/// </list>
/// Any message may come twice or late, and a crash may come anywhere: the outbox row stands until all is done, and the sweep
/// starts it again.
/// </summary>
internal sealed partial class Dispatcher(
    TableStore tables, QueueStore queues, WarningStore warnings, Mutes mutes, UsedShards used, DispatchProgress progress, FanOut fanOut,
    ILogger<Dispatcher> log)
{
    private const int First = -1;

    /// <param name="message">From <see cref="QueueMessages.Dispatch"/>.</param>
    public Task HandleAsync(string message, CancellationToken cancellation)
    {
        var (partition, shard, outboxRow) = QueueMessages.ReadDispatch(message);
        return shard is >= First and < ShardMap.Shards && outboxRow.StartsWith(Outbox.Prefix, StringComparison.Ordinal)
            ? DispatchAsync(partition, shard, outboxRow, cancellation)
            : throw new FormatException("not an outbox row and a shard");
    }

    private async Task DispatchAsync(string partition, int shard, string outboxRow, CancellationToken cancellation)
    {
        var row = await tables.FindAsync(TableName.State, partition, outboxRow, cancellation);
        if (row is null)
            return;
        if (shard == First)
            await BeginAsync(partition, outboxRow, Outbox.Warnings(row), cancellation);
        else
            await TellAsync(partition, outboxRow, shard, Outbox.Warnings(row), cancellation);
    }

    private async Task BeginAsync(string partition, string outboxRow, IReadOnlyList<Warning> told, CancellationToken cancellation)
    {
        var muted = new List<string>();
        foreach (var warning in told)
        {
            if (await IsMutedAsync(partition, warning, cancellation))
                muted.Add(warning.Id);
        }

        var shards = muted.Count < told.Count ? await used.ReadAsync(cancellation) : ShardMap.Empty;
        var left = await progress.BeginAsync(partition, outboxRow, shards, muted, cancellation);
        foreach (var shard in left.All())
            await queues.SendAsync(QueueName.Dispatch, QueueMessages.Dispatch(partition, shard, outboxRow), cancellation);
        // Nobody subscribes, or all is muted: this message is the last one too.
        if (left.IsEmpty)
            await progress.FinishAsync(partition, outboxRow, 0, cancellation);
    }

    /// <summary>
    /// Records a warning with the verdict on it, which stands from then on; a muted one is noted under its mute before its outbox row
    /// can go. What is told at the end of a mute is asked no more.
    /// </summary>
    private async Task<bool> IsMutedAsync(string partition, Warning warning, CancellationToken cancellation)
    {
        var mute = partition == Unmuted.Partition ? null : await mutes.JudgeAsync(warning, cancellation);
        var stored = await warnings.RecordAsync(warning, mute, cancellation);
        if (stored is not { IsHeld: true, Mute: { } held })
        {
            Log.Recorded(log, warning.Id, warning.Rule, warning.Series, warning.Kind, warning.Severity);
            return false;
        }

        await mutes.NoteAsync(stored.Warning, held, cancellation);
        Log.Muted(log, warning.Id, warning.Rule, warning.Series, held.Kind, held.Id);
        return true;
    }

    private async Task TellAsync(string partition, string outboxRow, int shard, IReadOnlyList<Warning> told, CancellationToken cancellation)
    {
        if (await progress.ReadAsync(partition, outboxRow, cancellation) is not { } under || !under.Left.Contains(shard))
            return;
        foreach (var warning in told.Where(warning => !under.Muted.Contains(warning.Id)))
            await fanOut.RunAsync(warning, shard, cancellation);
        await progress.FinishAsync(partition, outboxRow, shard, cancellation);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Warning {Warning}: {Rule} on {Series} {Kind}, {Severity}")]
        public static partial void Recorded(ILogger logger, string warning, string rule, string series, Core.Episodes.TransitionKind kind, Severity severity);

        [LoggerMessage(Level = LogLevel.Information, Message = "Warning {Warning}: {Rule} on {Series} is held by the {Kind} {Mute}")]
        public static partial void Muted(ILogger logger, string warning, string rule, string series, string kind, string mute);
    }
}
