using System.Diagnostics;
using Azure;
using Microsoft.Extensions.Logging;
using Notifier.Core.Deliveries;

namespace Notifier.Deliveries;

/// <summary>
/// Makes the attempts of one message: claims them, asks the channels, has the results recorded. What goes in one request is
/// claimed together right before it; what goes alone does so without waiting for the others, and those that come to the same
/// point at the same time share a storage transaction.
/// </summary>
internal sealed partial class Attempts(DeliveryStore deliveries, AttemptResults results, HostPermits hosts, TimeProvider time, ILogger<Attempts> log)
{
    /// <summary>Of one message: a mailbox of this machine takes as many mails at once, and so many transactions of fifty are open.</summary>
    private const int AtOnce = 16;

    private const int BatchesAtOnce = 4;

    /// <summary>By a defect of a channel: whether it had sent, nobody knows.</summary>
    private static readonly AttemptOutcome Broken = AttemptOutcome.Transient(AttemptReason.Interrupted) with { Unanswered = true };

    public async Task MakeAsync(IReadOnlyList<PreparedAttempt> prepared, CancellationToken cancellation)
    {
        var batches = prepared.Where(one => one.Batch is not null).GroupBy(one => one.Batch!.Value)
            .SelectMany(group => group.Chunk(Math.Max(1, group.Key.Channel.LargestBatch)).Select(batch => (group.Key.Channel, Batch: batch)));
        var singles = prepared.Where(one => one.Batch is null).ToList();
        // Awaited together, so that a failure of storage in one does not leave the others unwatched.
        await Task.WhenAll(
            InParallelAsync(batches, BatchesAtOnce, batch => MakeBatchAsync(batch.Channel, batch.Batch, cancellation)),
            MakeSinglesAsync(singles, cancellation));
    }

    private async Task MakeBatchAsync(IBatchChannel channel, PreparedAttempt[] batch, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var claimed = (await deliveries.ClaimAsync([.. batch.Select(one => one.Delivery)], now + Deliverer.Lease, cancellation)).ToDictionary(delivery => delivery.Id);
        var mine = batch.Where(one => claimed.ContainsKey(one.Delivery.Id)).Select(one => one with { Delivery = claimed[one.Delivery.Id] }).ToList();
        if (mine.Count == 0)
            return;
        var started = Stopwatch.GetTimestamp();
        var outcomes = await TryBatchAsync(channel, mine, cancellation);
        var took = Took(started);
        await results.RecordAsync([.. mine.Zip(outcomes, (one, outcome) => new MadeAttempt(one, outcome, now, took))], cancellation);
    }

    private async Task<IReadOnlyList<AttemptOutcome>> TryBatchAsync(IBatchChannel channel, List<PreparedAttempt> batch, CancellationToken cancellation)
    {
        try
        {
            var outcomes = await channel.SendAsync([.. batch.Select(one => one.Message!)], cancellation);
            return outcomes.Count == batch.Count ? outcomes : throw new InvalidOperationException("a batch has an outcome for each message");
        }
        catch (Exception failure) when (IsOfChannel(failure, cancellation))
        {
            Log.Broke(log, batch[0].Delivery.Id, failure.GetType().Name);
            return [.. batch.Select(_ => Broken)];
        }
    }

    private async Task MakeSinglesAsync(List<PreparedAttempt> singles, CancellationToken cancellation)
    {
        var claims = new Gathered<Delivery, Delivery?>(DeliveryStore.Batch, async some =>
        {
            var claimed = (await deliveries.ClaimAsync(some, time.GetUtcNow() + Deliverer.Lease, cancellation)).ToDictionary(delivery => delivery.Id);
            return [.. some.Select(delivery => claimed.GetValueOrDefault(delivery.Id))];
        });
        var records = new Gathered<MadeAttempt, bool>(DeliveryStore.Batch, async some =>
        {
            await results.RecordAsync(some, cancellation);
            return [.. some.Select(_ => true)];
        });
        var crowded = new Gathered<Delivery, bool>(DeliveryStore.Batch, async some =>
        {
            await deliveries.SettleAsync(some, cancellation);
            return [.. some.Select(_ => true)];
        });
        await InParallelAsync(singles, AtOnce, async one =>
        {
            using var permit = one.Host is { } host ? await hosts.TakeAsync(host, cancellation) : null;
            if (one.Host is null || permit is not null)
                await MakeSingleAsync(one, claims, records, cancellation);
            else
                await crowded.WriteAsync(PutBack(one));
        });
    }

    /// <summary>Its host is busy: no attempt was made, and none is counted.</summary>
    private Delivery PutBack(PreparedAttempt crowded) => crowded.Delivery with
    {
        State = DeliveryState.Waiting,
        Due = hosts.NextTurn(crowded.Host!, crowded.Delivery.Id, time.GetUtcNow()),
        Lease = null,
    };

    private async Task MakeSingleAsync(
        PreparedAttempt prepared, Gathered<Delivery, Delivery?> claims, Gathered<MadeAttempt, bool> records, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (await claims.WriteAsync(prepared.Delivery) is not { } claimed)
            return;
        var started = Stopwatch.GetTimestamp();
        var outcome = prepared.Refusal ?? await TryAsync(prepared.Channel!, prepared.Message!, cancellation);
        await records.WriteAsync(new MadeAttempt(prepared with { Delivery = claimed }, outcome, now, Took(started)));
    }

    private async Task<AttemptOutcome> TryAsync(IChannel channel, ChannelMessage message, CancellationToken cancellation)
    {
        try
        {
            return await channel.SendAsync(message, cancellation);
        }
        catch (Exception failure) when (IsOfChannel(failure, cancellation))
        {
            Log.Broke(log, message.DeliveryId, failure.GetType().Name);
            return Broken;
        }
    }

    /// <summary>A defect of one channel must not stop the other deliveries; its message may hold a stranger's text, so only its type is logged.</summary>
    private static bool IsOfChannel(Exception failure, CancellationToken cancellation) =>
        !cancellation.IsCancellationRequested && failure is not RequestFailedException;

    /// <summary>All are made, also where one throws; the first failure is thrown when they have ended.</summary>
    private static async Task InParallelAsync<T>(IEnumerable<T> items, int atOnce, Func<T, Task> make)
    {
        using var slots = new SemaphoreSlim(atOnce);
        await Task.WhenAll(items.Select(async item =>
        {
            await slots.WaitAsync(CancellationToken.None);
            try
            {
                await make(item);
            }
            finally
            {
                slots.Release();
            }
        }));
    }

    private static int Took(long started) => (int)Stopwatch.GetElapsedTime(started).TotalMilliseconds;

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Delivery {Delivery}: the channel broke with {Exception}")]
        public static partial void Broke(ILogger logger, string delivery, string exception);
    }
}
