namespace Notifier.Core.Subscriptions;

/// <summary>
/// Instants of local times. A local time that a change of the clocks skips means the first instant after it; one that comes twice
/// means the first. Only offsets at instants are asked of a zone: those are right also where the base offset itself changes, which
/// invalid and ambiguous times of the platform are not.
/// </summary>
public static class LocalTimes
{
    // Offsets lie between −12 and +14 hours; one hour more for what a zone may still decide.
    private static readonly TimeSpan Farthest = TimeSpan.FromHours(15);

    /// <param name="id">IANA name.</param>
    /// <returns>UTC where this machine does not know it (any more): late is better than never.</returns>
    public static TimeZoneInfo Zone(string id) => TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : TimeZoneInfo.Utc;

    public static DateOnly Date(this TimeZoneInfo zone, DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);

    /// <summary>False where a zone jumped over the whole day, as Samoa did over 2011-12-30.</summary>
    public static bool Exists(this TimeZoneInfo zone, DateOnly date) => zone.Date(zone.First(date, TimeOnly.MinValue)) == date;

    /// <summary>The first instant at which clocks show the time or, where it is skipped, a later one.</summary>
    public static DateTimeOffset First(this TimeZoneInfo zone, DateOnly date, TimeOnly time)
    {
        var wanted = new DateTimeOffset(date.ToDateTime(time), TimeSpan.Zero);
        var (before, after) = (zone.GetUtcOffset(wanted - Farthest), zone.GetUtcOffset(wanted + Farthest));
        // The larger offset is the earlier instant.
        foreach (var offset in before >= after ? (ReadOnlySpan<TimeSpan>)[before, after] : [after, before])
        {
            var instant = wanted - offset;
            if (zone.GetUtcOffset(instant) == offset)
                return instant;
        }

        return Change(zone, wanted, wanted - after, wanted - before);
    }

    /// <summary>Between an instant at which clocks show less than is wanted and one at which they show more: that of the change.</summary>
    private static DateTimeOffset Change(TimeZoneInfo zone, DateTimeOffset wanted, DateTimeOffset less, DateTimeOffset more)
    {
        while (more - less > TimeSpan.FromTicks(1))
        {
            var middle = less + (more - less) / 2;
            if (middle + zone.GetUtcOffset(middle) >= wanted)
                more = middle;
            else
                less = middle;
        }

        return more;
    }
}
