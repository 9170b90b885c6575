using System.Text.RegularExpressions;

namespace Notifier.Core.Entries.Lineages;

/// <summary>
/// Whether a title that speaks of coming into force says that it has: “今起施行” does, “明年3月起施行” and “will take effect” do not, and
/// “takes effect” and “起施行” depend on the day.
/// </summary>
internal static partial class Beginnings
{
    /// <param name="title">Folded, of an entry that speaks of coming into force.</param>
    /// <param name="effective">The days that it names.</param>
    /// <returns>What is still to begin is adopted; null where it may never begin.</returns>
    public static Stage? Judge(string title, IReadOnlyList<DateOnly> effective, DateOnly? published)
    {
        if (Uncertain().IsMatch(title))
            return null;
        if (Ahead().IsMatch(title))
            return Stage.Final;
        var begun = effective.Count(date => date <= published);
        if (Present().IsMatch(title))
            return effective.Count == 0 || begun > 0 ? Stage.Effective : Stage.Final;
        return effective.Count > 0 ? (begun == effective.Count ? Stage.Effective : Stage.Final) : Dated().IsMatch(title) ? Stage.Final : Stage.Effective;
    }

    [GeneratedRegex(@"暂缓|暫緩|尚未|何时|何時|能否|是否|或将|或將|有望|\b(?:may|might|could|would|if|unless|whether|delay(?:s|ed)?|postpone[sd]?|block(?:s|ed)?|before|ahead of|until)\b[^;]{0,60}\b(?:tak(?:e|es|ing) effect|into (?:force|effect)|entry)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Uncertain();

    [GeneratedRegex(@"明年|明年|后年|後年|次年|明起|明日|明天|下月|下周|下週|年底|月底|将[于自在从]|將[於自在從]|将正式|將正式|即将|即將|拟[于自]|推迟|推遲|延期|\b(?:will|to|shall|when|once)\b[^,;]{0,30}\b(?:take effect|enter into force|come into (?:force|effect))\b|\b(?:takes? effect|(?:enters?|comes?|entry) into (?:force|effect))[^,;]{0,20}\b(?:next|tomorrow|soon|later)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Ahead();

    [GeneratedRegex(@"(?:今|今日|今天|即日|本日)(?:起|开始)?(?:正式|全面)?(?:施行|实施|實施|执行|執行|生效)|已(?:经)?(?:于[^,。]{0,12})?(?:正式)?(?:施行|实施|生效)|(?<![月日号年]起?)正式(?:实施|實施|施行|生效|落地)|\b(?:now (?:in force|applies)|entered into force|took effect|came into (?:force|effect)|today|immediately)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Present();

    // A day that was not read, or only a month: 3月起施行, “takes effect in March”.
    [GeneratedRegex(@"[月日号年季旬度]份?起?(?:正式|全面|开始)?(?:施行|实施|實施|执行|執行|生效)|起(?:正式|全面|开始)?(?:施行|实施|實施|执行|執行|生效)|\b(?:takes? effect|(?:enters?|comes?|entry) into (?:force|effect))(?: on| in| from| as of| by| starting| beginning| this| within| after| at|,| -)* ?(?:[0-9]|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun|spring|summer|autumn|fall|winter|year|month|week|day)", RegexOptions.CultureInvariant)]
    private static partial Regex Dated();
}
