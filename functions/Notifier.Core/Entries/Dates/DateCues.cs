using System.Text.RegularExpressions;

namespace Notifier.Core.Entries.Dates;

/// <summary>What a date is for, by the words before and behind it in its sentence. Both are at most some hundred characters.</summary>
internal static partial class DateCues
{
    /// <param name="before">From the beginning of the sentence.</param>
    /// <param name="title">Of the announcement, empty where there is none.</param>
    /// <returns>Null for a date of something else: of an event, of another act, or one that no longer holds.</returns>
    public static PolicyDateKind? Kind(string before, string behind, string title)
    {
        behind = Remark().Replace(behind, "");
        if (DateShift.IsOver(before, behind))
            return null;
        if (DateShift.IsNew(before))
            return IsComment(before) ? PolicyDateKind.Deadline : PolicyDateKind.Effective;
        var kind = Stated(before, behind);
        return kind is PolicyDateKind.Deadline || Ends().IsMatch(behind) || !OtherAct.Owns(before, behind, title) ? kind : null;
    }

    /// <summary>Whether from one day to another a measure applies: 自A至B施行, 有效期自A至B.</summary>
    /// <param name="before">What stands before the first day.</param>
    /// <param name="behind">What stands behind the second.</param>
    public static bool IsTerm(string before, string behind, string title) => !IsComment(before) && !IsComment(behind) && !DateShift.IsLeft(before)
        && (TermBefore().IsMatch(before) || TermBehind().IsMatch(behind)) && !OtherAct.Owns(before, behind, title);

    private static PolicyDateKind? Stated(string before, string behind)
    {
        if (ExpiryBefore().IsMatch(before) || ExpiryBehind().IsMatch(behind))
            return IsComment(before) ? PolicyDateKind.Deadline : PolicyDateKind.Expiry;
        // 2022年3月26日至4月1日: comments begin on the first and end on the second.
        if (behind is ['至' or '到' or '-' or '~', ..] || (IsComment(before) && RangeBehind().IsMatch(behind)))
            return null;
        if (DeadlineBefore().IsMatch(before) || (DeadlineBehind().IsMatch(behind) && (IsComment(before) || IsComment(behind))))
            return PolicyDateKind.Deadline;
        return EffectiveBehind().IsMatch(behind) || EffectiveBefore().IsMatch(before) ? PolicyDateKind.Effective : null;
    }

    private static bool IsComment(string text) => Comment().IsMatch(text);

    // 3月1日(含当日)起, 3月1日(星期一)前.
    [GeneratedRegex(@"^ ?\((?!不含|不包括)[^()]{1,14}\)", RegexOptions.CultureInvariant)]
    private static partial Regex Remark();

    [GeneratedRegex("^(?:起)?(?:同时)?(?:废止|失效|停止执行|停止施行|终止)", RegexOptions.CultureInvariant)]
    private static partial Regex Ends();

    [GeneratedRegex(@"(?:有效期|施行|实施|执行|试行|适用|生效)(?:限|期限|期间|期|时间|日期)?(?:为|是|:|自|从|于|由|均)*\s?$|\b(?:in force|in effect|effective|valid|appl(?:y|ies)|applicable)\b[^.;]{0,20}\b(?:from|between)(?: the)? $", RegexOptions.CultureInvariant)]
    private static partial Regex TermBefore();

    [GeneratedRegex("^止?(?:期间)?内?,?(?:施行|实施|执行|有效|试行|适用|生效)", RegexOptions.CultureInvariant)]
    private static partial Regex TermBehind();

    [GeneratedRegex("^ (?:to|until|till|through|and) [a-z0-9]", RegexOptions.CultureInvariant)]
    private static partial Regex RangeBehind();

    [GeneratedRegex("意见|反馈|建议|征求|征集|公示|comment|feedback|submission|response|consultation|views|contribut", RegexOptions.CultureInvariant)]
    private static partial Regex Comment();

    [GeneratedRegex(@"(?:有效期|有效期限|施行|实施|执行|延续|延长|持续|试行|顺延|保留)[^,。]{0,8}至\s?$|(?:valid|in force|in effect|apply|applies|applicable|extended|effective|extend(?:ed|s)?[^,.]{0,40}) (?:until|till|through|to)(?: the end of)? $|(?:expires?|expired|expiring|sunsets?|terminates?|ceases? to (?:apply|have effect)|repealed|phased out|phase out)[^,.]{0,20} (?:on|at the end of|by|after|with effect from|as of) (?:the end of )?$", RegexOptions.CultureInvariant)]
    private static partial Regex ExpiryBefore();

    [GeneratedRegex("^(?:止|期满|(?:起|后)?(?:同时)?(?:废止|失效|停止执行|到期|停止施行|终止))", RegexOptions.CultureInvariant)]
    private static partial Regex ExpiryBehind();

    [GeneratedRegex(@"(?:截止|截至|反馈|征求意见|意见征集|公示)(?:日期|时间|日|期|期限|时限|意见)?[^。]{0,12}[:为是于至到-]\s?$|(?:意见|反馈|征求|公示)[^。]{0,40}(?:截止到?|截至|至|-)\s?$|(?:comments?|feedback|submissions?|responses?|consultation|views|contributions?|comment period)\b.{0,80}\b(?:by|before|until|till|than|closes?|closing|ends?|ending|due|is|on|to|deadline|through|runs to|open to|received by):?(?: midnight| close of business)?(?: on| is| of| is on| the)? $|(?:comment|feedback|consultation|submission).{0,110}\b(?:extend(?:ed|s|ing)?|reopen(?:ed|s|ing)?)\b.{0,50}\b(?:until|till|through|to)(?: and including)? $|\bdeadline\b.{0,60}(?:is|of|on|:)? $", RegexOptions.CultureInvariant)]
    private static partial Regex DeadlineBefore();

    [GeneratedRegex(@"^\)?(?:\([^)]{0,8}\))?(?:\s?[0-9]{1,2}[:时][0-9]{0,2})?(?:之?前|以前|止|截止)|^ (?:is the deadline|for comments)", RegexOptions.CultureInvariant)]
    private static partial Regex DeadlineBehind();

    [GeneratedRegex("^(?:零时|0时|0:00|凌晨)?起[^。]{0,30}(?:施行|实施|执行|生效|适用|试行|征收|开征|停止|取消|调整|上调|下调|实行|启用|减半|免征|加征|暂停|禁止|不再|可|须|应|对|将|正式|开始|$)|^(?:起)?(?:正式|开始|全面)?(?:施行|实施|执行|生效|启用|开征)|^ (?:effective date|onwards)", RegexOptions.CultureInvariant)]
    private static partial Regex EffectiveBehind();

    [GeneratedRegex(@"(?:施行|实施|执行|生效|启用)(?:日期|时间|之日|日)(?:暂?定)?[:为是于]\s?$|\b(?:effective|applicability|compliance|implementation|application) dates?(?: is|:)?(?: on)? $|(?:\b(?:effective|shall apply|applies|apply|applied|applicable|enters? into force|entered into force|entry into force|entering into force|takes? effect|took effect|taking effect|comes? into (?:force|effect)|coming into (?:force|effect)|in force|into effect|becomes? mandatory|mandatory|required|binding)\b[^.]{0,40}?\b(?:from|on|as of|as from|since|starting|beginning|after|is)?(?: the)? ?|\b(?:with effect from|as from|as of|starting|beginning(?: on| in)?|from) )$", RegexOptions.CultureInvariant)]
    private static partial Regex EffectiveBefore();
}
