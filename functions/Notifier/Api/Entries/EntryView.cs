using Notifier.Core.Entries;
using Notifier.Core.Entries.Dates;
using Notifier.Core.Entries.Lineages;
using Notifier.Core.Entries.Quantities;
using Notifier.Core.Observations;
using Notifier.Entries.Lineages;

namespace Notifier.Api.Entries;

/// <summary>An entry with what was read from it. All texts are a stranger's plain text.</summary>
/// <param name="Lineage">Id of the measure that it is of; none where it is of none.</param>
/// <param name="Changes">The clauses that its last update changed, took out or put in.</param>
internal sealed record EntryView(
    string Source,
    string Id,
    string Title,
    string? Link,
    string Summary,
    string Content,
    Period Published,
    Period? Updated,
    IReadOnlyList<string> Authors,
    IReadOnlyList<string> Categories,
    IReadOnlyList<EntryTopic> Topics,
    IReadOnlyList<Quantity> Quantities,
    IReadOnlyList<string> Agencies,
    Stage? Stage,
    IReadOnlyList<EntryDate> Dates,
    string? Lineage,
    IReadOnlyList<ClauseChange> Changes)
{
    public static EntryView Of(TakenEntry taken)
    {
        var (entry, facts) = (taken.Entry, taken.Entry.Facts);
        return new(
            entry.Source, entry.Id, entry.Title, entry.Link, entry.Summary, entry.Content, entry.Published, entry.Updated, entry.Authors, entry.Categories,
            facts.Topics, facts.Quantities, facts.Agencies, facts.Stage, facts.Dates, taken.Lineage, taken.Changes);
    }
}
