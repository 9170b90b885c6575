using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Notifier.Core.Deliveries;
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

    internal const string Due = "Due";

    /// <summary>Of an open row: the subscription whose delivery waits for a next attempt; empty otherwise.</summary>
    internal const string WaitingFor = "Waiting";

    private readonly DeliverQueue _queue = new(queues, time);

    public async Task<Delivery?> FindAsync(int shard, string id, CancellationToken cancellation)
    {
        var row = await tables.FindAsync(TableName.Deliveries, DeliveryKeys.Partition(shard), DeliveryKeys.RecordRow(id), cancellation);
        return row is null ? null : Delivery.FromRow(row);
    }

    /// <returns>Those that exist, in the order of their ids.</returns>
    public async Task<IReadOnlyList<Delivery>> FindAsync(int shard, IEnumerable<string> ids, CancellationToken cancellation)
    {
        var rows = await tables.FindManyAsync(TableName.Deliveries, DeliveryKeys.Partition(shard), ids.Select(DeliveryKeys.RecordRow), cancellation);
        return [.. rows.Values.Select(Delivery.FromRow).OrderBy(delivery => delivery.Id, StringComparer.Ordinal)];
    }

    /// <summary>
    /// Inserts those that do not exist, then sends messages for all that wait for their first attempt. A crash between the two is
    /// made good by adding again, or by the sweep.
    /// </summary>
    /// <param name="deliveries">Of one shard, each id once; any number, but as few as memory shall hold.</param>
    public async Task AddAsync(IReadOnlyList<Delivery> deliveries, CancellationToken cancellation)
    {
        var waiting = new List<Delivery>(deliveries.Count);
        foreach (var batch in deliveries.Chunk(Batch))
            waiting.AddRange(await InsertAsync(batch, cancellation));
        await _queue.SendAsync(waiting, cancellation);
    }

    /// <summary>Takes a delivery for one attempt.</summary>
    /// <returns>It as claimed, or null where somebody else was first.</returns>
    public async Task<Delivery?> ClaimAsync(Delivery delivery, DateTimeOffset leaseEnds, CancellationToken cancellation) =>
        (await ClaimAsync([delivery], leaseEnds, cancellation)).SingleOrDefault();

    /// <summary>Takes deliveries for one attempt each.</summary>
    /// <param name="deliveries">Of one shard.</param>
    /// <returns>As claimed; those are missing to which somebody else was first.</returns>
    public async Task<IReadOnlyList<Delivery>> ClaimAsync(IReadOnlyList<Delivery> deliveries, DateTimeOffset leaseEnds, CancellationToken cancellation)
    {
        var claimed = deliveries
            .Select(delivery => delivery with { State = DeliveryState.Sending, Tries = delivery.Tries + 1, Due = null, Lease = leaseEnds })
            .ToList();
        var etags = await tables.ChangeAsync(TableName.Deliveries, [.. claimed.Select(delivery => (IReadOnlyList<TableTransactionAction>)[Replace(delivery), Look(delivery, leaseEnds)])], cancellation);
        return [.. claimed.Zip(etags).Where(pair => pair.Second is not null).Select(pair => pair.First with { ETag = pair.Second![0] })];
    }

    /// <summary>
    /// Ends deliveries or puts them off: the record and its open row in one transaction, for as many as fit at once. One that is put
    /// off for a short time only gets a message for it.
    /// </summary>
    /// <param name="settled">Of one shard.</param>
    /// <returns>Those whose lease was lost, so that somebody else has them now.</returns>
    public async Task<IReadOnlyList<Delivery>> SettleAsync(IReadOnlyList<Delivery> settled, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var done = await tables.ChangeAsync(TableName.Deliveries, [.. settled.Select(delivery => Settling(delivery, now))], cancellation);
        var near = settled.Where((delivery, index) => done[index] is not null && delivery.State == DeliveryState.Waiting && IsNear(delivery.Due!.Value, now));
        await SendAtAsync(near.Select(delivery => (delivery, delivery.Due!.Value)), cancellation);
        return [.. settled.Where((_, index) => done[index] is null)];
    }

    /// <summary>
    /// For messages that came before their time, as they do where the clocks of two machines differ: sends others for that time.
    /// A time that is not near is left to the sweep: the message is a repeat, and kept ones would pile up.
    /// </summary>
    public Task PutBackAsync(IEnumerable<(Delivery Delivery, DateTimeOffset Until)> early, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        return SendAtAsync(early.Where(one => IsNear(one.Until, now)), cancellation);
    }

    /// <summary>Opens a dead letter again, with a schedule of its own.</summary>
    /// <returns>False where it is not dead (any more).</returns>
    public async Task<bool> ReopenAsync(Delivery delivery, CancellationToken cancellation)
    {
        return await ReopenAsync([delivery], cancellation) == 1;
    }

    /// <param name="deliveries">Of one shard; what is not dead is left as it is.</param>
    /// <returns>How many were dead until now.</returns>
    public async Task<int> ReopenAsync(IReadOnlyList<Delivery> deliveries, CancellationToken cancellation)
    {
        // What may have been received already may be sent once more, and is still marked.
        var open = deliveries.Where(delivery => delivery.State == DeliveryState.Dead)
            .Select(delivery => delivery with { State = DeliveryState.Pending, Tries = 0, Interruptions = 0, Doubts = Math.Min(delivery.Doubts, 1) })
            .ToList();
        var done = await tables.ChangeAsync(TableName.Deliveries, [.. open.Select(Reopening)], cancellation);
        var reopened = open.Where((_, index) => done[index] is not null).ToList();
        await _queue.SendAsync(reopened, cancellation);
        return reopened.Count;
    }

    /// <summary>
    /// Ends as sent what its service says it has, though nobody recorded the answer: an attempt that was interrupted, one that waits
    /// for this, or one that was given up without it.
    /// </summary>
    /// <returns>False where there was no doubt, or no such delivery.</returns>
    public async Task<bool> ProveAsync(DeliveryAddress address, CancellationToken cancellation)
    {
        while (await FindAsync(address.Shard, address.Id, cancellation) is { } delivery
            && (delivery.State == DeliveryState.Sending || (delivery.Doubts > 0 && delivery.State is DeliveryState.Waiting or DeliveryState.Dead)))
        {
            var sent = delivery with
            {
                State = DeliveryState.Sent,
                Due = null,
                Lease = null,
                Log = delivery.Attempts.With(new(delivery.Tries, time.GetUtcNow(), AttemptResult.Sent, AttemptReason.Accepted, null, 0)),
            };
            var mark = delivery.State == DeliveryState.Dead ? DeliveryKeys.DeadRow(delivery.Id) : DeliveryKeys.OpenRow(delivery.Id);
            IReadOnlyList<TableTransactionAction> proof = [Replace(sent), new(TableTransactionActionType.Delete, Key(mark, delivery.Shard), ETag.All)];
            if ((await tables.ChangeAsync(TableName.Deliveries, [proof], cancellation))[0] is not null)
                return true;
        }

        return false;
    }

    /// <summary>Adds a summary and ends what it tells as summarised, whole or not at all.</summary>
    /// <param name="told">Open deliveries of the same subscription, at most 49.</param>
    /// <returns>The summary, to be claimed at once; the sweep finds it where that does not happen. Null where one of them has moved.</returns>
    public async Task<Delivery?> SummariseAsync(Delivery summary, IReadOnlyList<Delivery> told, DateTimeOffset now, CancellationToken cancellation)
    {
        List<TableTransactionAction> actions =
        [
            new(TableTransactionActionType.Add, summary.ToRow()),
            new(TableTransactionActionType.Add, OpenRow(summary, now)),
            .. told.SelectMany(delivery => Ending(delivery with { State = DeliveryState.Summarised, Summary = summary.Id, Due = null, Lease = null })),
        ];
        return (await tables.ChangeAsync(TableName.Deliveries, [actions], cancellation))[0] is { } etags ? summary with { ETag = etags[0] } : null;
    }

    public Task EnqueueAsync(Delivery delivery, CancellationToken cancellation) => EnqueueAsync([delivery], cancellation);

    /// <param name="deliveries">Of one shard; any number.</param>
    public Task EnqueueAsync(IReadOnlyCollection<Delivery> deliveries, CancellationToken cancellation) => _queue.SendAsync(deliveries, cancellation);

    /// <returns>Those that wait for their first attempt, inserted now or by an earlier run.</returns>
    private async Task<IReadOnlyList<Delivery>> InsertAsync(IReadOnlyList<Delivery> deliveries, CancellationToken cancellation)
    {
        var missing = deliveries;
        var waiting = new List<Delivery>();
        while (missing.Count > 0 && !await TryInsertAsync(missing, cancellation))
        {
            // Some are there: a fan-out that runs again, or a subscription that matches in two ways.
            var found = (await FindAsync(missing[0].Shard, missing.Select(delivery => delivery.Id), cancellation)).ToDictionary(delivery => delivery.Id);
            waiting.AddRange(found.Values.Where(delivery => delivery.State == DeliveryState.Pending));
            missing = [.. missing.Where(delivery => !found.ContainsKey(delivery.Id))];
        }

        return [.. waiting, .. missing];
    }

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

    /// <summary>One message for all that come in the same second, because the queue knows whole seconds only.</summary>
    private async Task SendAtAsync(IEnumerable<(Delivery Delivery, DateTimeOffset At)> deliveries, CancellationToken cancellation)
    {
        foreach (var second in deliveries.GroupBy(one => one.At.ToUnixTimeSeconds(), one => one))
            await _queue.SendAsync([.. second.Select(one => one.Delivery)], second.Max(one => one.At), cancellation);
    }

    private static IReadOnlyList<TableTransactionAction> Settling(Delivery delivery, DateTimeOffset now) => delivery.State switch
    {
        DeliveryState.Waiting => [Replace(delivery), Look(delivery, IsNear(delivery.Due!.Value, now) ? delivery.Due.Value + Near : delivery.Due.Value)],
        DeliveryState.Dead => [.. Ending(delivery), new(TableTransactionActionType.UpsertReplace, Key(DeliveryKeys.DeadRow(delivery.Id), delivery.Shard))],
        _ => Ending(delivery),
    };

    private static IReadOnlyList<TableTransactionAction> Ending(Delivery delivery) =>
        [Replace(delivery), new(TableTransactionActionType.Delete, Key(DeliveryKeys.OpenRow(delivery.Id), delivery.Shard), ETag.All)];

    private IReadOnlyList<TableTransactionAction> Reopening(Delivery open) =>
    [
        Replace(open),
        new(TableTransactionActionType.UpsertReplace, OpenRow(open)),
        new(TableTransactionActionType.Delete, Key(DeliveryKeys.DeadRow(open.Id), open.Shard), ETag.All),
    ];

    private static bool IsNear(DateTimeOffset due, DateTimeOffset now) => due - now <= Near;

    private TableEntity OpenRow(Delivery delivery) => OpenRow(delivery, time.GetUtcNow() + InQueue);

    internal static TableEntity OpenRow(Delivery delivery, DateTimeOffset due)
    {
        var row = Key(DeliveryKeys.OpenRow(delivery.Id), delivery.Shard);
        row[Due] = due;
        row[nameof(Delivery.Channel)] = delivery.Channel?.ToString();
        row[WaitingFor] = delivery.State == DeliveryState.Waiting ? delivery.Subscription : "";
        return row;
    }

    private static TableEntity Key(string row, int shard) => new(DeliveryKeys.Partition(shard), row);

    private static TableTransactionAction Replace(Delivery delivery) => new(TableTransactionActionType.UpdateReplace, delivery.ToRow(), delivery.ETag);

    private static TableTransactionAction Look(Delivery delivery, DateTimeOffset due) => new(TableTransactionActionType.UpdateMerge, OpenRow(delivery, due), ETag.All);
}
