namespace Notifier.Storage;

/// <summary>The queues: sending. Receiving is the Functions host's work on Azure and the pump's on one machine.</summary>
internal sealed class QueueStore
{
    public Task SendAsync(string queue, string message, CancellationToken cancellation) => throw new NotSupportedException(queue + message);
}
