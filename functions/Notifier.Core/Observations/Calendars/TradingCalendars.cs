using System.Collections.Frozen;

namespace Notifier.Core.Observations.Calendars;

/// <summary>All calendars that a series may name: one line each.</summary>
public static class TradingCalendars
{
    private static readonly FrozenDictionary<string, TradingCalendar> ByName;

    static TradingCalendars() => ByName = All
        .SelectMany(calendar => calendar.Aliases.Append(calendar.Id).Select(name => (Name: name, Calendar: calendar)))
        .ToFrozenDictionary(pair => pair.Name, pair => pair.Calendar, StringComparer.Ordinal);

    public static IReadOnlyList<TradingCalendar> All { get; } =
    [
        new("weekdays", "Monday to Friday", Weekdays.IsOpen),
        new("cn", "working days in China, those that make up for a holiday on a weekend included", ChineseHolidays.IsWorkingDay),
        new("cn-exchange", "trading days of the Chinese futures exchanges", ChineseHolidays.IsTradingDay, "shfe", "dce", "czce", "gfex", "ine"),
        new("us", "weekdays without the holidays of the US commodity markets and agencies", UnitedStatesHolidays.IsOpen, "cme", "comex", "nymex", "cbot", "eia"),
        new("uk", "weekdays without the bank holidays of England", EnglishHolidays.IsOpen, "lme", "ice-eu"),
        new("target", "the days of the euro's payment system, on which the ECB publishes rates", EuroHolidays.IsOpen, "ecb"),
    ];

    /// <summary>Null where there is none of the name.</summary>
    public static TradingCalendar? Find(string name) => ByName.GetValueOrDefault(name);
}

/// <summary>Monday to Friday.</summary>
internal static class Weekdays
{
    public static bool IsOpen(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);
}
