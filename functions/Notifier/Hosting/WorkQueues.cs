namespace Notifier.Hosting;

/// <summary>
/// What is done with a message of each queue. The Functions host and the local pump both call this and nothing else.
/// Any handler may run twice with the same message; one that throws is called again later.
/// </summary>
public sealed class WorkQueues
{
    public Task HandleAsync(string queue, string message, CancellationToken cancellation) => throw new NotSupportedException(queue + message);
}
