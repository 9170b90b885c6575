using System.Text.RegularExpressions;

namespace Notifier.Core.Entries.Dates;

/// <summary>What moves a date: 施行日期推迟至… names the new day, 原定于…施行 and …暂缓施行 one that no longer holds.</summary>
internal static partial class DateShift
{
    /// <summary>Whether the words say that the date was another's day: planned, moved away from, suspended.</summary>
    public static bool IsOver(string before, string behind) => Former().IsMatch(before) || Left().IsMatch(behind) || Suspended().IsMatch(before) || Stayed().IsMatch(behind)
        || (IsLeft(before) && Until().IsMatch(behind));

    /// <summary>Whether the words in front speak of moving something away from a day.</summary>
    public static bool IsLeft(string before) => Leaving().IsMatch(before);

    /// <summary>Whether it is the day to which the beginning was moved.</summary>
    public static bool IsNew(string before) => Moved().IsMatch(before) && !Term().IsMatch(before);

    [GeneratedRegex(@"(?:原定|原计划|原拟|原先|原来|原为|原本|原(?:施行|实施|生效|执行|截止)(?:日期|时间)|本应|本来)[^,。《》]{0,12}$|\b(?:original(?:ly)?|previous(?:ly)?|formerly|initially|had been|was to|were to|was due to|were due to)\b[^.;,]{0,50}\b(?:on|for|from|by|of|is|was)(?: the)? $", RegexOptions.CultureInvariant)]
    private static partial Regex Former();

    [GeneratedRegex(@"^ ?(?:起?(?:施行|实施|执行|生效)?,?)(?:推迟|延迟|延期|推后|延后|顺延|延长|延|调整|提前|变更|更改|修改|改)[^,。]{0,6}(?:至|到|为)|^,? (?:is|are|was|were|has been|have been|will be)(?: hereby)? (?:further )?(?:delayed|postponed|deferred|suspended|stayed|withdrawn|extended|moved|changed)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Left();

    [GeneratedRegex("(?:暂缓|暂停|中止)(?:施行|实施|执行|生效)[^,。]{0,12}(?:至|到)$", RegexOptions.CultureInvariant)]
    private static partial Regex Suspended();

    [GeneratedRegex("^(?:零时)?起?(?:正式)?(?:施行|实施|执行|生效)[^。]{0,50}(?:暂缓|暂停|中止|推迟|延期|不再)(?:施行|实施|执行|生效)", RegexOptions.CultureInvariant)]
    private static partial Regex Stayed();

    [GeneratedRegex(@"\b(?:delay|postpon|defer|mov|push|chang|shift|extend)[a-z]*\b[^.;]{0,80}\bfrom $", RegexOptions.CultureInvariant)]
    private static partial Regex Leaving();

    [GeneratedRegex("^,? (?:to|until|till) [a-z0-9]", RegexOptions.CultureInvariant)]
    private static partial Regex Until();

    [GeneratedRegex(@"(?:施行|实施|执行|生效|适用|启用)(?:的)?(?:日期|时间|之日|日)?[^,。]{0,30}(?:推迟|延迟|延期|推后|延后|顺延|延|调整|提前|变更|更改|修改|改)[^,。]{0,6}(?:至|到|为) ?$|(?:推迟|延迟|延期|推后|延后|提前)[^,。]{0,40}(?:施行|实施|执行|生效|启用)(?:日期|时间)?[^,。]{0,4}(?:至|到|为) ?$"
        + @"|\b(?:effective date|effectiveness|compliance date|applicability date|entry into force|date of application|start date|implementation|rules?|regulations?|tariffs?)\b.{0,100}\b(?:delay|postpon|defer|mov|chang|push|shift)[a-z]*\b[^.;]{0,50}\b(?:until|till|to)(?: the)? $|\b(?:delay|postpon|defer|mov|chang|push|shift)[a-z]*\b.{0,40}\b(?:effective date|effectiveness|compliance date|applicability date|entry into force|date of application|start date|implementation)\b[^.;]{0,80}\b(?:until|till|to)(?: the)? $|\b(?:effective|compliance|applicability) dates?\b[^.;]{0,80}\bextended\b[^.;]{0,30}\b(?:until|till|to)(?: the)? $", RegexOptions.CultureInvariant)]
    private static partial Regex Moved();

    // A term that is prolonged ends later.
    [GeneratedRegex(@"(?:期限|有效期|过渡期|期间|执行期|试行期|实施期|试点期)[^,。]{0,24}$|\b(?:expir|sunset|terminat|transition|comment)[a-z]*\b", RegexOptions.CultureInvariant)]
    private static partial Regex Term();
}
