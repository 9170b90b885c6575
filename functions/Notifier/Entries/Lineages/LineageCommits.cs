using Notifier.Core.Entries;
using Notifier.Core.Entries.Lineages;
using Notifier.Core.Rules;
using Notifier.Core.Warnings;

namespace Notifier.Entries.Lineages;

/// <summary>
/// Brings entries to the measures that they are of, and tells what follows. Taking an entry again does nothing: whoever was killed
/// between here and the source's cursor begins anew.
/// </summary>
internal sealed class LineageCommits(LineageStore store, EntryStore entries, TimeProvider clock)
{
    private const int AtOnce = 16;

    // Whoever loses a round has seen somebody else's commit land.
    private const int Rounds = 20;

    /// <param name="rules">Those on entries.</param>
    /// <returns>Each entry with its lineage, and how many warnings there were.</returns>
    /// <exception cref="EntryConflictException">Transient: too many others commit entries of the same measure.</exception>
    public async Task<(IReadOnlyList<TakenEntry> Taken, int Warnings)> TakeAsync(
        EntrySource source, IEnumerable<SightedEntry> sighted, IReadOnlyList<Rule> rules, CancellationToken cancellation)
    {
        var taken = new System.Collections.Concurrent.ConcurrentBag<(TakenEntry Entry, int Warnings)>();
        await Parallel.ForEachAsync(
            Measures(sighted),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
            async (measure, stop) =>
            {
                foreach (var entry in measure)
                    taken.Add(await TakeEachAsync(source, entry, rules, stop));
            });
        return ([.. taken.Select(one => one.Entry)], taken.Sum(one => one.Warnings));
    }

    /// <summary>Of an entry that repeals or amends several measures, each that is known; else the one that it is of.</summary>
    private async Task<(TakenEntry Entry, int Warnings)> TakeEachAsync(EntrySource source, SightedEntry sighted, IReadOnlyList<Rule> rules, CancellationToken cancellation)
    {
        var (first, warnings) = ((TakenEntry?)null, 0);
        foreach (var target in LineageTargets.Of(sighted.Entry))
        {
            if (await TakeKnownAsync(source, sighted, target, rules, cancellation) is not { } taken)
                continue;
            (first, warnings) = (first ?? taken.Entry, warnings + taken.Warnings);
        }

        return first is null ? await TakeAsync(source, sighted, rules, cancellation) : (first, warnings);
    }

    /// <returns>Null where nobody knows the measure.</returns>
    private async Task<(TakenEntry Entry, int Warnings)?> TakeKnownAsync(
        EntrySource source, SightedEntry sighted, LineageTarget target, IReadOnlyList<Rule> rules, CancellationToken cancellation)
    {
        var acting = sighted with { Entry = target.Entry, Lineage = null };
        for (var round = 0; round < Rounds; round++)
        {
            if (await FindAsync(acting, target.Keys, isAgain: true, cancellation) is not { Found: { } found } || !target.Keys.Any(key => LineageFit.GoesOn(found.Lineage, target.Entry, key.Kind)))
                return null;
            acting = acting with { IsUpdate = sighted.IsUpdate && found.Lineage.PartOf(target.Entry) is not null };
            var commit = await CommitAsync(found.Lineage, acting, rules, cancellation);
            if (commit.Lineage == found.Lineage || await store.WriteAsync(found, commit, rules, cancellation))
                return (new(sighted.Entry, found.Lineage.Id) { Changes = commit.Changes }, commit.Warnings.Count);
        }

        throw new EntryConflictException(source.Id);
    }

    private async Task<LineageCommit> CommitAsync(Lineage lineage, SightedEntry sighted, IReadOnlyList<Rule> rules, CancellationToken cancellation) => LineageCommit.Take(
        lineage, sighted.Entry, sighted.IsUpdate, sighted.Before, rules, sighted.IsSilent, LineageStore.Today(lineage.Zone, clock.GetUtcNow()), await EarlierAsync(lineage, sighted, rules, cancellation));

    private async Task<(TakenEntry Entry, int Warnings)> TakeAsync(EntrySource source, SightedEntry sighted, IReadOnlyList<Rule> rules, CancellationToken cancellation)
    {
        var keys = LineageKeys.Of(sighted.Entry);
        for (var round = 0; round < Rounds; round++)
        {
            var (id, before, holders) = await FindAsync(sighted, keys, round > 0, cancellation);
            var lineage = before?.Lineage ?? Lineage.Of(sighted.Entry, source.Zone) with { Id = id };
            var commit = await CommitAsync(lineage, sighted, rules, cancellation);
            // What neither is a measure nor is told of needs no memory.
            if (before is null && commit.Warnings.Count == 0 && !IsMeasure(sighted.Entry, keys))
                return (new(sighted.Entry, null) { Changes = commit.Changes }, 0);
            // Who only reports of a number or a name does not take it from the measure.
            if (!await PointAsync([.. holders.Where(holder => holder.Lineage is null || LineageFit.Leads(sighted.Entry, keys.First(key => key.Text == holder.Key).Kind))], id, before is not null, cancellation))
                continue;
            if (commit.Lineage == lineage || await store.WriteAsync(before, commit, rules, cancellation))
                return (new(sighted.Entry, id) { Changes = commit.Changes }, commit.Warnings.Count);
        }

        throw new EntryConflictException(source.Id);
    }

