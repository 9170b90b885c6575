namespace Notifier.Core.Observations.Calendars;

/// <summary>Holidays of the US commodity exchanges and of the federal agencies that publish prices.</summary>
internal static class UnitedStatesHolidays
{
    public static bool IsOpen(DateOnly day) => Weekdays.IsOpen(day) && !IsHoliday(day, day.Year);

    private static bool IsHoliday(DateOnly day, int year) =>
        day == NewYear(year)
        || day == MovingDays.Nth(year, 1, DayOfWeek.Monday, 3)
        || day == MovingDays.Nth(year, 2, DayOfWeek.Monday, 3)
        || day == MovingDays.Easter(year).AddDays(-2)
        || day == MovingDays.Nth(year, 5, DayOfWeek.Monday, 0)
        // Juneteenth since 2022.
        || (year >= 2022 && day == MovingDays.Nearest(year, 6, 19))
        || day == MovingDays.Nearest(year, 7, 4)
        || day == MovingDays.Nth(year, 9, DayOfWeek.Monday, 1)
        || day == MovingDays.Nth(year, 11, DayOfWeek.Thursday, 4)
        || day == MovingDays.Nearest(year, 12, 25);

    /// <summary>On a Saturday it is not kept, because the year before has its own end.</summary>
    private static DateOnly NewYear(int year) => new DateOnly(year, 1, 1) is { DayOfWeek: DayOfWeek.Sunday } sunday ? sunday.AddDays(1) : new(year, 1, 1);
}
