using System.Runtime.CompilerServices;
using Notifier.Core.Episodes;
using Notifier.Core.Observations;
using Notifier.Rules;
using Notifier.Sources;

namespace Notifier.Episodes;

/// <summary>
/// The one way in which series change: observations, rules or ticks, run through the machines and committed shard by shard,
/// each shard in one entity-group transaction with its outbox.
/// </summary>
internal sealed class ShardCommits(RuleStore rules, ShardReader shards, ShardRun run, ShardWrite write, WindowRebuild rebuild, Dependants dependants)
{
    // Whoever loses a round has seen somebody else's commit land, so this many need as many rivals in a row.
    private const int Rounds = 30;

    /// <summary>Stores the observations (first), then commits the shards that changed; a conflict reloads and tries again.</summary>
    /// <param name="readings">Known observations with the same value are no-ops. A series seen for the first time gets the next number.</param>
    /// <exception cref="ShardConflictException">Transient: too many others commit to the same shard.</exception>
    public async Task<CommitSummary> CommitAsync(string sourceId, IReadOnlyList<SeriesReading> readings, CancellationToken cancellation)
    {
        var pending = ById(readings);
        if (pending.Count == 0)
            return CommitSummary.Nothing;
        var known = await rules.ReadAsync(cancellation);
        var (summary, last) = (CommitSummary.Nothing, 0);
        await foreach (var shard in shards.OfAsync(sourceId, cancellation))
        {
            last = shard.Cursor.Shard;
            var here = pending.Keys.Where(shard.Holds).ToList();
            if (here.Count == 0)
                continue;
            var work = new ShardWork(here.ToDictionary(id => id, id => pending[id]), Tick: null);
            summary += await CommitShardAsync(shard, known, _ => work, cancellation);
            here.ForEach(id => pending.Remove(id));
        }

        // The end of a history that never began.
        foreach (var id in pending.Keys.Where(id => pending[id].IsEmpty).ToList())
            pending.Remove(id);
        for (; pending.Count > 0; last++)
            summary += await AppendAsync(sourceId, last, known, pending, cancellation);
        return summary;
    }

    /// <summary>Runs one shard under the present rules: after a rule change, or at a tick.</summary>
    /// <param name="tick">Wall time, in the source's zone, up to which ticks are due.</param>
    /// <exception cref="ShardConflictException">Transient: too many others commit to the same shard.</exception>
    public async Task<CommitSummary> EvaluateAsync(string sourceId, int shard, Period? tick, CancellationToken cancellation)
    {
        var found = await shards.FindAsync(sourceId, shard, cancellation);
        if (found.Cursor.ETag is null)
            return CommitSummary.Nothing;
        var none = new Dictionary<string, SeriesReading>();
        return await CommitShardAsync(
            found,
            await rules.ReadAsync(cancellation),
            now => new ShardWork(none, tick > now.Cursor.Ticked || now.Cursor.Ticked is null ? tick : null) { All = true },
            cancellation);
    }

    /// <summary>Changes the state of one series, in a commit like any other.</summary>
    /// <returns>False where the source has no such series.</returns>
    /// <exception cref="ShardConflictException">Transient: too many others commit to the same shard.</exception>
    public async Task<bool> ChangeAsync(string sourceId, SeriesChange change, CancellationToken cancellation)
    {
        var none = new Dictionary<string, SeriesReading>();
        await foreach (var shard in shards.OfAsync(sourceId, cancellation))
        {
            if (!shard.Holds(change.Series))
                continue;
            await CommitShardAsync(shard, await rules.ReadAsync(cancellation), _ => new ShardWork(none, Tick: null) { Change = change }, cancellation);
            return true;
        }

        return false;
    }

    /// <summary>The state of all series of one source, in one paged range query.</summary>
    public async IAsyncEnumerable<SeriesState> ReadAsync(string sourceId, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var shard in shards.OfAsync(sourceId, cancellation))
        {
            foreach (var (id, row) in shard.Rows)
            {
                if ((SeriesRow.Read(row) ?? await rebuild.StateAsync(id, null, row, cancellation)) is { } state)
                    yield return state;
            }
        }
    }

    /// <summary>The state of one series; null where it has none yet.</summary>
    public async Task<SeriesState?> FindAsync(string sourceId, string seriesId, CancellationToken cancellation) =>
        await shards.FindRowAsync(sourceId, seriesId, cancellation) is { } row
            ? SeriesRow.Read(row) ?? await rebuild.StateAsync(seriesId, null, row, cancellation)
            : null;

    /// <summary>Takes series seen for the first time into a shard, as many as it has room for. What others took in meanwhile is advanced there.</summary>
    private async Task<CommitSummary> AppendAsync(string sourceId, int number, RuleSet known, Dictionary<string, SeriesReading> pending, CancellationToken cancellation)
    {
        var taken = new List<string>();
        var summary = await CommitShardAsync(
            await shards.FindAsync(sourceId, number, cancellation),
            known,
            shard =>
            {
                taken = [.. pending.Keys.Where(shard.Holds)];
                taken.AddRange(pending.Keys.Where(id => !shard.Holds(id)).Take(ShardCursor.Capacity - shard.Cursor.Series.Count));
                return new ShardWork(taken.ToDictionary(id => id, id => pending[id]), Tick: null);
            },
            cancellation);
        taken.ForEach(id => pending.Remove(id));
        return summary;
    }

    private async Task<CommitSummary> CommitShardAsync(Shard shard, RuleSet known, Func<Shard, ShardWork> plan, CancellationToken cancellation)
    {
        var summary = CommitSummary.Nothing;
        for (var round = 1; round <= Rounds; round++)
        {
            // A shard that ran under newer rules must not go back to older ones.
            if (known.Number < shard.Cursor.Rules)
                known = await rules.ReadAsync(cancellation);
            var work = plan(shard) with { Again = round > 1 };
            var outcome = await run.RunAsync(shard, known, work, cancellation);
            var after = After(shard.Cursor, known, work, outcome);
            if (outcome.Steps.Count == 0 && after == shard.Cursor)
                return summary;
            var (stored, whole) = await write.WriteAsync(shard.Cursor, after, outcome.Steps, cancellation);
            summary += CommitSummary.Of(stored);
            await dependants.EvaluateAsync(known, [.. stored.Where(step => step.IsNews).Select(step => step.Id)], cancellation);
            if (whole)
                return summary;
            shard = await shards.FindAsync(shard.Cursor.Source, shard.Cursor.Shard, cancellation);
            known = await rules.ReadAsync(cancellation);
        }

        throw new ShardConflictException(shard.Cursor.Partition);
    }

    private static ShardCursor After(ShardCursor cursor, RuleSet known, ShardWork work, ShardOutcome outcome)
    {
        var newest = outcome.Steps.Where(step => step.Commit.State.Window.Count > 0)
            .Select(step => (Period?)step.Commit.State.Window.Last.Period)
            .Append(cursor.Newest)
            .Max();
        return cursor with { Rules = known.Number, Ticked = work.Tick ?? cursor.Ticked, Newest = newest, Remind = outcome.Remind };
    }

    private static Dictionary<string, SeriesReading> ById(IReadOnlyList<SeriesReading> readings) => readings
        .Where(reading => !reading.IsEmpty || reading.EndsHistory)
        .GroupBy(reading => reading.Series.Id, StringComparer.Ordinal)
        .ToDictionary(
            group => group.Key,
            group => group.Count() == 1 ? group.First() : group.Last() with { Observations = [.. group.SelectMany(reading => reading.Observations)] });
}