    /// <summary>The other entries of a measure where they may decide: some rule has told nothing of it yet, and does not find in the entry itself what it looks for.</summary>
    private async Task<IReadOnlyList<Entry>> EarlierAsync(Lineage lineage, SightedEntry sighted, IReadOnlyList<Rule> rules, CancellationToken cancellation)
    {
        if (sighted.IsSilent || lineage.Stage is null || (sighted.Entry.Facts is { Stage: null, Dates.Count: 0 } && !sighted.IsUpdate))
            return [];
        return rules.Any(rule => lineage.Episodes.GetValueOrDefault(rule.Id) is not { IsOpen: true } && EntryRuleMatch.Find(rule.Entry!, sighted.Entry) is null)
            ? await entries.OfAsync(lineage, cancellation)
            : [];
    }

    /// <summary>The lineage that an entry is of, else the id of a new one; and where its keys lead now.</summary>
    /// <param name="isAgain">Whether something stood in the way before: else a new entry is taken to have no lineage where its keys lead to none.</param>
    private async Task<(string Id, StoredLineage? Found, IReadOnlyList<(string Key, string? Lineage)> Holders)> FindAsync(
        SightedEntry sighted, IReadOnlyList<LineageKey> keys, bool isAgain, CancellationToken cancellation)
    {
        var holders = await Task.WhenAll(keys.Select(async key => (key.Text, await store.LineageOfAsync(key.Text, cancellation))));
        if (sighted.Lineage is { } known && await store.FindAsync(known, cancellation) is { } former)
            return (known, former, holders);
        string? claimed = null;
        foreach (var (key, id) in keys.Zip(holders, (key, holder) => (key, holder.Item2)))
        {
            if (id is null)
                continue;
            if (await store.FindAsync(id, cancellation) is not { } found)
                // Somebody took the key and was killed, or is about to write.
                claimed ??= id;
            else if (LineageFit.GoesOn(found.Lineage, sighted.Entry, key.Kind))
                return (id, found, holders);
        }

        var own = claimed ?? Lineage.IdOf(sighted.Entry);
        return (own, claimed is null && !sighted.IsUpdate && !isAgain ? null : await store.FindAsync(own, cancellation), holders);
    }

    /// <returns>False where somebody else took a key meanwhile: the entry may be of that measure.</returns>
    private async Task<bool> PointAsync(IReadOnlyList<(string Key, string? Lineage)> holders, string id, bool isKnown, CancellationToken cancellation)
    {
        // One after the other: of two that meet here, one is first with every key.
        foreach (var (key, _) in holders.Where(holder => holder.Lineage is null))
        {
            if (!await store.ClaimAsync(key, id, cancellation) && !isKnown)
                return false;
        }

        await Task.WhenAll(holders.Where(holder => holder.Lineage is not null && holder.Lineage != id).Select(holder => store.PointAsync(holder.Key, id, cancellation)));
        return true;
    }

    private static bool IsMeasure(Entry entry, IReadOnlyList<LineageKey> keys) =>
        entry.Facts.Stage is not null || keys.Any(key => key.Kind is LineageKeyKind.Number or LineageKeyKind.Name);

    /// <summary>Entries that share a key come one after the other, the oldest first.</summary>
    private static IEnumerable<IReadOnlyList<SightedEntry>> Measures(IEnumerable<SightedEntry> sighted)
    {
        var groups = new Dictionary<string, List<SightedEntry>>(StringComparer.Ordinal);
        var all = new HashSet<List<SightedEntry>>();
        foreach (var entry in sighted)
        {
            var keys = KeysOf(entry).ToList();
            var joined = keys.Select(key => groups.GetValueOrDefault(key)).OfType<List<SightedEntry>>().Distinct().ToList();
            var group = joined.Count == 0 ? [] : joined[0];
            foreach (var other in joined.Skip(1))
            {
                group.AddRange(other);
                all.Remove(other);
            }

            group.Add(entry);
            all.Add(group);
            foreach (var key in joined.Skip(1).SelectMany(other => other).SelectMany(KeysOf).Concat(keys))
                groups[key] = group;
        }

        return all.Select(group => group.OrderBy(entry => entry.Entry.Published).ToList());
    }

    private static IEnumerable<string> KeysOf(SightedEntry sighted) =>
        LineageKeys.Of(sighted.Entry).Concat(LineageTargets.Of(sighted.Entry).SelectMany(target => target.Keys)).Select(key => key.Text).Prepend(sighted.Lineage ?? Lineage.IdOf(sighted.Entry));
}

/// <summary>An entry that is new or changed.</summary>
/// <param name="IsUpdate">Whether it was known with another text, <paramref name="Before"/>.</param>
/// <param name="Before">As it was stored; null where it is new, or no longer stored.</param>
/// <param name="Lineage">Of which it was; null where it is new or was of none.</param>
/// <param name="IsSilent">Noted and not told.</param>
internal sealed record SightedEntry(Entry Entry, bool IsUpdate, Entry? Before, string? Lineage, bool IsSilent);

/// <param name="Lineage">Null where it is of no measure.</param>
internal sealed record TakenEntry(Entry Entry, string? Lineage)
{
    /// <summary>What its last update changed.</summary>
    public IReadOnlyList<ClauseChange> Changes { get; init; } = [];
}
