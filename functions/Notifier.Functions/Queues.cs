using Microsoft.Azure.Functions.Worker;
using Notifier.Hosting;
using Notifier.Storage;

namespace Notifier.Functions;

/// <summary>The queues. The host gives a message again when its function throws, and moves it to <c>&lt;queue&gt;-poison</c> after the fifth time.</summary>
public sealed class Queues(WorkQueues queues)
{
    private const string Storage = "AzureWebJobsStorage";

    [Function(nameof(Poll))]
    public Task Poll([QueueTrigger(QueueName.Poll, Connection = Storage)] string message, FunctionContext context) =>
        queues.HandleAsync(QueueName.Poll, message, context.CancellationToken);

    [Function(nameof(Evaluate))]
    public Task Evaluate([QueueTrigger(QueueName.Evaluate, Connection = Storage)] string message, FunctionContext context) =>
        queues.HandleAsync(QueueName.Evaluate, message, context.CancellationToken);

    [Function(nameof(Dispatch))]
    public Task Dispatch([QueueTrigger(QueueName.Dispatch, Connection = Storage)] string message, FunctionContext context) =>
        queues.HandleAsync(QueueName.Dispatch, message, context.CancellationToken);

    [Function(nameof(Deliver))]
    public Task Deliver([QueueTrigger(QueueName.Deliver, Connection = Storage)] string message, FunctionContext context) =>
        queues.HandleAsync(QueueName.Deliver, message, context.CancellationToken);
}
