using System.Globalization;
using System.Text.RegularExpressions;
using Notifier.Core.Observations;

namespace Notifier.Sources;

/// <summary>
/// The date of an observation as sources write it. A month, quarter or year is its last day, whichever of its days the source
/// names; an instant of a daily or weekly series is its day in the source's zone.
/// </summary>
internal static partial class PeriodText
{
    private static readonly string[] Dates = ["yyyy-MM-dd", "yyyyMMdd", "yyyy/MM/dd", "yyyy/M/d", "yyyy.MM.dd", "yyyy年M月d日", "yyyy-M-d"];
    private static readonly string[] LocalTimes =
        ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm:ss.FFFFFFF", "yyyy/MM/dd HH:mm:ss"];

    /// <param name="zone">For times without an offset, and for the day of those with one.</param>
    public static bool TryRead(string text, Frequency frequency, TimeZoneInfo zone, out Period period)
    {
        text = text.Trim();
        if (Day(text, frequency) is { } day)
        {
            period = Period.From(LastDay(day, frequency));
            return true;
        }

        if (Instant(text, zone) is { } instant)
        {
            period = frequency == Frequency.Intraday
                ? Period.From(instant)
                : Period.From(LastDay(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime), frequency));
            return true;
        }

        period = default;
        return false;
    }

    public static DateOnly LastDay(DateOnly day, Frequency frequency)
    {
        var monthEnd = frequency switch
        {
            Frequency.Monthly => day.Month,
            Frequency.Quarterly => (day.Month + 2) / 3 * 3,
            Frequency.Yearly => 12,
            _ => 0,
        };
        return monthEnd == 0 ? day : new DateOnly(day.Year, monthEnd, DateTime.DaysInMonth(day.Year, monthEnd));
    }

    private static DateOnly? Day(string text, Frequency frequency)
    {
        if (DateOnly.TryParseExact(text, Dates, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return date;
        // 2022-03, 2022M03, 2022-M03 (World Bank, IMF), 2022Q1, 2022-Q1.
        if (Coarse().Match(text) is { Success: true } match)
        {
            var (year, number) = (int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture), int.Parse(match.Groups[3].Value, CultureInfo.InvariantCulture));
            var month = match.Groups[2].Value.Contains('Q', StringComparison.Ordinal) ? number * 3 : number;
            return year > 0 && month is >= 1 and <= 12 ? new DateOnly(year, month, DateTime.DaysInMonth(year, month)) : null;
        }

        return frequency == Frequency.Yearly && text.Length == 4 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var only) && only > 0
            ? new DateOnly(only, 12, 31)
            : null;
    }

    private static DateTimeOffset? Instant(string text, TimeZoneInfo zone)
    {
        // Ten digits of seconds or thirteen of milliseconds: 2001-09-09 to 2286-11-20.
        if (text.Length is 10 or 13 && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var epoch))
            return text.Length == 10 ? DateTimeOffset.FromUnixTimeSeconds(epoch) : DateTimeOffset.FromUnixTimeMilliseconds(epoch);
        if (DateTime.TryParseExact(text, LocalTimes, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            return new DateTimeOffset(local, zone.GetUtcOffset(local));
        return text.Length >= 16 && text[4] == '-' && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant) ? instant : null;
    }

    [GeneratedRegex("^([0-9]{4})(-M?|M|-?Q)([0-9]{1,2})$", RegexOptions.CultureInvariant)]
    private static partial Regex Coarse();
}
