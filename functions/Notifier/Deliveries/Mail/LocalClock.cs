using System.Globalization;
using Notifier.Core.Observations;

namespace Notifier.Deliveries.Mail;

/// <summary>Periods as the reader's clock shows them: a day as it is, an instant in their zone; its day only where it is another than that of the mail and of the step before.</summary>
internal sealed class LocalClock
{
    private readonly TimeZoneInfo _zone;
    public LocalClock(string zone, DateTimeOffset created)
    {
        // A zone that this machine does not know (any more) is told in UTC.
        _zone = TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? found : TimeZoneInfo.Utc;
        Today = Day(TimeZoneInfo.ConvertTime(created, _zone).DateTime);
    }

    /// <summary>The day of the mail.</summary>
    public string Today { get; }

    /// <param name="shown">The day that stands before it, changed where this one shows another.</param>
    public string Text(Period period, ref string? shown)
    {
        if (period.Utc.TimeOfDay == TimeSpan.Zero)
            return shown = Day(period.Utc);
        var local = TimeZoneInfo.ConvertTimeFromUtc(period.Utc, _zone);
        var (before, day) = (shown ?? Today, Day(local));
        shown = day;
        var time = local.ToString("HH:mm", CultureInfo.InvariantCulture);
        return day == before ? time : $"{day} {time}";
    }

    private static string Day(DateTime local) => local.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
