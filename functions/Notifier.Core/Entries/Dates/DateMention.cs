using System.Globalization;
using System.Text.RegularExpressions;

namespace Notifier.Core.Entries.Dates;

/// <summary>A date in a normal text: 2022年4月15日, 二〇二二年四月十五日, 2022年底, 15 April 2022, April 15, 2022-04-15.</summary>
internal sealed partial record DateMention(int Start, int End, int? Year, int Month, int? Day)
{
    private const string Figures = "〇一二三四五六七八九十";

    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    public static IEnumerable<DateMention> In(string text)
    {
        foreach (Match match in Written().Matches(text))
        {
            var groups = match.Groups;
            var mention = groups["zm"].Success ? new DateMention(match.Index, match.Index + match.Length, Year4(groups["zy"]), Number(groups["zm"]), groups["ze"].Success ? null : Number(groups["zd"]))
                : groups["ye"].Success ? new(match.Index, match.Index + match.Length, Year4(groups["ye"]), 12, 31)
                : groups["iy"].Success ? new(match.Index, match.Index + match.Length, Number(groups["iy"]), Number(groups["im"]), Number(groups["id"]))
                : new DateMention(match.Index, match.Index + match.Length, groups["ey"].Success ? Number(groups["ey"]) : null, Month3(groups["em"]), Number(groups["ed"]));
            if (mention.Month is >= 1 and <= 12 && mention.Day is null or (>= 1 and <= 31))
                yield return mention;
        }
    }

    /// <summary>A date without a year is the next one from half a year before the publication on.</summary>
    public DateOnly? Resolve(DateOnly? published)
    {
        if ((Year ?? published?.Year) is not { } year || year is < 1950 or > 2100)
            return null;
        var day = Math.Min(Day ?? 31, DateTime.DaysInMonth(year, Month));
        if (Day > day)
            return null;
        var date = new DateOnly(year, Month, day);
        return Year is null && date < published!.Value.AddDays(-183) ? date.AddYears(1) : date;
    }

    private static int? Year4(Group group) => group.Success && group.Length > 0 ? Number(group) : null;

    private static int Month3(Group group) => Array.IndexOf(Months, group.Value[..3]) + 1;

    private static int Number(Group group)
    {
        if (int.TryParse(group.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number;
        // 二〇二二, 十二, 二十一, 三十: figure by figure for years, with a ten for months and days.
        var figures = group.Value.Select(character => character == '零' ? 0 : Figures.IndexOf(character, StringComparison.Ordinal)).ToList();
        if (figures.Count == 4)
            return figures.Aggregate(0, (sum, figure) => (sum * 10) + figure);
        var ten = figures.IndexOf(10);
        return ten < 0 ? figures.FirstOrDefault() : ((ten == 0 ? 1 : figures[0]) * 10) + (ten + 1 < figures.Count ? figures[ten + 1] : 0);
    }

    [GeneratedRegex(@"(?:(?<zy>[0-9]{4}|[〇零一二三四五六七八九]{4})年)?(?<zm>[0-9]{1,2}|[一二三四五六七八九十]{1,2})月(?:(?<zd>[0-9]{1,2}|[一二三四五六七八九十]{1,3})[日号]|(?<ze>底|末))|(?<ye>[0-9]{4})年(?:底|末)|(?<![0-9])(?<iy>(?:19|20)[0-9]{2})[-/.](?<im>[0-9]{1,2})[-/.](?<id>[0-9]{1,2})(?![0-9])|\b(?<ed>[0-9]{1,2})(?:st|nd|rd|th)? (?:of )?(?<em>(?:jan|febr?|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:uary|ch|il|ust|tember|ober|ember)?)\b\.?(?:,? (?<ey>[0-9]{4})\b)?|\b(?<em>(?:jan|febr?|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:uary|ch|il|ust|tember|ober|ember)?)\b\.? (?<ed>[0-9]{1,2})(?:st|nd|rd|th)?\b(?:,? (?<ey>[0-9]{4})\b)?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Written();
}
