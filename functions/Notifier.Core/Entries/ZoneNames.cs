using System.Globalization;

namespace Notifier.Core.Entries;

/// <summary>
/// Offsets as feeds write them: <c>+0800</c>, <c>+08:00</c>, <c>Z</c>, <c>GMT+8</c>, and the abbreviations of RFC 822 with those
/// that are in common use and mean one thing. An abbreviation that means several (IST) or none is not guessed.
/// </summary>
internal static class ZoneNames
{
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    private static readonly Dictionary<string, double> Hours = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Z"] = 0, ["UT"] = 0, ["UTC"] = 0, ["GMT"] = 0, ["WET"] = 0, ["Etc/GMT"] = 0, ["Etc/UTC"] = 0,
        ["EST"] = -5, ["EDT"] = -4, ["CST"] = -6, ["CDT"] = -5, ["MST"] = -7, ["MDT"] = -6, ["PST"] = -8, ["PDT"] = -7,
        ["AST"] = -4, ["ADT"] = -3, ["AKST"] = -9, ["AKDT"] = -8, ["HST"] = -10, ["NST"] = -3.5, ["NDT"] = -2.5,
        ["BST"] = 1, ["WEST"] = 1, ["CET"] = 1, ["MET"] = 1, ["MEZ"] = 1, ["CEST"] = 2, ["MEST"] = 2, ["MESZ"] = 2, ["EET"] = 2, ["EEST"] = 3, ["MSK"] = 3, ["MSD"] = 4,
        ["HKT"] = 8, ["SGT"] = 8, ["AWST"] = 8, ["JST"] = 9, ["KST"] = 9, ["ACST"] = 9.5, ["AEST"] = 10, ["AEDT"] = 11, ["NZST"] = 12, ["NZDT"] = 13,
    };

    /// <summary>American and British ones that mean something else in Australia, Arabia, Malaysia or Bangladesh.</summary>
    private static readonly HashSet<string> OfSeveralPlaces = new(StringComparer.OrdinalIgnoreCase) { "EST", "EDT", "CST", "CDT", "MST", "AST", "ADT", "BST", "PST" };

    private static readonly TimeSpan FarEast = TimeSpan.FromHours(3);

    /// <summary>These say where, and mean summer time in summer.</summary>
    private static readonly Dictionary<string, string> Places = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ET"] = "America/New_York", ["CT"] = "America/Chicago", ["MT"] = "America/Denver", ["PT"] = "America/Los_Angeles", ["AT"] = "America/Halifax",
    };

    /// <param name="at">The time that is written beside it.</param>
    /// <param name="local">The offset of the source's own clock at that time.</param>
    public static bool TryParse(string text, DateTime at, TimeSpan local, out TimeSpan offset)
    {
        // "-05:00Z": the offset is what somebody worked out.
        if (text.Length > 1 && text[0] is '+' or '-' && text[^1] is 'z' or 'Z')
            text = text[..^1];
        if (Places.TryGetValue(text, out var place))
        {
            offset = TimeZoneInfo.FindSystemTimeZoneById(place).GetUtcOffset(at);
            return true;
        }

        // Java writes "CST" on a server in China too, and means its own.
        if (local == China && text.Equals("CST", StringComparison.OrdinalIgnoreCase))
        {
            offset = China;
            return true;
        }

        offset = default;
        if (local >= FarEast && OfSeveralPlaces.Contains(text) && local != China)
            return false;
        if (Hours.TryGetValue(text, out var hours))
        {
            offset = TimeSpan.FromHours(hours);
            return true;
        }

        var sign = text.AsSpan().IndexOfAny('+', '-');
        // GMT+8, UTC+08:00: what stands in front of the sign is zero itself.
        if (sign >= 0 && (sign == 0 || (Hours.TryGetValue(text[..sign], out var front) && front == 0)))
            return TryDigits(text[(sign + 1)..], text[sign] == '-', out offset);
        offset = default;
        return false;
    }

    private static bool TryDigits(string text, bool west, out TimeSpan offset)
    {
        offset = default;
        var (hours, minutes) = text.IndexOf(':', StringComparison.Ordinal) is var colon and >= 0 ? (text[..colon], text[(colon + 1)..])
            : text.Length > 2 ? (text[..^2], text[^2..])
            : (text, "0");
        if (hours.Length is 0 or > 2 || minutes.Length is 0 or > 2
            || !int.TryParse(hours, NumberStyles.None, CultureInfo.InvariantCulture, out var hour)
            || !int.TryParse(minutes, NumberStyles.None, CultureInfo.InvariantCulture, out var minute)
            || hour > 14 || minute > 59)
            return false;
        offset = new TimeSpan(hour, minute, 0);
        offset = west ? -offset : offset;
        return offset.Duration() <= TimeSpan.FromHours(14);
    }
}
