using Notifier.Core.Episodes;
using Notifier.Core.Observations;
using Notifier.Sources;

namespace Notifier.Episodes;

/// <summary>
/// The one way in which series change: observations, rules or ticks, run through the machines and committed shard by shard,
/// each shard in one entity-group transaction with its outbox.
/// </summary>
internal sealed class ShardCommits
{
    /// <summary>Stores the observations (first), then commits the shards that changed; a conflict reloads and tries again.</summary>
    public Task<CommitSummary> CommitAsync(string sourceId, IReadOnlyList<SeriesReading> readings, CancellationToken cancellation) =>
        throw new NotSupportedException(sourceId);

    /// <summary>Runs one shard under the present rules: after a rule change, or at a tick.</summary>
    public Task<CommitSummary> EvaluateAsync(string sourceId, int shard, Period? tick, CancellationToken cancellation) =>
        throw new NotSupportedException(sourceId);

    /// <summary>The state of all series of one source, in one paged range query.</summary>
    public IAsyncEnumerable<SeriesState> ReadAsync(string sourceId, CancellationToken cancellation) =>
        throw new NotSupportedException(sourceId);
}

internal sealed record CommitSummary(int Observations, int Revisions, int Warnings, int Shards);
