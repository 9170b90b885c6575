namespace Notifier.Hosting;

/// <summary>
/// What is done with a message of each queue. The Functions host and the local pump both call this and nothing else.
/// Any handler may run twice with the same message; one that throws is called again later.
/// </summary>
public sealed class WorkQueues
{
    private readonly IServiceProvider _services;
    private readonly Dictionary<string, QueueHandler> _handlers;

    internal WorkQueues(IServiceProvider services, IEnumerable<QueueHandler> handlers) =>
        (_services, _handlers) = (services, handlers.ToDictionary(handler => handler.Queue));

    /// <param name="queue">One of <see cref="Storage.QueueName"/>.</param>
    /// <param name="message">Text of <see cref="QueueMessages"/>.</param>
    public Task HandleAsync(string queue, string message, CancellationToken cancellation) =>
        _handlers.TryGetValue(queue, out var handler)
            ? handler.Run(_services, message, cancellation)
            : throw new InvalidOperationException($"nothing handles queue '{queue}'");
}

/// <summary>What one slice does with the messages of one queue.</summary>
internal sealed record QueueHandler(string Queue, Func<IServiceProvider, string, CancellationToken, Task> Run);
