using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging;

namespace Notifier.Hosting;

/// <summary>Takes messages from one queue and handles a bounded number of them at once.</summary>
internal sealed partial class LaneLoop(QueueLane lane, int parallel, ILogger logger) : IDisposable
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    // Long enough for a transient failure of storage or a neighbour to pass; host.json says the same for Azure.
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _nudges = new(0);
    private volatile bool _mayHold = true;

    public string Name => lane.Name;

    /// <summary>False where everything that this process knows of has been taken.</summary>
    public bool MayHold => _mayHold;

    /// <summary>A message was sent in this process: look at once.</summary>
    public void Nudge()
    {
        _mayHold = true;
        _nudges.Release();
    }

    public async Task RunAsync(CancellationToken stopping, CancellationToken graceOver)
    {
        using var slots = new SemaphoreSlim(parallel);
        var pause = ShortestPause;
        while (!stopping.IsCancellationRequested)
        {
            var taken = await TakeAsync(slots, graceOver);
            pause = taken > 0 ? ShortestPause : pause < LongestPause ? pause * 2 : LongestPause;
            if (taken == 0)
                await PauseAsync(pause, stopping);
        }

        // Every slot free means that everything under way has ended.
        for (var slot = 0; slot < parallel; slot++)
            await slots.WaitAsync(CancellationToken.None);
    }

    /// <summary>Handles one batch at once, for a caller that waits until all queues are empty.</summary>
    public async Task<int> DrainBatchAsync(CancellationToken cancellation)
    {
        _mayHold = false;
        var messages = await lane.ReceiveAsync(QueueLane.Batch, cancellation);
        if (messages.Count == QueueLane.Batch)
            _mayHold = true;
        await Parallel.ForEachAsync(messages, new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = cancellation }, async (message, token) =>
        {
            if (!await lane.HandleAsync(message, TimeSpan.Zero, token))
                _mayHold = true;
        });
        return messages.Count;
    }

    public void Dispose() => _nudges.Dispose();

    private async Task<int> TakeAsync(SemaphoreSlim slots, CancellationToken graceOver)
    {
        // At least one is needed; in the meantime nothing can be taken anyway.
        await slots.WaitAsync(CancellationToken.None);
        var free = 1;
        while (free < QueueLane.Batch && slots.Wait(0, CancellationToken.None))
            free++;
        var messages = await ReceiveAsync(free, graceOver);
        if (free > messages.Count)
            slots.Release(free - messages.Count);
        foreach (var message in messages)
            _ = HandleAsync(message, slots, graceOver);
        return messages.Count;
    }

    // Wide, because storage that does not answer now is asked again after the pause.
    private async Task<IReadOnlyList<QueueMessage>> ReceiveAsync(int count, CancellationToken graceOver)
    {
        try
        {
            return await lane.ReceiveAsync(count, graceOver);
        }
        catch (Exception failure)
        {
            Log.NotReceived(logger, lane.Name, failure);
            return [];
        }
    }

    // Wide, because the message comes back by itself when its time of being hidden is over.
    private async Task HandleAsync(QueueMessage message, SemaphoreSlim slots, CancellationToken graceOver)
    {
        try
        {
            await lane.HandleAsync(message, Again, graceOver);
        }
        catch (Exception failure)
        {
            Log.NotSettled(logger, lane.Name, failure);
        }
        finally
        {
            slots.Release();
        }
    }

    private async Task PauseAsync(TimeSpan pause, CancellationToken stopping)
    {
        try
        {
            await _nudges.WaitAsync(pause, stopping);
            while (_nudges.Wait(0, CancellationToken.None))
            {
                // One look serves them all.
            }
        }
        catch (OperationCanceledException)
        {
            // Told to stop.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Queue {Queue} does not answer")]
        public static partial void NotReceived(ILogger logger, string queue, Exception failure);

        [LoggerMessage(Level = LogLevel.Error, Message = "Queue {Queue}: a message could not be settled and comes again")]
        public static partial void NotSettled(ILogger logger, string queue, Exception failure);
    }
}
