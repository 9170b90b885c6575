using System.Text.RegularExpressions;

namespace Notifier.Core.Entries.Dates;

/// <summary>
/// Whether a date is of another act than the one that is announced: in brackets behind an act's name, behind 根据 or 原, of a noun
/// (“…起施行的新国标”), or of “the Act, which takes effect on…”.
/// </summary>
internal static partial class OtherAct
{
    /// <param name="before">From the beginning of the sentence.</param>
    /// <param name="title">Of the announcement; empty where there is none. The act that it names is the one announced.</param>
    public static bool Owns(string before, string behind, string title)
    {
        if (This().IsMatch(before))
            return false;
        if (Bracketed().Match(before) is { Success: true } bracketed)
            return !IsAnnounced(bracketed.Groups["act"].Value, title);
        if (OfNoun().Match(behind) is { Success: true } noun)
            return !IsAnnounced(noun.Groups["act"].Value, title);
        return Basis().IsMatch(before) || Old().IsMatch(before) || Relative().IsMatch(before) || (behind.Length > 0 && Gone().IsMatch(behind) && before.Contains('》', StringComparison.Ordinal));
    }

    private static bool IsAnnounced(string act, string title) =>
        act.Length > 0 && title.Contains($"《{act}》", StringComparison.Ordinal) && !Naming().IsMatch(title);

    // The subject of the clause: 本办法自, this rule is effective on.
    [GeneratedRegex(@"(?<!基|样|版|文|成|日|资|原|根)本(?!月|年|日|市|省|国|行业)[^,。;()《》]{1,10}$|\bthis (?:final |interim |proposed |new )?(?:rule|regulation|act|directive|decision|order|measure|notice|document|law|action|proclamation|amendment|deadline)\b[^.;,()]{0,50}$", RegexOptions.CultureInvariant)]
    private static partial Regex This();

    [GeneratedRegex(@"《(?<act>[^《》]{1,60})》[^()。,]{0,6}\([^()]{0,30}$|(?:法|办法|规定|条例|标准)\([^()]{0,30}$|\b(?:act|law|regulation|directive|rules?|order|decree|standard|code)\b[^().;]{0,30}\([^()]{0,40}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Bracketed();

    [GeneratedRegex("^(?:零时)?起?(?:正式|开始|全面)?(?:施行|实施|执行|生效|适用|启用)的(?!本|该|这|此|上述|前述)(?:新版|新修订的?|修订后的|新)?(?:《(?<act>[^《》]{1,60})》)?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex OfNoun();

    [GeneratedRegex("(?:根据|依据|依照|按照|遵照|参照|鉴于|贯彻|落实|违反|适用)[^,。;]{0,80}$", RegexOptions.CultureInvariant)]
    private static partial Regex Basis();

    [GeneratedRegex(@"(?:^|[,。;:(《]) ?(?:原(?!则|料|产|油|矿|材)|旧|此前的?|现行)[^,。;]{0,30}$|\b(?:previous|former|old|existing|original|prior|earlier|current|predecessor)\b[^.;,]{0,40}$", RegexOptions.CultureInvariant)]
    private static partial Regex Old();

    [GeneratedRegex(@"\b(?:under|pursuant to|in accordance with|according to|required by|in line with|based on|following|amend(?:s|ing)|replac(?:es|ing)|repeal(?:s|ing)|supplement(?:s|ing)|implement(?:s|ing)|supersed(?:es|ing)|compl(?:y|ies|iance) with|like|unlike)\b(?![^.;]*\bthis\b)[^.;]{1,100}(?:, which|\b(?:act|law|regulation|directive|rules?|order|decree|standard|code)(?: [^ .;]{1,20})?,? (?:that|which))\b[^.;,]{0,50}$", RegexOptions.CultureInvariant)]
    private static partial Regex Relative();

    // 《旧办法》自…起施行,同时废止: the act that is named is the one that ends.
    [GeneratedRegex("^起?(?:施行|实施|执行)[,的]?(?:现|同时|现予|予以|同日){0,2}(?:废止|失效)(?=[。;]|$)", RegexOptions.CultureInvariant)]
    private static partial Regex Gone();

    [GeneratedRegex("修改|修订|修正|废止|贯彻|落实|根据|推迟|延期|暂缓|执行", RegexOptions.CultureInvariant)]
    private static partial Regex Naming();
}
