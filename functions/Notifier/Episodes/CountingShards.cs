using Notifier.Core.Entries;
using Notifier.Core.Indicators;
using Notifier.Core.Rules;
using Notifier.Rules;

namespace Notifier.Episodes;

/// <summary>Asks for the shards whose rules count entries that came in: a price and an announcement are told when the later of the two comes.</summary>
internal sealed class CountingShards(ShardIndex shards, EvaluateQueue evaluate, SourceZones zones, TimeProvider clock)
{
    /// <param name="entries">New or changed, and stored.</param>
    public async Task EvaluateAsync(RuleSet known, IReadOnlyCollection<Entry> entries, CancellationToken cancellation)
    {
        var counting = known.Rules.Select(stored => stored.Rule).Where(rule => Counts(rule, entries)).ToList();
        if (counting.Count == 0)
            return;
        await foreach (var cursor in shards.AllAsync(cancellation))
        {
            if (cursor.Series.Any(id => counting.Exists(rule => rule.AppliesTo(id))))
                await evaluate.SendAsync(cursor, await zones.WallTimeAsync(cursor.Source, clock.GetUtcNow(), cancellation), cancellation);
        }
    }

    private static bool Counts(Rule rule, IReadOnlyCollection<Entry> entries) =>
        rule.Indicators().OfType<CountIndicator>().Any(count => entries.Any(count.Counts));
}
