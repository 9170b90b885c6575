using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Notifier.Storage;

namespace Notifier.Hosting;

/// <summary>Does on one machine what the Functions host does on Azure: hands the messages of the queues to <see cref="WorkQueues"/>.</summary>
internal sealed class QueuePump : BackgroundService
{
    // An evaluation holds a shard in memory, a poll the answer of its source, mostly waiting for it; a delivery only waits for its receiver.
    private static readonly (string Queue, int Parallel)[] Lanes =
        [(QueueName.Poll, 8), (QueueName.Evaluate, 4), (QueueName.Dispatch, 8), (QueueName.Deliver, 32)];

    // Far over what any replay sends; reached only by messages that bring forth each other without end.
    private const int DrainLimit = 10_000_000;

    private readonly QueueStore _queues;
    private readonly LaneLoop[] _lanes;

    public QueuePump(QueueStore queues, WorkQueues work, ILogger<QueuePump> logger)
    {
        _queues = queues;
        _lanes = [.. Lanes.Select(lane => new LaneLoop(new QueueLane(lane.Queue, queues, work, logger), lane.Parallel, logger))];
        _queues.Sent += Nudge;
    }

    /// <summary>
    /// Handles messages until every queue is empty, for a replay or a test that goes on when all is done. A message that fails comes
    /// again at once. Queues that nothing in this process has sent to since they were empty are not asked again.
    /// </summary>
    /// <returns>How many messages were taken.</returns>
    public async Task<int> DrainAsync(CancellationToken cancellation)
    {
        var taken = 0;
        while (Array.Find(_lanes, lane => lane.MayHold) is { } lane)
        {
            taken += await lane.DrainBatchAsync(cancellation);
            if (taken > DrainLimit)
                throw new InvalidOperationException($"queue {lane.Name} does not come to an end");
        }

        return taken;
    }

    public override void Dispose()
    {
        _queues.Sent -= Nudge;
        foreach (var lane in _lanes)
            lane.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var grace = new GracePeriod(stoppingToken);
        await Task.WhenAll(_lanes.Select(lane => lane.RunAsync(stoppingToken, grace.Over)));
    }

    private void Nudge(string queue) => Array.Find(_lanes, lane => lane.Name == queue)?.Nudge();
}
