using Notifier.Core.Entries;

namespace Notifier.Entries;

/// <summary>What of a reading is not known yet.</summary>
/// <param name="Sighted">What was read, the newest <see cref="KnownEntries.Most"/> of it, published when it was first seen to be.</param>
/// <param name="Fresh">Not told yet, the oldest first.</param>
/// <param name="Changed">Known with another text.</param>
/// <param name="IsHistory">True where what is new was there before anybody watched.</param>
internal sealed record EntryNews(
    KnownEntries Known, IReadOnlyList<Entry> Sighted, IReadOnlyList<Entry> Fresh, IReadOnlyList<Entry> Changed, bool IsHistory, EntrySource Source)
{
    /// <summary>False also for the first reading of an empty feed: that nothing was there is worth knowing.</summary>
    public bool IsNothing => Fresh.Count == 0 && Changed.Count == 0 && (Source.Feed is null || (Known.Commit > 0 && !IsReread));

    /// <summary>Whether it is read otherwise than before: a changed definition, or another version of this program. What looks changed may be so only for that.</summary>
    public bool IsReread => Source.Extractor is not null && Known.Extractor is not null && Source.Extractor != Known.Extractor;

    public IReadOnlyList<Entry> Unclaimed { get; } = [.. Fresh.Where(entry => !Known.Entries.ContainsKey(KnownEntries.Id(entry)))];

    /// <summary>What was there before anybody watched, what may have been told and forgotten, and what only has another id because it is read otherwise.</summary>
    public bool IsSilent(Entry entry) =>
        IsHistory || (Known.Forgotten is { } forgotten && entry.Published <= forgotten) || (IsReread && (Known.HasSeen(entry) || Known.IsOlder(entry)));

    public static EntryNews Of(KnownEntries known, IReadOnlyList<Entry> read, EntrySource source)
    {
        var feed = source.Feed is null ? null : KnownEntries.FeedOf(source.Feed);
        var all = read.DistinctBy(KnownEntries.Id).Select(known.Settled).OrderByDescending(entry => entry.Published).ToList();
        var sighted = all.Take(KnownEntries.Most).ToList();
        known = known.Forgetting(all.Skip(KnownEntries.Most).Select(entry => entry.Published));
        var fresh = sighted.Where(entry => !known.HasTold(entry)).Reverse().ToList();
        var changed = sighted.Where(known.HasChanged).ToList();
        var another = known.Feed is { } before && feed is not null && before != feed && fresh.Count == sighted.Count;
        return new(known, sighted, fresh, changed, feed is not null && (known.Commit == 0 || known.IsFirstReading || another), source);
    }
}
