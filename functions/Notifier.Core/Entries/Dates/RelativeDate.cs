using System.Globalization;
using System.Text.RegularExpressions;

namespace Notifier.Core.Entries.Dates;

/// <summary>Dates that count from the publication: 自公布之日起施行, 自发布之日起30日内反馈, 6个月后施行, “on the twentieth day following that of its publication”.</summary>
/// <param name="Months">Where it counts in months or years; then <paramref name="Days"/> is 0.</param>
internal readonly partial record struct RelativeDate(PolicyDateKind Kind, int Days, int Months, int Start, int End)
{
    private static readonly string[] Ordinals =
        ["", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth"];

    public DateOnly From(DateOnly published) => published.AddMonths(Months).AddDays(Days);

    public static IEnumerable<RelativeDate> In(string text)
    {
        foreach (Match match in Written().Matches(text))
        {
            var kind = match.Groups["comment"].Success ? PolicyDateKind.Deadline : PolicyDateKind.Effective;
            var months = match.Groups["month"].Success ? 1 : match.Groups["year"].Success ? 12 : 0;
            if (Count(match.Groups) is { } count)
                yield return new(kind, months == 0 ? count : 0, months * count, match.Index, match.Index + match.Length);
        }
    }

    /// <summary>有效期5年: so many years from the day on which it applies.</summary>
    public static IEnumerable<(int Years, int Start, int End)> Validity(string text)
    {
        foreach (Match match in Valid().Matches(text))
        {
            var written = match.Groups["n"].Value;
            if ((int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var digits) ? digits : Chinese(written)) is > 0 and <= 100 and var years)
                yield return (years, match.Index, match.Index + match.Length);
        }
    }

    private static int? Count(GroupCollection groups)
    {
        if (groups["nth"].Success)
            return Array.IndexOf(Ordinals, groups["nth"].Value) is var nth and > 0 ? nth : null;
        if (groups["next"].Success)
            return 1;
        if (!groups["n"].Success)
            return 0;
        var text = groups["n"].Value;
        var number = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var digits) ? digits : Chinese(text);
        // Working days are no fixed number of days.
        return number is > 0 and <= 1000 ? number : null;
    }

    private static int Chinese(string text)
    {
        var number = new Quantities.ChineseNumber();
        foreach (var character in text)
        {
            if (!number.Add(character))
                return 0;
        }

        return (int)number.Value;
    }

    [GeneratedRegex(@"(?:自(?:本[^,。]{0,6})?)?(?:公布|发布|印发|颁布|公告|下发|刊登|公示)之日起(?:满? ?(?<n>[0-9]{1,3}|[一二两三四五六七八九十百]{1,4}) ?(?:日|天|(?<month>个月)|(?<year>年))(?:内(?=[^。]{0,40}(?:意见|反馈|提出|评论))(?<comment>)|之?后(?:起?(?:正式)?(?:施行|实施|执行|生效)))|(?:正式|开始)?(?:施行|实施|执行|生效|试行))|即日起(?:施行|实施|执行|生效|正式实施)|(?:征求意见|公示|反馈)(?<comment>)(?:期|期限|时间|时限)?(?:为|:)?(?:期)?(?<n>[0-9]{1,3})(?:日|天)|(?:enters?|entry|entering|come|comes) into force on the (?:(?<nth>[a-z]{5,11}) day|(?<next>day)) following (?:that of )?(?:its|the) publication|(?:effective|takes? effect|in force) immediately|comments? (?<comment>)(?:must be |are |may be |should be |will be )?(?:submitted |received |accepted |due |filed )?(?:within|for) (?<n>[0-9]{1,3}) days|(?:effective(?: date)?|takes? effect|into force)(?: is|:)? (?<n>[0-9]{1,3}) (?:days|(?<month>months)) (?:after|following|from) (?:its |the )?(?:date of )?(?:its |the )?publication|comments?(?: (?:must|are|may|should|will))?(?: be)?(?: submitted| received| accepted| due| filed)?(?<comment>)(?: by| no later than| on or before)? (?<n>[0-9]{1,3}) days (?:after|following|from) (?:its |the )?(?:date of )?(?:its |the )?publication|(?<n>[0-9]{1,3})-day (?:public )?comment period(?<comment>)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Written();

    [GeneratedRegex("有效期(?:限)?(?:为|是|:)?(?<n>[0-9]{1,2}|[一二三四五六七八九十两]{1,3})年", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Valid();
}
