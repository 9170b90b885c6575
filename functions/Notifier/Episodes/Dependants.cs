using Notifier.Core.Rules;
using Notifier.Rules;

namespace Notifier.Episodes;

/// <summary>
/// Asks for the shards whose rules read a series that has changed elsewhere. A message that a crash keeps from being sent is made
/// up for by the next commit of such a shard, and by the sweep once an hour.
/// </summary>
internal sealed class Dependants(ShardIndex shards, EvaluateQueue evaluate)
{
    /// <param name="changed">Ids of the series that have new or revised observations.</param>
    public async Task EvaluateAsync(RuleSet known, IReadOnlyCollection<string> changed, CancellationToken cancellation)
    {
        var reading = known.Rules.Select(stored => stored.Rule).Where(rule => rule.OtherIds().Any(changed.Contains)).ToList();
        if (reading.Count == 0)
            return;
        await foreach (var cursor in shards.AllAsync(cancellation))
        {
            if (cursor.Series.Any(id => reading.Exists(rule => rule.AppliesTo(id))))
                await evaluate.SendAsync(cursor, tick: null, cancellation);
        }
    }

    /// <summary>Whether the hour's turn of a shard is at this minute; each shard has one of its own.</summary>
    public static bool IsDue(ShardCursor cursor, RuleSet known, DateTimeOffset now) =>
        now.Minute == cursor.Shard % 60 && known.Rules.Any(stored => stored.Rule.OtherIds().Count > 0 && cursor.Series.Any(stored.Rule.AppliesTo));
}
