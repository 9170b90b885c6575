namespace Notifier.Core.Observations.Calendars;

/// <summary>Bank holidays of England and Wales, on which London's exchanges do not settle.</summary>
internal static class EnglishHolidays
{
    // Proclaimed for one year, or moved: VE Day 1995 and 2020, the millennium, jubilees 2002, 2012 and 2022, the wedding of 2011, the funeral of 2022, the coronation of 2023.
    private static readonly DateOnly[] Extra =
    [
        new(1999, 12, 31), new(2002, 6, 3), new(2011, 4, 29), new(2012, 6, 5), new(2022, 6, 3), new(2022, 9, 19), new(2023, 5, 8),
    ];

    public static bool IsOpen(DateOnly day) => Weekdays.IsOpen(day) && !IsHoliday(day, day.Year);

    private static bool IsHoliday(DateOnly day, int year)
    {
        var christmas = MovingDays.Next(new(year, 12, 25));
        var boxing = MovingDays.Next(new(year, 12, 26));
        return day == MovingDays.Next(new(year, 1, 1))
            || day == MovingDays.Easter(year).AddDays(-2)
            || day == MovingDays.Easter(year).AddDays(1)
            || day == EarlyMay(year)
            || day == Spring(year)
            || day == MovingDays.Nth(year, 8, DayOfWeek.Monday, 0)
            || day == christmas
            || day == (boxing == christmas ? MovingDays.Next(boxing.AddDays(1)) : boxing)
            || Extra.Contains(day);
    }

    private static DateOnly EarlyMay(int year) => year is 1995 or 2020 ? new(year, 5, 8) : MovingDays.Nth(year, 5, DayOfWeek.Monday, 1);

    private static DateOnly Spring(int year) => year switch
    {
        2002 => new(2002, 6, 4),
        2012 => new(2012, 6, 4),
        2022 => new(2022, 6, 2),
        _ => MovingDays.Nth(year, 5, DayOfWeek.Monday, 0),
    };
}
