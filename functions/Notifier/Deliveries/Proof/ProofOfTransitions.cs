using Azure.Data.Tables;
using Notifier.Core.Episodes;
using Notifier.Episodes;
using Notifier.Storage;

namespace Notifier.Deliveries.Proof;

/// <summary>
/// Proves that what the machines did was recorded: an open episode's last warning stands in table Warnings or waits in the outbox,
/// no sequence is missing between two warnings of an episode, and no outbox row stands for long.
/// </summary>
internal sealed class ProofOfTransitions(TableStore tables, EpisodeReader episodes, WarningStore warnings)
{
    /// <summary>A dispatch has recorded its warnings and told everybody well within this time.</summary>
    public static readonly TimeSpan Stuck = TimeSpan.FromMinutes(10);

    /// <param name="recent">The warnings of two days.</param>
    public async Task RunAsync(IReadOnlyList<StoredWarning> recent, DateTimeOffset now, ProofTally tally, CancellationToken cancellation)
    {
        // Episodes first: what was committed and dispatched since then is found in one of the two others.
        var open = await episodes.OpenAsync(cancellation).Where(episode => !episode.IsQuiet).ToListAsync(cancellation);
        var waiting = await OutboxAsync(now, tally, cancellation);
        var known = recent.Select(warning => warning.Warning.Id).Concat(waiting).ToHashSet(StringComparer.Ordinal);
        foreach (var episode in open)
        {
            var last = EpisodeIds.Warning(episode.Id, episode.Sequence);
            if (!known.Contains(last) && await warnings.FindAsync(last, cancellation) is null)
                tally.Add(new(UnprovenKind.NotRecorded, episode.Id, null, null, Repaired: false));
        }

        Holes(recent, known, tally);
    }

    /// <summary>Minutes since the oldest outbox row was written; 0 where there is none.</summary>
    public async Task<double> OldestAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var oldest = now;
        await foreach (var row in RowsAsync([nameof(ITableEntity.PartitionKey), nameof(ITableEntity.RowKey), Outbox.Recorded], cancellation))
            oldest = row.GetDateTimeOffset(Outbox.Recorded) is { } recorded && recorded < oldest ? recorded : oldest;
        return Math.Floor((now - oldest).TotalMinutes);
    }

    private async Task<IReadOnlyList<string>> OutboxAsync(DateTimeOffset now, ProofTally tally, CancellationToken cancellation)
    {
        var waiting = new List<string>();
        await foreach (var row in RowsAsync(null, cancellation))
        {
            waiting.AddRange(Outbox.Warnings(row).Select(warning => warning.Id));
            // The sweep sends its message again every ten minutes: that it stands is what has to be told.
            if (row.GetDateTimeOffset(Outbox.Recorded) is { } recorded && recorded <= now - Stuck)
                tally.Add(new(UnprovenKind.Outbox, $"{row.PartitionKey} {row.RowKey}", null, recorded, Repaired: false));
        }

        return waiting;
    }

    /// <summary>A message of several transitions covers all their sequences. How an episode that opened quietly began, nobody was told.</summary>
    private static void Holes(IReadOnlyList<StoredWarning> recent, HashSet<string> known, ProofTally tally)
    {
        foreach (var episode in recent.GroupBy(warning => warning.Warning.Episode, StringComparer.Ordinal))
        {
            var told = episode.OrderBy(warning => warning.Warning.Sequence).ToList();
            foreach (var (before, after) in told.Zip(told.Skip(1)))
            {
                var first = after.Warning.Transitions.Select(transition => transition.Sequence).Append(after.Warning.Sequence).Min();
                for (var sequence = before.Warning.Sequence + 1; sequence < first; sequence++)
                {
                    if (!known.Contains(EpisodeIds.Warning(episode.Key, sequence)))
                        tally.Add(new(UnprovenKind.Hole, EpisodeIds.Warning(episode.Key, sequence), null, after.Recorded, Repaired: false));
                }
            }
        }
    }

    /// <summary>The outbox rows of all partitions, also of those that no list of sources names: an explicit scan, once an hour.</summary>
    private Azure.AsyncPageable<TableEntity> RowsAsync(string[]? select, CancellationToken cancellation)
    {
        var (from, to) = (Outbox.Prefix, StateKeys.After(Outbox.Prefix));
        return tables.Table(TableName.State).QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"RowKey ge {from} and RowKey lt {to}"), select: select, cancellationToken: cancellation);
    }
}
