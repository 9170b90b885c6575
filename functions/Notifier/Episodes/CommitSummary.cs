namespace Notifier.Episodes;

/// <summary>What a commit stored.</summary>
/// <param name="Observations">New or revised.</param>
/// <param name="Revisions">How many of them were older than what was known.</param>
/// <param name="Shards">Shards in which any series changed.</param>
/// <param name="PutAside">How many values the quality checks put aside.</param>
internal sealed record CommitSummary(int Observations, int Revisions, int Warnings, int Shards, int PutAside = 0)
{
    public static CommitSummary Nothing { get; } = new(0, 0, 0, 0);

    public static CommitSummary Of(IReadOnlyList<SeriesStep> stored) => new(
        stored.Sum(step => step.Commit.Changed.Count),
        stored.Sum(step => step.Revisions),
        stored.Sum(step => step.Commit.Warnings.Count),
        stored.Count > 0 ? 1 : 0,
        stored.Sum(step => step.Commit.Found.Count));

    public static CommitSummary operator +(CommitSummary left, CommitSummary right) => new(
        left.Observations + right.Observations,
        left.Revisions + right.Revisions,
        left.Warnings + right.Warnings,
        left.Shards + right.Shards,
        left.PutAside + right.PutAside);
}

/// <summary>Transient: other commits to the same shard came first again and again; nothing is half done.</summary>
internal sealed class ShardConflictException(string partition) : Exception($"shard {partition}: others commit too often; try again later");
