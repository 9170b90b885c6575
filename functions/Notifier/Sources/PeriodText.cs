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
            period = frequency == Frequency.Intraday ? Period.From(instant) : Period.From(LastDay(DayOf(instant, zone), frequency));
            return true;
        }

        period = default;
        return false;
    }

    /// <summary>True for what is meant as a date, whether or not its form is known: <c>31/12/2024</c>, <c>24 Nov 26th</c>, but not <c>Average</c> or <c>2024</c>.</summary>
    public static bool LooksLikeDate(string text) =>
        (DateLike().IsMatch(text) && text.Count(char.IsAsciiDigit) > 4 && text.AsSpan().IndexOfAnyInRange('1', '9') >= 0) || WithMonth().IsMatch(text);

    /// <summary>Whether the same text is the same period in both.</summary>
    public static bool DatesAlike(Frequency one, Frequency other) =>
        one == other || (one is Frequency.Daily or Frequency.Weekly && other is Frequency.Daily or Frequency.Weekly);

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
        // 2022-03, 2022M03, 2022-M03 (World Bank, IMF), 2022/03, 2022年3月, 2022Q1, 2022-Q1.
        if (Coarse().Match(text) is { Success: true } match)
        {
            var (year, number) = (int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture), int.Parse(match.Groups[3].Value, CultureInfo.InvariantCulture));
            var isQuarter = match.Groups[2].Value.Contains('Q', StringComparison.Ordinal);
            // A table of months may have the quarters below them, whose averages are no month's value.
            if (isQuarter && frequency is Frequency.Monthly or Frequency.Weekly)
                return null;
            var month = isQuarter ? number * 3 : number;
            return year > 0 && month is >= 1 and <= 12 ? new DateOnly(year, month, DateTime.DaysInMonth(year, month)) : null;
        }

        return frequency == Frequency.Yearly && text.Length == 4 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var only) && only > 0
            ? new DateOnly(only, 12, 31)
            : null;
    }

    /// <summary>Midnight UTC is how programs write a date; in America it would be the day before.</summary>
    private static DateOnly DayOf(DateTimeOffset instant, TimeZoneInfo zone) =>
        DateOnly.FromDateTime(instant.Offset == TimeSpan.Zero && instant.TimeOfDay == TimeSpan.Zero ? instant.DateTime : TimeZoneInfo.ConvertTime(instant, zone).DateTime);

    private static DateTimeOffset? Instant(string text, TimeZoneInfo zone)
    {
        // Ten digits of seconds or thirteen of milliseconds: 2001-09-09 to 2286-11-20.
        if (text.Length is 10 or 13 && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var epoch))
            return text.Length == 10 ? DateTimeOffset.FromUnixTimeSeconds(epoch) : DateTimeOffset.FromUnixTimeMilliseconds(epoch);
        if (DateTime.TryParseExact(text, LocalTimes, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            // On the first day of the calendar, which stands for none, an offset leads out of it.
            return local.Year > 1 ? new DateTimeOffset(local, zone.GetUtcOffset(local)) : null;
        // Without an offset it would be in the zone of this machine.
        return text.Length >= 16 && text[4] == '-' && (text[^1] == 'Z' || text.AsSpan(10).IndexOfAny('+', '-') >= 0)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant) ? instant : null;
    }

    [GeneratedRegex("^([0-9]{4})(-M?|M|-?Q|/|年)([0-9]{1,2})月?$", RegexOptions.CultureInvariant)]
    private static partial Regex Coarse();

    [GeneratedRegex("^[0-9TZ年月日 :/.+-]+$", RegexOptions.CultureInvariant)]
    private static partial Regex DateLike();

    [GeneratedRegex(
        @"^([a-z]{3,9},?\s+)?([0-9]{1,4}(st|nd|rd|th)?[\s,./-]+(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*|(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[\s,./-]+[0-9]{1,2}(st|nd|rd|th)?)[\s,./-]+'?[0-9]{2,4}(st|nd|rd|th)?$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex WithMonth();
}
