using Notifier.Sources;

namespace Notifier.Episodes;

/// <summary>
/// The sweep's part for series that their source no longer has: asks for the end of what still fires on them, where the message
/// that asked was lost or a poll of the series was just under way; forgets a deleted source once nothing of it is left to tell.
/// </summary>
internal sealed class LeftSeries(SourceStore sources, EvaluateQueue evaluate, TimeProvider clock)
{
    /// <summary>What had read the definition before it was deleted has long come to its end: a poll with all its tries, and a message that a killed process held.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromHours(1);

    /// <param name="open">Series with open episodes, each with its shard.</param>
    /// <param name="waiting">Whether anything waits in the outbox of the source.</param>
    public async Task SweepAsync(KeptSource source, IReadOnlyList<(ShardCursor Shard, string Series)> open, bool waiting, CancellationToken cancellation)
    {
        if (open.Count > 0 && await sources.SeriesAsync(source.Id, cancellation) is { } present)
        {
            foreach (var shard in open.Where(each => !present.Contains(each.Series)).Select(each => each.Shard).DistinctBy(shard => shard.Shard))
                await evaluate.SendAsync(shard, tick: null, cancellation);
        }

        if (open.Count == 0 && !waiting && source.Deleted + Grace <= clock.GetUtcNow())
            await sources.ForgetAsync(source.Id, source.ETag, cancellation);
    }
}
