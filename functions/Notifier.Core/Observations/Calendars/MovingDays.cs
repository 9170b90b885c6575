namespace Notifier.Core.Observations.Calendars;

/// <summary>Days of a year that move: Easter, and weekdays of a month.</summary>
internal static class MovingDays
{
    /// <summary>Easter Sunday of the Gregorian calendar (Meeus, Astronomical Algorithms, chapter 8).</summary>
    public static DateOnly Easter(int year)
    {
        var (a, b, c) = (year % 19, year / 100, year % 100);
        var h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
        var l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
        var m = (a + 11 * h + 22 * l) / 451;
        var n = h + l - 7 * m + 114;
        return new(year, n / 31, n % 31 + 1);
    }

    /// <summary>The n-th of a weekday in a month; the last one where n is 0.</summary>
    public static DateOnly Nth(int year, int month, DayOfWeek weekday, int n)
    {
        var first = n > 0 ? new DateOnly(year, month, 1) : new DateOnly(year, month, 1).AddMonths(1).AddDays(-7);
        return first.AddDays(((int)weekday - (int)first.DayOfWeek + 7) % 7 + 7 * Math.Max(0, n - 1));
    }

    /// <summary>A holiday on a Saturday is kept on the Friday before, one on a Sunday on the Monday after.</summary>
    public static DateOnly Nearest(int year, int month, int day) => new DateOnly(year, month, day) is var date && date.DayOfWeek switch
    {
        DayOfWeek.Saturday => -1,
        DayOfWeek.Sunday => 1,
        _ => 0,
    } is var shift ? date.AddDays(shift) : default;

    /// <summary>A holiday on a weekend is kept on the next weekday that is not taken.</summary>
    public static DateOnly Next(DateOnly day)
    {
        while (!Weekdays.IsOpen(day))
            day = day.AddDays(1);
        return day;
    }
}
