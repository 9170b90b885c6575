using System.Globalization;
using System.Text.RegularExpressions;

namespace Notifier.Core.Entries.Dates;

/// <summary>
/// A date in a normal text: 2022年4月15日, 二〇二二年四月十五日, 明年3月1日, 2022年底, 15 April 2022, April 15, 2022-04-15. What stands where a
/// year stands and cannot be read as one leaves no date: it is not guessed.
/// </summary>
internal sealed partial record DateMention(int Start, int End, StatedYear Year, int Month, int? Day)
{
    private const string Months = "(?<em>(?:jan|febr?|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:uary|ch|il|ust|tember|ober|ember)?)";
    private const string Figure = "[一二三四五六七八九十]";

    private static readonly string[] Names = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <returns>In the order of the text.</returns>
    public static IReadOnlyList<DateMention> In(string text) =>
    [
        .. Chinese().Matches(text).Select(match => OfChinese(match, text)).Concat(Iso().Matches(text).Select(OfIso)).Concat(English().Matches(text).Select(match => OfEnglish(match, text)))
            .OfType<DateMention>().Where(mention => mention.Month is >= 1 and <= 12 && mention.Day is null or (>= 1 and <= 31)).OrderBy(mention => mention.Start),
    ];

    /// <summary>A date without a year is the next one from half a year before the publication on.</summary>
    public DateOnly? Resolve(DateOnly? published)
    {
        if (Year.As != StatedYear.Form.Unsaid)
            return Year.Resolve(published) is { } year ? In(year) : null;
        return published is { } day && In(day.Year) is { } date ? (date < day.AddDays(-183) ? In(day.Year + 1) : date) : null;
    }

    public DateOnly? In(int year)
    {
        if (year is < 1950 or > 2100)
            return null;
        var last = DateTime.DaysInMonth(year, Month);
        return Day > last ? null : new DateOnly(year, Month, Day ?? last);
    }

    private static DateMention? OfChinese(Match match, string text)
    {
        var groups = match.Groups;
        StatedYear? year = groups["zy"].Success ? StatedYear.InFigures(groups["zy"].Value)
            : groups["roc"].Success ? StatedYear.OfRepublic(groups["roc"].Value)
            : groups["word"].Success ? StatedYear.OfWord(groups["word"].Value[0])
            : AnyYear().IsMatch(text.AsSpan(Math.Max(0, match.Index - 8), Math.Min(8, match.Index))) ? null : new(StatedYear.Form.Unsaid, 0);
        return year is not { } stated ? null
            : groups["zm"].Success ? new(match.Index, match.Index + match.Length, stated, Number(groups["zm"].Value), groups["ze"].Success ? null : Number(groups["zd"].Value))
            : new(match.Index, match.Index + match.Length, stated, 12, 31);
    }

    private static DateMention OfIso(Match match) => new(
        match.Index, match.Index + match.Length, new(StatedYear.Form.Full, Number(match.Groups["iy"].Value)), Number(match.Groups["im"].Value), Number(match.Groups["id"].Value));

    private static DateMention? OfEnglish(Match match, string text)
    {
        var groups = match.Groups;
        StatedYear? year = groups["ey"].Success ? new(StatedYear.Form.Full, Number(groups["ey"].Value))
            : groups["short"].Success ? new(StatedYear.Form.Short, Number(groups["short"].Value))
            : groups["word"].Success ? OfYearWord(groups["word"].Value)
            : YearBefore().IsMatch(text.AsSpan(Math.Max(0, match.Index - 12), Math.Min(12, match.Index))) || YearBehind().IsMatch(text.AsSpan(match.Index + match.Length)[..Math.Min(24, text.Length - match.Index - match.Length)]) ? null
            : new(StatedYear.Form.Unsaid, 0);
        return year is { } stated ? new(match.Index, match.Index + match.Length, stated, Array.IndexOf(Names, groups["em"].Value[..3]) + 1, Number(groups["ed"].Value)) : null;
    }

    private static StatedYear OfYearWord(string word) => new(StatedYear.Form.Counted, word switch { "next" => 1, "last" => -1, _ => 0 });

    private static int Number(string text)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number;
        // 十二, 二十一, 三十: two figures without a ten are no month and no day.
        var figures = text.Select(character => "〇一二三四五六七八九十".IndexOf(character, StringComparison.Ordinal)).ToList();
        var ten = figures.IndexOf(10);
        return ten < 0 ? (figures.Count == 1 ? figures[0] : 0) : ((ten == 0 ? 1 : figures[0]) * 10) + (ten + 1 < figures.Count ? figures[ten + 1] : 0);
    }

    [GeneratedRegex("(?:(?:民国 ?(?<roc>[0-9]{1,3}|[一二三四五六七八九十百零〇]{1,6})|(?<![" + StatedYear.Figures + "])(?<zy>[" + StatedYear.Figures + @"]{4})|(?<=(?:^|[^\p{L}\p{N} ]|[自从于至到由在]) ?)(?<zy>[" + StatedYear.Figures + "]{2})|(?<![大以之])(?<word>[今本去明后前])) ?年的? ?)?(?<![0-9一二三四五六七八九十])(?<zm>[0-9]{1,2}|" + Figure + "{1,2}) ?月(?:份)? ?(?:(?<zd>[0-9]{1,2}|" + Figure + "{1,3}) ?[日号]|(?<ze>底|末))|(?:(?<![" + StatedYear.Figures + "])(?<zy>[" + StatedYear.Figures + "]{4})|(?<![大以之])(?<word>[今本去明后前])) ?年 ?年?(?:底|末)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Chinese();

    // 次年, 同年, 每年, 令和9年, 2027年(丁未年).
    [GeneratedRegex("年[度的)\" ]{0,3}$", RegexOptions.CultureInvariant)]
    private static partial Regex AnyYear();

    [GeneratedRegex("(?<![0-9])(?<iy>(?:19|20)[0-9]{2})[-/.](?<im>[0-9]{1,2})[-/.](?<id>[0-9]{1,2})(?![0-9])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Iso();

    [GeneratedRegex(@"(?:\b(?<ed>[0-9]{1,2})(?:st|nd|rd|th)? (?:of )?" + Months + @"\b\.?|\b" + Months + @"\b\.? (?<ed>[0-9]{1,2})(?:st|nd|rd|th)?\b)(?:,? (?:of |in )?(?:(?<ey>[0-9]{4})\b|'(?<short>[0-9]{2})\b|(?<word>next|this|last) year\b))?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex English();

    [GeneratedRegex(@"(?:\b(?:next|last|past|previous|following|each|every|any)|\b[0-9]{4},?) $", RegexOptions.CultureInvariant)]
    private static partial Regex YearBefore();

    // March 1-15, 2027; March 1 of the following year; March 1, 27.
    [GeneratedRegex(@"^(?:(?: (?:to|and|through|until|or) |-)[0-9]{1,2}\b(?![:%])|,? (?:of |in )?(?:the |each |every |any |that )?(?:following |same |previous |coming |succeeding )?(?:calendar )?years?\b|,? '?[0-9]{2}(?:[.;)]|$)|,? (?:of |in )[0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex YearBehind();
}
