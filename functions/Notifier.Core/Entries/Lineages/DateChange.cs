using Notifier.Core.Entries.Dates;

namespace Notifier.Core.Entries.Lineages;

/// <summary>A date of a measure that a later publication sets anew.</summary>
/// <param name="Before">Null where none was known.</param>
/// <param name="After">Null where the old one no longer holds and no other is said.</param>
internal sealed record DateChange(PolicyDateKind Kind, DateOnly? Before, DateOnly? After)
{
    /// <summary>What an entry says of each kind: of several deadlines that which was said last, of a longer consultation the latest.</summary>
    public static IEnumerable<EntryDate> Stated(Entry entry)
    {
        var prolongs = AddendumReader.Of(entry) is Addendum.Extension or Addendum.Again;
        return entry.Facts.Dates.GroupBy(date => date.Kind)
            .Select(ofKind => prolongs && ofKind.Key == PolicyDateKind.Deadline ? ofKind.MaxBy(date => date.Date)! : ofKind.Last());
    }

    /// <summary>
    /// Who set a date may set it anew: the source itself, or whoever says that it is extended, delayed or corrected. A copy that reads
    /// otherwise does not, nor does what is older than the change.
    /// </summary>
    /// <param name="addendum">As the entry says it, or as it follows from it.</param>
    /// <param name="isNews">Whether nobody has said it before: then a date that it does not name no longer holds.</param>
    public static IReadOnlyList<DateChange> Of(Lineage lineage, Entry entry, Addendum? addendum, bool isNews)
    {
        if (lineage.Stage == Stage.Repealed || !(addendum is not null || (entry.Facts.Stage == lineage.Stage && lineage.Parts.Any(part => part.Source == entry.Source))))
            return [];
        if (entry.Published < lineage.StageSince || lineage.Parts.Any(part => IsLaterWord(part, entry)))
            return [];
        var stated = Stated(entry).Select(date => new DateChange(date.Kind, lineage.DateOf(date.Kind), date.Date)).Where(change => change.Before != change.After).ToList();
        return !isNews ? stated : addendum switch
        {
            Addendum.Extension or Addendum.Again when entry.Facts.Stage is null or Stage.Draft or Stage.Comment => [.. stated, .. Lost(lineage, entry, PolicyDateKind.Deadline)],
            Addendum.Rescheduling when !entry.Facts.Dates.Any() => [.. Lost(lineage, entry, PolicyDateKind.Effective)],
            _ => stated,
        };
    }

    private static IEnumerable<DateChange> Lost(Lineage lineage, Entry entry, PolicyDateKind kind) =>
        lineage.DateOf(kind) is { } was && entry.Facts.Dates.All(date => date.Kind != kind) ? [new(kind, was, null)] : [];

    private static bool IsLaterWord(LineagePart part, Entry entry) => part.Published > entry.Published
        && (AddendumReader.Of(EntryWords.Fold(part.Title)) is not null || (part.Source == entry.Source && part.Id != entry.Id && part.Stage == entry.Facts.Stage));
}
