namespace Notifier.Core.Subscriptions;

/// <summary>The instants that a cadence speaks of in local times.</summary>
public static class CadenceTimes
{
    /// <summary>Hours that end when they begin say nothing: a request with them is refused.</summary>
    public static bool IsEmpty(this QuietHours quiet) => quiet.From == quiet.To;

    /// <returns>When the quiet hours end that <paramref name="now"/> is in; null where it is in none.</returns>
    public static DateTimeOffset? Until(this QuietHours quiet, TimeZoneInfo zone, DateTimeOffset now)
    {
        if (quiet.IsEmpty())
            return null;
        var today = zone.Date(now);
        // Those that began yesterday last over midnight; where clocks are put back over midnight, tomorrow's have begun already.
        for (var day = -1; day <= 1; day++)
        {
            var date = today.AddDays(day);
            if (zone.First(date, quiet.From) <= now && zone.First(quiet.From < quiet.To ? date : date.AddDays(1), quiet.To) is var end && end > now)
                return end;
        }

        return null;
    }

    /// <summary>The first digest after <paramref name="now"/>; one whose time is in quiet hours comes at their end.</summary>
    /// <exception cref="InvalidOperationException">The cadence has none.</exception>
    public static DateTimeOffset NextDigest(this Cadence cadence, TimeZoneInfo zone, DateTimeOffset now)
    {
        if (cadence.Digest == DigestPeriod.Immediate)
            throw new InvalidOperationException("messages that come at once have no digest");
        var today = zone.Date(now);
        // From one that quiet hours may have put off, to the next week's after a day that does not exist.
        for (var day = -2; day <= 15; day++)
        {
            var date = today.AddDays(day);
            if (cadence.Digest == DigestPeriod.Weekly && date.DayOfWeek != cadence.DigestDay)
                continue;
            if (Digest(cadence, zone, date) is { } digest && digest > now)
                return digest;
        }

        throw new InvalidOperationException($"no digest within two weeks in {zone.Id}");
    }

    private static DateTimeOffset? Digest(Cadence cadence, TimeZoneInfo zone, DateOnly date)
    {
        if (!zone.Exists(date))
            return null;
        var digest = zone.First(date, cadence.DigestAt);
        return cadence.Quiet?.Until(zone, digest) ?? digest;
    }
}
