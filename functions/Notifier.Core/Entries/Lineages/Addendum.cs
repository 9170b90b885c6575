using System.Text.RegularExpressions;

namespace Notifier.Core.Entries.Lineages;

/// <summary>What a further publication does to a measure without bringing it to another stage.</summary>
internal enum Addendum
{
    /// <summary>Comments are taken longer.</summary>
    Extension,

    /// <summary>Comments are asked for once more, or the text is published once more.</summary>
    Again,

    /// <summary>It comes into force, applies or ends on another day.</summary>
    Rescheduling,

    /// <summary>A mistake of the publication is mended.</summary>
    Correction,
}

/// <summary>Reads from a title, or a register's label, that a publication adds to one that was there before.</summary>
internal static partial class AddendumReader
{
    /// <returns>Null where it says nothing of the kind.</returns>
    public static Addendum? Of(Entry entry)
    {
        if (Of(TitleText.Fold(entry.Title)) is { } titled)
            return titled;
        // The Federal Register's action: “Proposed rule; extension of comment period.”
        return entry.Categories.Select(category => OfLabel(EntryWords.Fold(category))).FirstOrDefault(label => label is not null);
    }

    /// <param name="title">Folded.</param>
    public static Addendum? Of(string title) =>
        StageReader.IsCommentary(title) ? null
        : Extending().IsMatch(title) ? Addendum.Extension
        : Rescheduling().IsMatch(title) ? Addendum.Rescheduling
        : Again().IsMatch(title) ? Addendum.Again
        : Correcting().IsMatch(title) ? Addendum.Correction
        : null;

    private static Addendum? OfLabel(string label) => label.Length <= 120 ? Of(label) : null;

    [GeneratedRegex(@"(?:延长|延長|延期|顺延)[^。;]{0,80}?(?:征求|徵求|征集|反馈|意见(?:收集|提交|期|截止))|(?:征求|徵求|征集|反馈|意见征集)[^。;《》]{0,20}(?:延长|延長|延期|顺延)|\bextension of (?:the )?(?:public )?comment|\bexten(?:ds?|ded|ding)\b.{0,80}\b(?:comments?|consultation|feedback)\b|\b(?:comment|consultation|feedback) (?:period|deadline)\b.{0,30}\bextended\b|\bextension of (?:the )?(?:time|deadline|period)\b.{0,40}\b(?:comments?|feedback|consultation)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Extending();

    [GeneratedRegex(@"(?:推迟|推遲|延迟|延期|暂缓|暫緩|推后)[^,。;]{0,60}(?:施行|实施|實施|执行|生效)|(?:推迟|延期|暂缓)(?:施行|实施|执行)|(?:施行|实施|执行)(?:日期|时间)?(?:的)?(?:推迟|延期|延迟|顺延)|延长[^。;]{0,80}(?:有效期|实施期限|执行期限|施行期限|政策期限|适用期限|试行期)|有效期[^。;《》]{0,10}(?:延长|顺延)|\b(?:delay|delaying|postponement|deferral|suspension|stay|extension) of (?:the )?(?:effective|effectiveness|compliance|applicability|implementation|application)\b|\b(?:delays?|delayed|postpones?|postponed|defers?|deferred)\b.{0,80}\b(?:effective date|entry into force|application|compliance|implementation)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Rescheduling();

    [GeneratedRegex(@"(?:再次|再度|重新|二次|第[二三四五2-5][次轮])[^,。;《》]{0,8}(?:征求|徵求|征集|公示)|(?:二次|第[二三四五2-5][次轮])(?:征求|徵求)?(?:意见稿|意見稿|意见)|补充征求|\breopen(?:s|ed|ing)?\b.{0,80}\b(?:comments?|consultation|docket)\b|\b(?:comment period|consultation)\b.{0,30}\breopen(?:s|ed|ing)\b|\bsupplemental (?:notice of )?(?:supplemental )?proposed\b|\bnotice of supplemental proposed\b|\bfurther notice of proposed rulemaking\b|\bsnprm\b|\bsecond (?:public |stakeholder )?consultation\b|\bsecond round of\b.{0,30}\b(?:comments?|consultation)\b|\b(?:amended|revised|modified) proposal\b", RegexOptions.CultureInvariant)]
    private static partial Regex Again();

    [GeneratedRegex(@"更正|勘误|勘誤|\bcorrecting amendments?\b|[;:,(–—-] ?(?:technical )?corrections?[).]*$|;[^;]*\bcorrections?\b[^;]*$|^(?:technical )?corrections?(?:$| to\b| of\b| for\b|:|;)|\bcorrigend(?:um|a)\b|\berrat(?:um|a)\b|\btechnical corrections?\b", RegexOptions.CultureInvariant)]
    private static partial Regex Correcting();
}
