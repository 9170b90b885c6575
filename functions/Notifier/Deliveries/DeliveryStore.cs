using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Notifier.Core.Deliveries;
using Notifier.Hosting;
using Notifier.Storage;

namespace Notifier.Deliveries;

/// <summary>Table Deliveries, and the messages that move them. A delivery is stored before anybody hears of it.</summary>
/// <remarks>
/// The open row's <c>Due</c> is when the sweep looks at it: far away while a message or an attempt is under way, at the end of
/// a lease, at the time of a retry. So the sweep reads open rows only and never enqueues what is being done.
/// </remarks>
internal sealed class DeliveryStore(TableStore tables, QueueStore queues, TimeProvider time)
{
    /// <summary>Two rows a delivery, and a transaction holds 100.</summary>
    public const int Batch = 50;

    /// <summary>How long a message may take through the queue before the sweep sends another: far over the time a large fan-out needs to drain.</summary>
    public static readonly TimeSpan InQueue = TimeSpan.FromMinutes(10);

    /// <summary>A time this near is woken by a message of its own; the sweep is only behind it.</summary>
    private static readonly TimeSpan Near = TimeSpan.FromMinutes(1);

    private const int Senders = 8;

    internal const string Due = "Due";

    public async Task<Delivery?> FindAsync(int shard, string id, CancellationToken cancellation)
    {
        var row = await tables.FindAsync(TableName.Deliveries, DeliveryKeys.Partition(shard), DeliveryKeys.RecordRow(id), cancellation);
        return row is null ? null : Delivery.FromRow(row);
    }

    /// <summary>Inserts those that do not exist, then sends a message for each that waits for its first attempt.</summary>
    /// <param name="deliveries">Of one shard, at most <see cref="Batch"/>, each id once.</param>
    public async Task AddAsync(IReadOnlyList<Delivery> deliveries, CancellationToken cancellation)
    {
        var missing = deliveries;
        var waiting = new List<Delivery>();
        while (missing.Count > 0 && !await TryInsertAsync(missing, cancellation))
        {
            // Some are there: a fan-out that runs again, or a subscription that matches in two ways.
            var found = await Task.WhenAll(missing.Select(delivery => FindAsync(delivery.Shard, delivery.Id, cancellation)));
            waiting.AddRange(found.OfType<Delivery>().Where(delivery => delivery.State == DeliveryState.Pending));
            missing = [.. missing.Where((_, index) => found[index] is null)];
        }

        waiting.AddRange(missing);
        await Parallel.ForEachAsync(waiting, new ParallelOptions { MaxDegreeOfParallelism = Senders, CancellationToken = cancellation },
            async (delivery, stop) => await EnqueueAsync(delivery, stop));
    }

    /// <summary>Takes a delivery for one attempt.</summary>
    /// <returns>It as claimed, or null where somebody else was first.</returns>
    public async Task<Delivery?> ClaimAsync(Delivery delivery, DateTimeOffset leaseEnds, CancellationToken cancellation)
    {
        var claimed = delivery with { State = DeliveryState.Sending, Tries = delivery.Tries + 1, Due = null, Lease = leaseEnds };
        var etags = await TryTransactAsync([Replace(claimed), Look(claimed, leaseEnds)], cancellation);
        return etags is null ? null : claimed with { ETag = etags[0] };
    }

    /// <summary>Ends a delivery: its record and the end of its open row in one transaction.</summary>
    /// <returns>False where the lease was lost and somebody else has it now.</returns>
    public async Task<bool> EndAsync(Delivery delivery, DeliveryState final, CancellationToken cancellation)
    {
        var ended = delivery with { State = final, Due = null, Lease = null };
        List<TableTransactionAction> actions =
        [
            Replace(ended),
            new(TableTransactionActionType.Delete, new TableEntity(DeliveryKeys.Partition(delivery.Shard), DeliveryKeys.OpenRow(delivery.Id)), ETag.All),
        ];
        if (final == DeliveryState.Dead)
            actions.Add(new(TableTransactionActionType.UpsertReplace, new TableEntity(DeliveryKeys.Partition(delivery.Shard), DeliveryKeys.DeadRow(delivery.Id))));
        return await TryTransactAsync(actions, cancellation) is not null;
    }

