using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Notifier.Core.Entries;

/// <summary>
/// The date of an entry as feeds and pages write it: ISO 8601 and W3CDTF, RFC 822 and its usual misspellings, asctime, and the
/// Chinese forms <c>2022年3月26日</c>, <c>2022/3/26</c>, <c>20220326</c>, with or without a time, a weekday and a comment in brackets.
/// </summary>
public static partial class DateText
{
    private const int LongestText = 100;

    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    private static readonly string[] Weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    /// <param name="zone">Where a text without a zone was written.</param>
    /// <returns>Null where it is no date, or names a zone that is not known.</returns>
    public static DateTimeOffset? Parse(string text, TimeZoneInfo zone)
    {
        if (text.Length > LongestText)
            return null;
        var plain = Plain(text);
        var match = Numeric().Match(plain);
        if (match.Success)
            return Instant(Number(match, 1), Number(match, 2, 1), Number(match, 3, 1), match.Groups[4].Value, match.Groups[5].Value, zone);
        return Compact().Match(plain) is { Success: true } compact
            ? Instant(Number(compact, 1), Number(compact, 2), Number(compact, 3), "", "", zone)
            : Worded(plain, zone);
    }

    /// <summary>Without what says nothing about the date: width of letters, brackets, Chinese weekdays; and with the day's 24 hours.</summary>
    private static string Plain(string text)
    {
        var plain = Encoding.Unicode.GetString(Encoding.Unicode.GetBytes(text)).Normalize(NormalizationForm.FormKC).Trim();
        if (plain is ['[', .., ']'] or ['(', .., ')'])
            plain = plain[1..^1];
        // RFC 822 section 3.1.4 allows comments; "+0800 (CST)" is the usual one.
        return TwelveHours().Replace(Remark().Replace(plain, " "), InTwentyFour).Trim();
    }

    private static string InTwentyFour(Match match)
    {
        var half = match.Groups[1].Value + match.Groups[4].Value;
        var hour = Number(match, 2);
        if (half.Length == 0 || hour is < 1 or > 12)
            return match.Value;
        var late = half[0] is '下' or 'p' or 'P';
        return string.Create(CultureInfo.InvariantCulture, $" {(hour % 12) + (late ? 12 : 0):D2}{match.Groups[3].Value}");
    }

    /// <summary>RFC 822 and asctime: parts in any order, told by what they look like.</summary>
    private static DateTimeOffset? Worded(string text, TimeZoneInfo zone)
    {
        int? day = null, month = null, year = null;
        var (time, offset) = ("", "");
        foreach (var part in text.Split([' ', ',', '\t', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).SelectMany(Pieces))
        {
            // "Friday, December 22, 2017 - 15:09"; upper-case AT is a zone.
            if (part is "-" or "at")
                continue;
            var head = part.Length >= 3 ? part[..3].ToLowerInvariant() : "";
            if (part.Contains(':', StringComparison.Ordinal) && time.Length == 0 && char.IsAsciiDigit(part[0]))
                time = part;
            else if (month is null && Array.IndexOf(Months, head) is var named and >= 0 && part.TrimEnd('.').All(char.IsAsciiLetter))
                month = named + 1;
            else if (int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                (day, year) = day is null && part.Length <= 2 ? (number, year) : (day, year ?? Year(number, part.Length));
            else if (!Weekdays.Contains(head) || part.Length > 9 || !part.TrimEnd('.').All(char.IsAsciiLetter))
                offset += part;
        }

        return day is { } d && month is { } m && year is { } y ? Instant(y, m, d, time, offset, zone) : null;
    }

    /// <summary><c>26-Mar-2022</c> is three parts, and so is <c>2022/03/26</c>; an offset is one.</summary>
    private static IEnumerable<string> Pieces(string part) =>
        Dashed().Match(part) is { Success: true } match ? match.Groups.Values.Skip(1).Select(group => group.Value) : [part];

    private static DateTimeOffset? Instant(int year, int month, int day, string time, string offset, TimeZoneInfo zone)
    {
        if (year is < 1 or > 9998 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
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
            return zone.GetUtcOffset(local) is var usual && local.Ticks > usual.Ticks ? new DateTimeOffset(local, usual) : null;
        return ZoneNames.TryParse(offset, zone.GetUtcOffset(local), out var given) && local.Ticks > TimeSpan.TicksPerDay ? new DateTimeOffset(local, given) : null;
    }

    // RFC 2822 section 4.3.
    private static int? Year(int number, int digits) => digits switch
    {
        2 => number < 50 ? 2000 + number : 1900 + number,
        3 => 1900 + number,
        4 => number,
        _ => null,
    };

    private static int Number(Match match, int group, int standard = 0) =>
        match.Groups[group].Success ? int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture) : standard;

    [GeneratedRegex(@"^([0-9]{4})(?:\s?[-/.年]\s?([0-9]{1,2})(?:\s?[-/.月]\s?([0-9]{1,2})(?:\s?日)?|\s?月)?)?(?:(?:\s*[Tt]\s*|\s+|(?<=日))([0-9]{1,2}(?::|时)[0-9]{2}(?:(?::|分)[0-9]{2}(?:[.,][0-9]+)?)?)[分秒]?)?\s*(Z|[+-][0-9:]{1,6}|[A-Za-z/]{1,8}(?:[+-][0-9:]{1,5})?)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Numeric();

    [GeneratedRegex(@"\([^()]*\)|(?:星期|周)[一二三四五六日天]", RegexOptions.CultureInvariant)]
    private static partial Regex Remark();

    [GeneratedRegex(@"(上午|下午)?\s*(?<![0-9])([0-9]{1,2})([:时][0-9]{2}(?:[:分][0-9]{2})?)\s*([ap]\.?m\b\.?)?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex TwelveHours();

    [GeneratedRegex("^([0-9]{4})([0-9]{2})([0-9]{2})$", RegexOptions.CultureInvariant)]
    private static partial Regex Compact();

    [GeneratedRegex("^([0-9]{1,4})[-/]([A-Za-z]{3,9}|[0-9]{1,2})[-/]([0-9]{1,4})$", RegexOptions.CultureInvariant)]
    private static partial Regex Dashed();

    [GeneratedRegex(@"^([0-9]{1,2})[:时]([0-9]{2})(?:[:分]([0-9]{2})(?:[.,][0-9]+)?)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Clock();
}
