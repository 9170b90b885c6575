using Notifier.Core.Observations;

namespace Notifier.Core.Entries;

/// <summary>One item of a policy feed, as read. All texts are a stranger's: plain text, no markup, escaped wherever shown.</summary>
/// <param name="Id">Stable within the source: the feed's id, else its link, else a hash of title and date.</param>
/// <param name="Published">When the source says that it was published; the time of the first sighting where it says nothing.</param>
public sealed record Entry(
    string Source,
    string Id,
    string Title,
    string? Link,
    string Summary,
    string Content,
    Period Published,
    Period? Updated,
    IReadOnlyList<string> Authors,
    IReadOnlyList<string> Categories)
{
    /// <summary>What its texts say; empty before they were read.</summary>
    public EntryFacts Facts { get; init; } = EntryFacts.None;

    /// <summary>Id of the measure that it is of; null where it is of none, or nobody looked.</summary>
    public string? Lineage { get; init; }

    /// <summary>What counts once, however many sources repeat it.</summary>
    internal string Measure => Lineage ?? $"{Source}/{Id}";
}
