using Notifier.Core.Observations;

namespace Notifier.Core.Entries;

/// <summary>The entries that <c>count(…)</c> may see, in ascending order of <see cref="Entry.Published"/>.</summary>
public sealed record EntryLog(IReadOnlyList<Entry> Entries)
{
    public static EntryLog Empty { get; } = new([]);
}
