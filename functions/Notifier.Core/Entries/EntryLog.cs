using Notifier.Core.Observations;

namespace Notifier.Core.Entries;

/// <summary>The entries that <c>count(…)</c> may see, in ascending order of <see cref="Entry.Published"/>.</summary>
public sealed record EntryLog(IReadOnlyList<Entry> Entries)
{
    public static EntryLog Empty { get; } = new([]);

    /// <summary>
    /// As the clocks of a zone show it, because the days of a series begin and end there. A day without a time is the same day
    /// everywhere.
    /// </summary>
    public EntryLog In(TimeZoneInfo zone) => Entries.Count == 0 || (!zone.SupportsDaylightSavingTime && zone.BaseUtcOffset == TimeSpan.Zero)
        ? this
        : new([.. Entries.Select(entry => entry with { Published = Wall(entry.Published, zone) }).OrderBy(entry => entry.Published)]);

    private static Period Wall(Period published, TimeZoneInfo zone) => published.Utc.TimeOfDay == TimeSpan.Zero
        ? published
        : Period.FromTicks(TimeZoneInfo.ConvertTimeFromUtc(published.Utc, zone).Ticks);
}
