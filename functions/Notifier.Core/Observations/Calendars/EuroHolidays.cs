namespace Notifier.Core.Observations.Calendars;

/// <summary>Closing days of TARGET (European Central Bank, since 2002), which are never moved.</summary>
internal static class EuroHolidays
{
    public static bool IsOpen(DateOnly day) => Weekdays.IsOpen(day)
        && (day.Month, day.Day) is not ((1, 1) or (5, 1) or (12, 25) or (12, 26))
        && day != MovingDays.Easter(day.Year).AddDays(-2)
        && day != MovingDays.Easter(day.Year).AddDays(1);
}
