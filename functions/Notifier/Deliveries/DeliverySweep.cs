using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;
using Notifier.Core.Subscriptions;
using Notifier.Deliveries.Holds;
using Notifier.Hosting;
using Notifier.Storage;
using Notifier.Subscriptions;

namespace Notifier.Deliveries;

/// <summary>
/// Sends messages for the deliveries that nobody is at: a retry whose time has come, a lease that ended, a message that was
/// lost. Reads open rows of used shards only; a row it has sent a message for, it leaves alone for as long as a queue may take.
/// </summary>
internal sealed partial class DeliverySweep(TableStore tables, QueueStore queues, UsedShards used, TimeProvider time, ILogger<DeliverySweep> log)
{
    /// <summary>In one run: the next run goes on, so that a sweep never floods the queue that it serves.</summary>
    public const int Most = 10_000;

    private const int AtOnce = 8;
    private const int Together = 1_000;

    private readonly DeliverQueue _queue = new(queues, time);

    public Task<int> RunAsync(CancellationToken cancellation) => RunAsync(Most, cancellation);

    /// <returns>How many deliveries were named in messages.</returns>
    internal async Task<int> RunAsync(int most, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var left = most;
        var shards = (await used.ReadAsync(cancellation)).All();
        await Parallel.ForEachAsync(shards, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation }, async (shard, stop) =>
        {
            var (due, held) = (new List<TableEntity>(), false);
            await foreach (var row in DueAsync(shard, now, stop))
            {
                if (row.RowKey.StartsWith(HoldKeys.Prefix, StringComparison.Ordinal))
                {
                    held = true;
                    continue;
                }

                if (Interlocked.Decrement(ref left) < 0)
                    break;
                due.Add(row);
                if (due.Count == Together)
                    await WakeAsync(shard, due, now, stop);
            }

            await WakeAsync(shard, due, now, stop);
            if (held)
                await queues.SendAsync(QueueName.Deliver, QueueMessages.Release(shard), stop);
        });
        var sent = most - Math.Max(left, 0);
        if (sent > 0)
            Log.Woke(log, sent);
        return sent;
    }

    /// <summary>Open deliveries, and the holds before them in one query: nothing else between the two has a time.</summary>
    private AsyncPageable<TableEntity> DueAsync(int shard, DateTimeOffset now, CancellationToken cancellation)
    {
        var (partition, from, to) = (DeliveryKeys.Partition(shard), HoldKeys.Prefix, DeliveryKeys.EndOf(DeliveryKeys.Open));
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {from} and RowKey lt {to} and Due le {now}");
        return tables.Table(TableName.Deliveries).QueryAsync<TableEntity>(filter, select: ["PartitionKey", "RowKey", nameof(Delivery.Channel)], cancellationToken: cancellation);
    }

    /// <summary>The messages first, then the notes that they were sent: the other order loses deliveries in a crash between the two.</summary>
    private async Task WakeAsync(int shard, List<TableEntity> due, DateTimeOffset now, CancellationToken cancellation)
    {
        if (due.Count == 0)
            return;
        await _queue.SendAsync(due.Select(row => (shard, DeliveryKeys.IdOf(row.RowKey), ChannelOf(row))), TimeSpan.Zero, cancellation);
        // One that was claimed or ended since it was read stays as it is.
        await tables.ChangeAsync(TableName.Deliveries, [.. due.Select(row => Noted(row, now))], cancellation);
        due.Clear();
    }

    private static IReadOnlyList<TableTransactionAction> Noted(TableEntity row, DateTimeOffset now) =>
    [
        new(TableTransactionActionType.UpdateMerge, new TableEntity(row.PartitionKey, row.RowKey) { [DeliveryStore.Due] = now + DeliveryStore.InQueue }, row.ETag),
    ];

    private static ChannelType? ChannelOf(TableEntity row) => row.GetString(nameof(Delivery.Channel)) is { } channel ? Enum.Parse<ChannelType>(channel) : null;

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Sweep: {Count} deliveries sent to the queue again")]
        public static partial void Woke(ILogger logger, int count);
    }
}
