using Notifier.Core.Observations;
using Notifier.Hosting;
using Notifier.Storage;

namespace Notifier.Episodes;

/// <summary>Asks for a shard to be run again: under changed rules, or at a tick.</summary>
internal sealed class EvaluateQueue(QueueStore queues)
{
    public Task SendAsync(ShardCursor shard, Period? tick, CancellationToken cancellation) =>
        queues.SendAsync(QueueName.Evaluate, QueueMessages.Evaluate(shard.Source, shard.Shard, tick), cancellation);
}
