using Microsoft.Extensions.Logging;
using Notifier.Core.Deliveries;
using Notifier.Hosting;
using Notifier.Storage;
using Notifier.Subscriptions;

namespace Notifier.Deliveries.Holds;

/// <summary>
/// Releases what is due in one shard, step by step, each a transaction that leaves on hold what is left to do: so it may stop anywhere
/// and be run again, by the message of a group wait or by the sweep, and by two at once.
/// </summary>
internal sealed partial class HoldRelease(TableStore tables, HoldStore holds, ReleasePlan plan, DeliveryStore deliveries, TimeProvider time, ILogger<HoldRelease> log)
{
    /// <summary>Clocks of two machines differ, and a message comes in whole seconds.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(1);

    // Read together, with all their members.
    private const int Together = 50;

    // Two that release the same hold hinder each other once; whoever is hindered more often leaves it to the sweep.
    private const int Attempts = 4;

    /// <param name="message">From <see cref="QueueMessages.Release"/>.</param>
    public Task HandleAsync(string message, CancellationToken cancellation) =>
        QueueMessages.ReadRelease(message) is >= 0 and < ShardMap.Shards and var shard ? RunAsync(shard, cancellation) : throw new FormatException("not a shard");

    public async Task RunAsync(int shard, CancellationToken cancellation)
    {
        var (failed, left) = (new Dictionary<string, int>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        while (await holds.DueAsync(shard, time.GetUtcNow() + Tolerance, left, Together, cancellation) is { Count: > 0 } due)
        {
            var steps = new List<(Hold Hold, ReleaseStep Step)>();
            // One of a subscription at a time, because a late group may join what quiet hours hold; and that one is put off first.
            foreach (var hold in due.OrderBy(hold => hold.Reason == SummaryReason.Group).DistinctBy(hold => hold.Subscription))
            {
                if (await TryPlanAsync(hold, failed.ContainsKey(HoldKeys.Row(hold)), cancellation) is { } step)
                    steps.Add((hold, step));
                else
                    left.Add(HoldKeys.Row(hold));
            }

            var done = await tables.ChangeAsync(TableName.Deliveries, [.. steps.Select(step => step.Step.Actions)], cancellation);
            await deliveries.EnqueueAsync([.. steps.Where((_, index) => done[index] is not null).SelectMany(step => step.Step.Told)], cancellation);
            foreach (var key in steps.Where((_, index) => done[index] is null).Select(step => HoldKeys.Row(step.Hold)))
            {
                failed[key] = failed.GetValueOrDefault(key) + 1;
                if (failed[key] == Attempts)
                    left.Add(key);
            }
        }
    }

    /// <returns>Null where it cannot be told: it stays, and does not keep the others from being told.</returns>
    private async Task<ReleaseStep?> TryPlanAsync(Hold hold, bool carefully, CancellationToken cancellation)
    {
        try
        {
            return await plan.NextAsync(hold, carefully, time.GetUtcNow(), cancellation);
        }
        catch (InvalidOperationException failure)
        {
            Log.Stuck(log, failure, hold.Subscription, hold.Reason);
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "What is held for subscription {Subscription} ({Reason}) cannot be released")]
        public static partial void Stuck(ILogger logger, Exception failure, string subscription, SummaryReason reason);
    }
}