    /// <summary>Puts a delivery off until <paramref name="due"/>.</summary>
    /// <returns>False where the lease was lost.</returns>
    public async Task<bool> WaitAsync(Delivery delivery, DateTimeOffset due, CancellationToken cancellation)
    {
        var waiting = delivery with { State = DeliveryState.Waiting, Due = due, Lease = null };
        var near = due - time.GetUtcNow() <= Near;
        if (await TryTransactAsync([Replace(waiting), Look(waiting, near ? due + Near : due)], cancellation) is null)
            return false;
        if (near)
            await EnqueueAsync(delivery, due, cancellation);
        return true;
    }

    /// <summary>
    /// For a message that came before its time, as it does where the clocks of two machines differ: sends another for that time.
    /// A time that is not near is left to the sweep: the message is a repeat, and kept ones would pile up.
    /// </summary>
    public Task PutBackAsync(Delivery delivery, DateTimeOffset until, CancellationToken cancellation) =>
        until - time.GetUtcNow() <= Near ? EnqueueAsync(delivery, until, cancellation) : Task.CompletedTask;

    /// <summary>Opens a dead letter again, with a schedule of its own.</summary>
    /// <returns>False where it is not dead (any more).</returns>
    public async Task<bool> ReopenAsync(Delivery delivery, CancellationToken cancellation)
    {
        if (delivery.State != DeliveryState.Dead)
            return false;
        var open = delivery with { State = DeliveryState.Pending, Tries = 0, Interruptions = 0 };
        var partition = DeliveryKeys.Partition(delivery.Shard);
        var done = await TryTransactAsync(
            [
                Replace(open),
                new(TableTransactionActionType.UpsertReplace, OpenRow(open)),
                new(TableTransactionActionType.Delete, new TableEntity(partition, DeliveryKeys.DeadRow(delivery.Id)), ETag.All),
            ],
            cancellation);
        if (done is null)
            return false;
        await EnqueueAsync(open, cancellation);
        return true;
    }

    public Task EnqueueAsync(Delivery delivery, CancellationToken cancellation) => queues.SendAsync(QueueName.Deliver, Message(delivery), cancellation);

    private Task EnqueueAsync(Delivery delivery, DateTimeOffset at, CancellationToken cancellation) =>
        queues.SendAsync(QueueName.Deliver, Message(delivery), at - time.GetUtcNow(), cancellation);

    private async Task<bool> TryInsertAsync(IReadOnlyList<Delivery> deliveries, CancellationToken cancellation)
    {
        List<TableTransactionAction> actions =
        [
            .. deliveries.Select(delivery => new TableTransactionAction(TableTransactionActionType.Add, delivery.ToRow())),
            .. deliveries.Select(delivery => new TableTransactionAction(TableTransactionActionType.Add, OpenRow(delivery))),
        ];
        try
        {
            await tables.TransactAsync(TableName.Deliveries, actions, cancellation);
            return true;
        }
        catch (RequestFailedException failure) when (failure.ErrorCode == TableErrorCode.EntityAlreadyExists)
        {
            return false;
        }
    }

    /// <returns>The ETags; null where an entity changed (412) or is gone (404): somebody else has moved the delivery.</returns>
    private async Task<IReadOnlyList<ETag>?> TryTransactAsync(IReadOnlyList<TableTransactionAction> actions, CancellationToken cancellation)
    {
        try
        {
            return await tables.TransactAsync(TableName.Deliveries, actions, cancellation);
        }
        catch (RequestFailedException failure) when (failure.Status is 404 or 412)
        {
            return null;
        }
    }

    private TableEntity OpenRow(Delivery delivery) =>
        new(DeliveryKeys.Partition(delivery.Shard), DeliveryKeys.OpenRow(delivery.Id)) { [Due] = time.GetUtcNow() + InQueue };

    private static TableTransactionAction Replace(Delivery delivery) => new(TableTransactionActionType.UpdateReplace, delivery.ToRow(), delivery.ETag);

    private static TableTransactionAction Look(Delivery delivery, DateTimeOffset due) => new(
        TableTransactionActionType.UpdateMerge,
        new TableEntity(DeliveryKeys.Partition(delivery.Shard), DeliveryKeys.OpenRow(delivery.Id)) { [Due] = due },
        ETag.All);

    private static string Message(Delivery delivery) => QueueMessages.Deliver(delivery.Shard, delivery.Id);
}
