namespace Notifier.Core.Entries.Lineages;

/// <summary>Whether what an entry adds to its measure is news: a second source that says it too is a copy.</summary>
internal static class Adding
{
    /// <param name="addendum">What the entry says that it is; null where it does not say.</param>
    public static Addendum? Of(Lineage lineage, Entry entry, Addendum? addendum)
    {
        if (lineage.Parts.Count == 0 || lineage.Stage == Stage.Repealed)
            return null;
        var adds = addendum ?? (IsPublishedAgain(lineage, entry) ? Addendum.Again : null);
        return adds is { } kind && !lineage.Parts.Any(part => Says(part, kind) && IsSame(part, entry)) ? kind : null;
    }

    /// <summary>
    /// The source itself asks, or publishes, once more: with another text, and not within the days in which a page is put in order. So
    /// is what it proposes anew under the number of an adopted rule.
    /// </summary>
    private static bool IsPublishedAgain(Lineage lineage, Entry entry)
    {
        var like = lineage.Parts.Where(part => part.Stage == entry.Facts.Stage).ToList();
        if (entry.Facts.Stage == Stage.Comment && lineage.Stage is Stage.Final or Stage.Effective)
            return lineage.Parts.Any(part => part.Source == entry.Source && part.Stage is not null) && entry.Published - lineage.StageSince > LineageFit.Repeating;
        return entry.Facts.Stage is Stage.Comment or Stage.Final && entry.Facts.Stage == lineage.Stage
            && like.Exists(part => part.Source == entry.Source)
            && like.TrueForAll(part => entry.Published - part.Published > LineageFit.Repeating);
    }

    private static bool Says(LineagePart part, Addendum kind) => AddendumReader.Of(TitleText.Fold(part.Title)) is { } said && (said == kind || kind == Addendum.Again);

    private static bool IsSame(LineagePart part, Entry entry) => (part.Published - entry.Published).Duration() <= LineageFit.Copying
        && (part.Source != entry.Source || part.Text == Texts.Mark(entry));
}
