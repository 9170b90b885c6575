using Microsoft.Extensions.Logging;
using Notifier.Core.Warnings;
using Notifier.Episodes;
using Notifier.Hosting;
using Notifier.Storage;
using Notifier.Subscriptions;

namespace Notifier.Deliveries;

/// <summary>
/// Works off the queue <c>dispatch</c>: from an outbox row to deliveries.
/// <list type="number">
/// <item>The first message (shard −1) records the warnings, notes the shards in use as progress, and sends a message for each.</item>
/// <item>A shard's message makes its deliveries and strikes the shard off; the last one removes outbox row and progress.</item>
/// </list>
/// Any message may come twice or late, and a crash may come anywhere: the outbox row stands until all is done, and the sweep
/// starts it again.
/// </summary>
internal sealed partial class Dispatcher(
    TableStore tables, QueueStore queues, WarningStore warnings, UsedShards used, DispatchProgress progress, FanOut fanOut,
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
        foreach (var warning in told)
        {
            await warnings.RecordAsync(warning, cancellation);
            Log.Recorded(log, warning.Id, warning.Rule, warning.Series, warning.Kind, warning.Severity);
        }

        var left = await progress.BeginAsync(partition, outboxRow, await used.ReadAsync(cancellation), cancellation);
        foreach (var shard in left.All())
            await queues.SendAsync(QueueName.Dispatch, QueueMessages.Dispatch(partition, shard, outboxRow), cancellation);
        // Nobody subscribes: this message is the last one too.
        if (left.IsEmpty)
            await progress.FinishAsync(partition, outboxRow, 0, cancellation);
    }

    private async Task TellAsync(string partition, string outboxRow, int shard, IReadOnlyList<Warning> told, CancellationToken cancellation)
    {
        if (await progress.ReadAsync(partition, outboxRow, cancellation) is not { } left || !left.Contains(shard))
            return;
        foreach (var warning in told)
            await fanOut.RunAsync(warning, shard, cancellation);
        await progress.FinishAsync(partition, outboxRow, shard, cancellation);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Warning {Warning}: {Rule} on {Series} {Kind}, {Severity}")]
        public static partial void Recorded(ILogger logger, string warning, string rule, string series, Core.Episodes.TransitionKind kind, Severity severity);
    }
}
