using System.Globalization;
using System.Text.RegularExpressions;
using Notifier.Core.Entries;
using Notifier.Core.Observations;

namespace Notifier.Sources.Items;

/// <summary>The date of an item: what <see cref="DateText"/> reads, seconds or milliseconds since 1970, or the only date within a text.</summary>
internal static partial class ItemDate
{
    // A title with its date is shorter; what is longer is a text about dates.
    private const int LongestText = 300;

    public static Period? Read(string text, TimeZoneInfo zone)
    {
        text = text.Trim();
        // Ten digits of seconds or thirteen of milliseconds: 2001-09-09 to 2286-11-20.
        if (text.Length is 10 or 13 && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var epoch))
            return Period.From(text.Length == 10 ? DateTimeOffset.FromUnixTimeSeconds(epoch) : DateTimeOffset.FromUnixTimeMilliseconds(epoch));
        return DateText.Parse(text, zone) is { } whole ? EntryLimits.Published(whole, text) : Within(text, zone);
    }

    /// <summary>A title or a line that names one date; of several nobody can say which is meant.</summary>
    private static Period? Within(string text, TimeZoneInfo zone)
    {
        if (text.Length > LongestText)
            return null;
        var dates = Dates().Matches(text).Select(match => Parse(match.Value, zone)).OfType<Period>().Distinct().Take(2).ToList();
        return dates is [var only] ? only : null;
    }

    private static Period? Parse(string text, TimeZoneInfo zone) => DateText.Parse(text, zone) is { } read ? EntryLimits.Published(read, text) : null;

    [GeneratedRegex(@"(?<![0-9])[0-9]{4}(?:年[0-9]{1,2}月[0-9]{1,2}日|-[0-9]{1,2}-[0-9]{1,2}|/[0-9]{1,2}/[0-9]{1,2}|\.[0-9]{1,2}\.[0-9]{1,2})(?![0-9])(?:[ T]?[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?|[ T]?(?:上午|下午)?[0-9]{1,2}[时時点點](?:整|半|[0-9]{1,2}分?)?)?", RegexOptions.CultureInvariant)]
    private static partial Regex Dates();
}
