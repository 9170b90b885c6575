using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging;
using Notifier.Storage;

namespace Notifier.Hosting;

/// <summary>
/// One queue as the pump sees it: a message stays hidden while it is handled, goes when that succeeded, comes back when it
/// failed, and moves to the poison queue after the fifth time, as the Functions host does it.
/// Queues live on real time, also where the application's time is simulated.
/// </summary>
internal sealed partial class QueueLane(string name, QueueStore queues, WorkQueues work, ILogger logger)
{
    public const int MaximumDequeueCount = 5;

    /// <summary>The most that one receive can bring.</summary>
    public const int Batch = 32;

    // A process that was killed gives its messages back after this time at the latest.
    private static readonly TimeSpan Hidden = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(25);

    private readonly QueueClient _queue = queues.Queue(name);

    public string Name => name;

    public async Task<IReadOnlyList<QueueMessage>> ReceiveAsync(int count, CancellationToken cancellation) =>
        (await _queue.ReceiveMessagesAsync(Math.Min(count, Batch), Hidden, cancellation)).Value;

    /// <summary>Handles one message and settles it. A failure of the handler is logged; only one of the queue itself is thrown.</summary>
    /// <param name="again">After how long a message that failed is seen again.</param>
    /// <returns>Whether the message is done with: handled, or given up.</returns>
    public async Task<bool> HandleAsync(QueueMessage message, TimeSpan again, CancellationToken cancellation)
    {
        var receipt = message.PopReceipt;
        try
        {
            var handling = HandleTextAsync(message, cancellation);
            while (await Task.WhenAny(handling, Task.Delay(Renewal, CancellationToken.None)) != handling)
                receipt = await HideAsync(message.MessageId, receipt, Hidden);
            await handling;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await HideAsync(message.MessageId, receipt, TimeSpan.Zero);
            return false;
        }
        catch (Exception failure)
        {
            return await FailAsync(message, receipt, again, failure);
        }

        await DeleteAsync(message.MessageId, receipt);
        return true;
    }

    // Yields first, so that a handler that computes does not hold up the receiving of others.
    private async Task HandleTextAsync(QueueMessage message, CancellationToken cancellation)
    {
        await Task.Yield();
        if (message.DequeueCount > MaximumDequeueCount)
            throw new InvalidOperationException($"taken {message.DequeueCount} times without an end");
        await work.HandleAsync(name, message.Body.ToString(), cancellation);
    }

    private async Task<bool> FailAsync(QueueMessage message, string receipt, TimeSpan again, Exception failure)
    {
        if (message.DequeueCount < MaximumDequeueCount)
        {
            Log.Failed(logger, name, message.Body.ToString(), message.DequeueCount, failure);
            await HideAsync(message.MessageId, receipt, again);
            return false;
        }

        Log.Poisoned(logger, name, message.Body.ToString(), failure);
        await queues.SendAsync(name + QueueStore.PoisonSuffix, message.Body.ToString(), CancellationToken.None);
        await DeleteAsync(message.MessageId, receipt);
        return true;
    }

    private async Task<string> HideAsync(string id, string receipt, TimeSpan time)
    {
        try
        {
            return (await _queue.UpdateMessageAsync(id, receipt, visibilityTimeout: time)).Value.PopReceipt;
        }
        catch (RequestFailedException gone) when (gone.Status is 400 or 404)
        {
            return receipt;
        }
    }

    private async Task DeleteAsync(string id, string receipt)
    {
        try
        {
            await _queue.DeleteMessageAsync(id, receipt);
        }
        catch (RequestFailedException gone) when (gone.Status is 400 or 404)
        {
            // Hidden for too short a time: somebody else has it now, and will find the work done.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Queue {Queue}: {Message} failed at try {Count}, will be tried again")]
        public static partial void Failed(ILogger logger, string queue, string message, long count, Exception failure);

        [LoggerMessage(Level = LogLevel.Error, Message = "Queue {Queue}: {Message} given up, moved to the poison queue")]
        public static partial void Poisoned(ILogger logger, string queue, string message, Exception failure);
    }
}
