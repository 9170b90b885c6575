using System.Collections.Frozen;
using System.Globalization;

namespace Notifier.Core.Observations.Calendars;

/// <summary>
/// Holidays in China as the State Council's general office announces them each autumn for the year to come (国务院办公厅关于部分节假日安排的通知),
/// and the trading days of the futures exchanges, which close on the same days and never trade on a weekend. Beyond the years
/// announced the holidays follow from the calendar alone (the regulation of 2024), without the days that make up for them.
/// </summary>
internal static class ChineseHolidays
{
    private const int FirstYear = 2005;
    private const int LastYear = 2026;

    // Weekdays without trade on Shanghai, Dalian and Zhengzhou since 2005, month and day; checked against the days that their series lack.
    private const string Closed = """
        2005 0207-0211 0214-0215 0502-0506 1003-1007
        2006 0130-0131 0201-0203 0501-0505 1002-1006
        2007 0101-0103 0219-0223 0501-0504 0507 1001-1005
        2008 0101 0206-0208 0211-0212 0404 0501-0502 0609 0915 0929-1003
        2009 0101-0102 0126-0130 0406 0501 0528-0529 1001-1002 1005-1008
        2010 0101 0215-0219 0405 0503 0614-0616 0922-0924 1001 1004-1007
        2011 0103 0202-0204 0207-0208 0404-0405 0502 0606 0912 1003-1007
        2012 0102-0103 0123-0127 0402-0404 0430-0501 0622 1001-1005
        2013 0101-0103 0211-0215 0404-0405 0429-0501 0610-0612 0919-0920 1001-1004 1007
        2014 0101 0131 0203-0206 0407 0501-0502 0602 0908 1001-1003 1006-1007
        2015 0101-0102 0218-0220 0223-0224 0406 0501 0622 0903-0904 1001-1002 1005-1007
        2016 0101 0208-0212 0404 0502 0609-0610 0915-0916 1003-1007
        2017 0102 0127 0130-0202 0403-0404 0501 0529-0530 1002-1006
        2018 0101 0215-0216 0219-0221 0405-0406 0430-0501 0618 0924 1001-1005 1231
        2019 0101 0204-0208 0405 0501-0503 0607 0913 1001-1004 1007
        2020 0101 0124 0127-0131 0406 0501 0504-0505 0625-0626 1001-1002 1005-1008
        2021 0101 0211-0212 0215-0217 0405 0503-0505 0614 0920-0921 1001 1004-1007
        2022 0103 0131-0204 0404-0405 0502-0504 0603 0912 1003-1007
        2023 0102 0123-0127 0405 0501-0503 0622-0623 0929 1002-1006
        2024 0101 0209 0212-0216 0404-0405 0501-0503 0610 0916-0917 1001-1004 1007
        2025 0101 0128-0131 0203-0204 0404 0501-0502 0505 0602 1001-1003 1006-1008
        2026 0101-0102 0216-0220 0223 0406 0501 0504-0505 0619 0925 1001-1002 1005-1007
        """;

    // Weekend days on which China works, month and day, since 2020.
    private const string MadeUp = """
        2020 0119 0426 0509 0628 0927 1010
        2021 0207 0220 0425 0508 0918 0926 1009
        2022 0129-0130 0402 0424 0507 1008-1009
        2023 0128-0129 0423 0506 0625 1007-1008
        2024 0204 0218 0407 0428 0511 0914 0929 1012
        2025 0126 0208 0427 0928 1011
        2026 0104 0214 0228 0509 0920 1010
        """;

    private static readonly FrozenSet<DateOnly> ClosedDays = Read(Closed);
    private static readonly FrozenSet<DateOnly> MadeUpDays = Read(MadeUp);
    private static readonly ChineseLunisolarCalendar Lunar = new();

    // The exchanges rested on New Year's Eve, on which offices were asked to.
    private static readonly DateOnly Eve2024 = new(2024, 2, 9);

    public static bool IsTradingDay(DateOnly day) =>
        Weekdays.IsOpen(day) && !(day.Year is >= FirstYear and <= LastYear ? ClosedDays.Contains(day) : IsHoliday(day));

    public static bool IsWorkingDay(DateOnly day) => MadeUpDays.Contains(day) || day == Eve2024 || IsTradingDay(day);

    /// <summary>By the regulation of 2024 (全国年节及纪念日放假办法), as far as a calendar tells it.</summary>
    private static bool IsHoliday(DateOnly day) => (day.Month, day.Day) is (1, 1) or (5, >= 1 and <= 5) or (10, >= 1 and <= 7)
        || day == Qingming(day.Year)
        || IsLunarHoliday(day);

    /// <summary>The solar term lies on 4 April, or a day later in a year of remainder 2 or 3 (until 2047; in this century).</summary>
    private static DateOnly Qingming(int year) => new(year, 4, year % 4 < 2 || year >= 2048 ? 4 : 5);

    /// <summary>New Year's Eve to the seventh day of the first month; the fifth of the fifth, the fifteenth of the eighth.</summary>
    private static bool IsLunarHoliday(DateOnly day)
    {
        var time = day.ToDateTime(TimeOnly.MinValue);
        if (time < Lunar.MinSupportedDateTime || time.AddDays(1) > Lunar.MaxSupportedDateTime)
            return false;
        var (month, date) = LunarDate(time);
        return (month, date) is (1, >= 1 and <= 7) or (5, 5) or (8, 15) || LunarDate(time.AddDays(1)) is (1, 1);
    }

    private static (int Month, int Day) LunarDate(DateTime day)
    {
        var (month, leap) = (Lunar.GetMonth(day), Lunar.GetLeapMonth(Lunar.GetYear(day)));
        // Months are counted through; a leap month has no festivals of its own.
        return leap == 0 || month < leap ? (month, Lunar.GetDayOfMonth(day))
            : month == leap ? (0, 0)
            : (month - 1, Lunar.GetDayOfMonth(day));
    }

    private static FrozenSet<DateOnly> Read(string table) => table.Split('\n', StringSplitOptions.TrimEntries)
        .Select(line => line.Split(' '))
        .SelectMany(line => line.Skip(1).SelectMany(range => Days(int.Parse(line[0], CultureInfo.InvariantCulture), range)))
        .ToFrozenSet();

    private static IEnumerable<DateOnly> Days(int year, string range)
    {
        var ends = range.Split('-');
        for (var day = Day(year, ends[0]); day <= Day(year, ends[^1]); day = day.AddDays(1))
            yield return day;
    }

    private static DateOnly Day(int year, string text) =>
        new(year, int.Parse(text.AsSpan(0, 2), CultureInfo.InvariantCulture), int.Parse(text.AsSpan(2), CultureInfo.InvariantCulture));
}
