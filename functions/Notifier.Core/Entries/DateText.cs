using System.Globalization;
using System.Text.RegularExpressions;

namespace Notifier.Core.Entries;

/// <summary>
/// The date of an entry as feeds and pages write it: ISO 8601 and W3CDTF, RFC 822 and its usual misspellings, asctime, seconds and
/// milliseconds since 1970, the Chinese forms <c>2022年3月26日</c>, <c>二〇二二年三月二十六日</c>, <c>2022/3/26</c>, <c>20220326</c>, with
/// or without a time, a weekday, a label and a comment in brackets. What can be read in two ways is no date: late is better than wrong.
/// </summary>
public static partial class DateText
{
    private const int LongestText = 200;

    // No feed is older; "0312-01" is a century that was left out, and no year.
    private const int FirstYear = 1900;
    private const int LastYear = 2199;

    /// <param name="zone">Where a text without a zone was written.</param>
    /// <returns>Null where it is no date, names a zone that is not known, or may mean two days.</returns>
    public static DateTimeOffset? Parse(string text, TimeZoneInfo zone)
    {
        if (text.Length > LongestText)
            return null;
        var plain = DatePlain.Of(text);
        if (plain.IsKorean && zone.BaseUtcOffset == TimeSpan.Zero)
            zone = Seoul;
        return Numbers(plain.Text, zone) ?? Worded(plain.Text, zone);
    }

    // Nobody else writes so; a zone that was given is right all the same.
    private static TimeZoneInfo Seoul { get; } = TimeZoneInfo.CreateCustomTimeZone("Korea", TimeSpan.FromHours(9), "Korea", "Korea");

    private static DateTimeOffset? Numbers(string text, TimeZoneInfo zone)
    {
        if (Ordinal().Match(text) is { Success: true } ordinal && Number(ordinal, 2) is > 0 and < 367 and var day && Number(ordinal, 1) is >= FirstYear and <= LastYear and var year)
            return new DateTime(year, 1, 1).AddDays(day - 1) is var date && date.Year == year ? Instant(year, date.Month, date.Day, "", "", zone) : null;
        if (Numeric().Match(text) is { Success: true } match)
        {
            // "2013-01-27-01" is no date with an offset.
            return match.Groups[5].Length > 0 && match.Groups[4].Length == 0 && !char.IsAsciiLetter(match.Groups[5].Value[0])
                ? null
                : Instant(Number(match, 1), Number(match, 2, 1), Number(match, 3, 1), match.Groups[4].Value, match.Groups[5].Value, zone);
        }

        if (Compact().Match(text) is { Success: true } compact)
            return Instant(Number(compact, 1), Number(compact, 2), Number(compact, 3), compact.Groups[4].Success ? $"{compact.Groups[4]}:{compact.Groups[5]}:{compact.Groups[6]}" : "", compact.Groups[7].Value, zone);
        return Epoch().Match(text) is { Success: true } epoch ? DateTimeOffset.FromUnixTimeSeconds(long.Parse(epoch.Groups[1].Value, CultureInfo.InvariantCulture)) : null;
    }

    /// <summary>RFC 822, asctime and what people write: parts in any order, told by what they look like.</summary>
    private static DateTimeOffset? Worded(string text, TimeZoneInfo zone)
    {
        var parts = DateParts.Of(text);
        if (parts is null)
            return null;
        var days = parts.Days().ToList();
        return days is [var only] ? Instant(only.Year, only.Month, only.Day, parts.Time, parts.Offset, zone) : null;
    }

    private static DateTimeOffset? Instant(int year, int month, int day, string time, string offset, TimeZoneInfo zone)
    {
        if (year is < FirstYear or > LastYear || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return null;
        var clock = Clock().Match(time);
        if (time.Length > 0 && !clock.Success)
            return null;
        var (hour, minute, second) = (Number(clock, 1, 0), Number(clock, 2, 0), Number(clock, 3, 0));
        // A leap second is the last second that a clock here knows; 24:00 is the next midnight.
        if (hour > 24 || minute > 59 || second > 60 || (hour == 24 && minute + second > 0))
            return null;
        var local = new DateTime(year, month, day).Add(new TimeSpan(hour, minute, Math.Min(second, 59)));
        if (offset.Length == 0)
            return new DateTimeOffset(local, WholeMinutes(zone.GetUtcOffset(local)));
        return ZoneNames.TryParse(offset, local, WholeMinutes(zone.GetUtcOffset(local)), out var given) ? new DateTimeOffset(local, given) : null;
    }

    /// <summary>Before there were zones each city had its own noon, to the second, which an offset here cannot have.</summary>
    private static TimeSpan WholeMinutes(TimeSpan offset) => TimeSpan.FromMinutes(Math.Round(offset.TotalMinutes));

    private static int Number(Match match, int group, int standard = 0) =>
        match.Groups[group].Success ? int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture) : standard;

    [GeneratedRegex(@"^([0-9]{4})(?:\s?[-/.年]\s?([0-9]{1,2})(?:\s?[-/.月]\s?([0-9]{1,2})(?:\s?日)?|\s?月)?)?(?:(?:\s*t\s*|\s+(?:-\s+)?|(?<=日))([0-9]{1,2}(?::|时)[0-9]{2}(?:(?::|分)[0-9]{2}(?:[.,][0-9]+)?)?)[分秒]?)?\s*(z|[+-][0-9:]{1,6}z?|[a-z/]{1,8}(?:[+-][0-9:]{1,5})?)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Numeric();

    [GeneratedRegex(@"^([0-9]{4})([0-9]{2})([0-9]{2})(?:t?([0-9]{2})([0-9]{2})([0-9]{2})(z|[+-][0-9]{2}:?[0-9]{2})?)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Compact();

    [GeneratedRegex("^([0-9]{4})-?([0-9]{3})$", RegexOptions.CultureInvariant)]
    private static partial Regex Ordinal();

    // From 2001 to 2033, in seconds or milliseconds; before and after it is some other number.
    [GeneratedRegex("^(1[0-9]{9})(?:[0-9]{3})?$", RegexOptions.CultureInvariant)]
    private static partial Regex Epoch();

    [GeneratedRegex(@"^([0-9]{1,2})[:时]([0-9]{2})(?:[:分]([0-9]{2})(?:[.,][0-9]+)?)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Clock();
}
