using System.Text.RegularExpressions;
using Notifier.Core.Entries.Texts;

namespace Notifier.Core.Entries.Lineages;

/// <summary>
/// A report of the press names the measure in its first sentence and has a headline of its own: “工信部印发《…》”, “the final rule, “…”,”.
/// It counts only where the headline speaks of the same thing, because a first sentence also names what a measure follows from.
/// </summary>
internal static partial class Reports
{
    private const int Lead = 300;

    // Of the headline's pairs of characters, or words of five letters and more: so many, and this part of them, stand in the name.
    private const int FewestShared = 3;
    private const double LeastShare = 0.4;

    /// <param name="title">Folded.</param>
    public static IEnumerable<LineageKey> KeysOf(Entry entry, string title)
    {
        if (Formal().IsMatch(title))
            yield break;
        var text = TitleText.Fold(TextCut.At(entry.Summary.Length > 0 ? entry.Summary : entry.Content, Lead));
        if (Act().Match(text) is { Success: true } act && !Periodical().IsMatch(title) && Stems(title).Intersect(Stems(act.Value)).Any())
        {
            foreach (var number in EuropeanAct.In(act.Value).Take(1))
                yield return new(number.Key, LineageKeyKind.Number);
        }

        if (Announced().Match(text) is { Success: true } announced && Speaks(title, announced.Groups[1].Value))
        {
            foreach (var name in TitleCore.Names(announced.Groups[1].Value, text[(announced.Index + announced.Length)..]))
                yield return name;
        }

        if (Quoted().Match(text) is { Success: true } quoted && TitleCore.Of(quoted.Groups[1].Value, formal: true) is { } core && Speaks(title, core))
            yield return new($"title:{core}", LineageKeyKind.Title);
    }

    /// <summary>Whether a headline is about what has this name.</summary>
    private static bool Speaks(string title, string name)
    {
        var pieces = Pieces(title);
        var shared = pieces.Intersect(Pieces(name)).Count();
        return shared >= FewestShared && shared >= LeastShare * Math.Min(pieces.Count, Pieces(name).Count);
    }

    /// <summary>Batteries and battery are one word.</summary>
    private static IEnumerable<string> Stems(string text) => LongWord().Matches(text).Select(word => word.Value[..5]);

    private static HashSet<string> Pieces(string text)
    {
        var pieces = LongWord().Matches(text).Select(word => word.Value).ToHashSet(StringComparer.Ordinal);
        foreach (Match run in HanRun().Matches(text))
        {
            for (var at = 0; at + 1 < run.Length; at++)
                pieces.Add(run.Value.Substring(at, 2));
        }

        return pieces;
    }

    // A notice of an authority, which begins with what it follows from.
    [GeneratedRegex("关于|關於|(?:通知|公告|通告|决定)$", RegexOptions.CultureInvariant)]
    private static partial Regex Formal();

    [GeneratedRegex("^(?![^。《]{0,80}(?:落实|贯彻|根据|依据|按照|依照|为了))[^。《]{0,80}(?:印发|印發|发布|發布|公布|公佈|出台|颁布|下发|就)(?:了|的)?[^。《》,;]{0,20}《([^《》]{4,120})》", RegexOptions.CultureInvariant)]
    private static partial Regex Announced();

    [GeneratedRegex(@"^[^.]{0,200}\b(?:rules?|regulations?|proposal|notice|determination|guidance)\b[^.]{0,40}[“""]([a-z][^“”""]{20,200}?)[,.]?[”""]", RegexOptions.CultureInvariant)]
    private static partial Regex Quoted();

    // “Implementing Regulation (EU) … was published on Friday”, “The Commission adopted …”.
    [GeneratedRegex(@"^(?:[^.(]{0,60}\b(?:adopted|published|issued|adopts|publishes|issues) )?(?:the |a |an )?(?:new )?(?:commission |council )?(?:implementing |delegated )?(?:regulation|directive|decision) \([a-z]+\) (?:no )?[0-9]{1,4}/[0-9]{1,4}\b(?:[^.]{0,160}\b(?:was|were|is|has been|have been|will be) (?:[a-z]+ )?(?:published|adopted|issued|signed|agreed|printed|out))?[^.]{0,60}", RegexOptions.CultureInvariant)]
    private static partial Regex Act();

    [GeneratedRegex(@"\b(?:weekly|daily|monthly|digest|round-?up|briefing|wrap|prices?|markets?)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Periodical();

    [GeneratedRegex("[a-z]{5,}", RegexOptions.CultureInvariant)]
    private static partial Regex LongWord();

    [GeneratedRegex("[\\u4e00-\\u9fff]{2,}", RegexOptions.CultureInvariant)]
    private static partial Regex HanRun();
}
