using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;
using Notifier.Hosting;
using Notifier.Storage;
using Notifier.Subscriptions;

namespace Notifier.Deliveries;

/// <summary>
/// Sends a message for each delivery that nobody is at: a retry whose time has come, a lease that ended, a message that was
/// lost. Reads open rows of used shards only; a row it has sent a message for, it leaves alone for as long as a queue may take.
/// </summary>
internal sealed partial class DeliverySweep(TableStore tables, QueueStore queues, UsedShards used, TimeProvider time, ILogger<DeliverySweep> log)
{
    /// <summary>In one run: the next run goes on, so that a sweep never floods the queue that it serves.</summary>
    public const int Most = 2_000;

    private const int AtOnce = 8;

    /// <returns>How many messages were sent.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var sent = 0;
        var shards = (await used.ReadAsync(cancellation)).All();
        await Parallel.ForEachAsync(shards, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation }, async (shard, stop) =>
        {
            await foreach (var row in DueAsync(shard, now, stop))
            {
                if (Interlocked.Increment(ref sent) > Most)
                    return;
                await WakeAsync(shard, row, now, stop);
            }
        });
        sent = Math.Min(sent, Most);
        if (sent > 0)
            Log.Woke(log, sent);
        return sent;
    }

    private AsyncPageable<TableEntity> DueAsync(int shard, DateTimeOffset now, CancellationToken cancellation)
    {
        var (partition, from, to) = (DeliveryKeys.Partition(shard), DeliveryKeys.Open, DeliveryKeys.EndOf(DeliveryKeys.Open));
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {from} and RowKey lt {to} and Due le {now}");
        return tables.Table(TableName.Deliveries).QueryAsync<TableEntity>(filter, select: ["PartitionKey", "RowKey"], cancellationToken: cancellation);
    }

    /// <summary>The message first, then the note that it was sent: the other order loses the delivery in a crash between the two.</summary>
    private async Task WakeAsync(int shard, TableEntity row, DateTimeOffset now, CancellationToken cancellation)
    {
        await queues.SendAsync(QueueName.Deliver, QueueMessages.Deliver(shard, DeliveryKeys.IdOf(row.RowKey)), cancellation);
        var noted = new TableEntity(row.PartitionKey, row.RowKey) { [DeliveryStore.Due] = now + DeliveryStore.InQueue };
        try
        {
            await tables.Table(TableName.Deliveries).UpdateEntityAsync(noted, row.ETag, TableUpdateMode.Merge, cancellation);
        }
        catch (RequestFailedException failure) when (failure.Status is 404 or 412)
        {
            // Claimed or ended since it was read.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Sweep: {Count} deliveries sent to the queue again")]
        public static partial void Woke(ILogger logger, int count);
    }
}
