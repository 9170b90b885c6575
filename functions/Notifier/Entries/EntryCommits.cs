using Azure;
using Notifier.Core.Entries;
using Notifier.Entries.Lineages;
using Notifier.Episodes;
using Notifier.Rules;
using Notifier.Storage;

namespace Notifier.Entries;

/// <summary>
/// The one way in which entries come in:
/// <list type="number">
/// <item>what is new is claimed, by the ETag of what is known: from then on its time of publication is settled, whoever reads it again;</item>
/// <item>its texts are read, and each measure is committed with the warnings about it, which does nothing where it was done;</item>
/// <item>what is new or changed is stored, and the series are run whose rules count it, which may be done again;</item>
/// <item>what is known now is written, by the ETag of the claim.</item>
/// </list>
/// </summary>
internal sealed class EntryCommits(TableStore tables, EntryStore store, LineageCommits lineages, RuleStore rules, CountingShards counting)
{
    // Whoever loses a round has seen somebody else's commit land.
    private const int Rounds = 20;

    // A part is progress that a crash does not undo.
    private const int MostAtOnce = 200;

    /// <summary>Takes in what a feed holds now, or what was posted.</summary>
    /// <param name="source">
    /// Where it was polled: what a feed holds when it is first read is history and tells nothing, also where the source's address was
    /// changed and nothing there is known. What is posted always tells.
    /// </param>
    /// <exception cref="EntryConflictException">Transient: too many others commit entries of the same source or measure.</exception>
    public async Task<EntrySummary> CommitAsync(EntrySource source, IReadOnlyList<Entry> entries, CancellationToken cancellation)
    {
        var summary = EntrySummary.Nothing;
        for (var round = 1; round <= Rounds; round++)
        {
            var news = await ReadAsync(source, entries, cancellation);
            if (news.IsNothing)
                return summary;
            var (done, more) = await CommitPartAsync(news, cancellation);
            summary += done ?? EntrySummary.Nothing;
            if (!more)
                return summary;
            // A part of a long list is progress, not a lost race.
            round = done is null ? round : 0;
        }

        throw new EntryConflictException(source.Id);
    }

    private async Task<EntryNews> ReadAsync(EntrySource source, IReadOnlyList<Entry> entries, CancellationToken cancellation)
    {
        var row = await tables.FindAsync(TableName.State, EntryKeys.StatePartition(source.Id), StateKeys.Cursor, cancellation);
        return EntryNews.Of(row is null ? KnownEntries.None(source.Id) : KnownEntries.Read(source.Id, row), entries, source);
    }

    private async Task<(EntrySummary? Done, bool More)> CommitPartAsync(EntryNews news, CancellationToken cancellation)
    {
        var known = news.Known;
        if (news.Unclaimed.Count > 0)
        {
            known = known.Claiming(news.Unclaimed);
            if (await WriteAsync(known, cancellation) is not { } claimed)
                return (null, true);
            known = known with { ETag = claimed };
        }

        var (fresh, changed) = (news.Fresh.Take(MostAtOnce).ToList(), news.Changed.Take(Math.Max(0, MostAtOnce - news.Fresh.Count)).ToList());
        var set = await rules.ReadAsync(cancellation);
        var telling = set.Rules.Select(stored => stored.Rule).Where(rule => rule.Entry is not null).ToList();
        var (taken, warnings) = await lineages.TakeAsync(news.Source, await SightedAsync(news, fresh, changed, cancellation), telling, cancellation);
        await store.WriteAsync(taken, news.Source, cancellation);
        await counting.EvaluateAsync(set, [.. taken.Select(one => one.Entry)], cancellation);
        var left = news.Fresh.Skip(fresh.Count).Concat(news.Changed.Skip(changed.Count)).ToHashSet();
        if (await WriteAsync(known.Telling(news.Sighted.Where(entry => !left.Contains(entry)), news.Source, news.IsHistory, left.Count == 0), cancellation) is null)
            return (null, true);
        return (new EntrySummary(fresh.Count, changed.Count, warnings), left.Count > 0);
    }

    private async Task<IReadOnlyList<SightedEntry>> SightedAsync(EntryNews news, IReadOnlyList<Entry> fresh, IReadOnlyList<Entry> changed, CancellationToken cancellation)
    {
        var sighted = fresh.Select(entry => new SightedEntry(Read(entry), false, null, null, news.IsSilent(entry))).ToList();
        foreach (var entry in changed)
        {
            var before = await store.FindAsync(entry, cancellation);
            // Read as the present text is: what only another reader finds in it is no change.
            sighted.Add(new(Read(entry), true, before is null ? null : Read(before.Entry), before?.Lineage, news.IsReread));
        }

        return sighted;

        Entry Read(Entry entry) => EntryFactsReader.Read(entry, news.Source.Agency, news.Source.TimeZone);
    }

    /// <returns>The new ETag; null where somebody else's commit came first.</returns>
    private async Task<ETag?> WriteAsync(KnownEntries after, CancellationToken cancellation)
    {
        try
        {
            return (await tables.TransactAsync(TableName.State, [after.Write()], cancellation))[0];
        }
        catch (RequestFailedException failure) when (OwnWrite.MayHaveLanded(failure))
        {
            return null;
        }
    }
}

/// <param name="Updates">Known entries whose text changed: stored, never told as new.</param>
/// <param name="Warnings">How many warnings were recorded.</param>
internal sealed record EntrySummary(int New, int Updates, int Warnings)
{
    public static EntrySummary Nothing { get; } = new(0, 0, 0);

    public static EntrySummary operator +(EntrySummary left, EntrySummary right) =>
        new(left.New + right.New, left.Updates + right.Updates, left.Warnings + right.Warnings);
}

/// <summary>Transient: other commits of the same source came first again and again; nothing is half done.</summary>
internal sealed class EntryConflictException(string source) : Exception($"entries of '{source}': others commit too often; try again later");
