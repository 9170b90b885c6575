using System.Text.RegularExpressions;

namespace Notifier.Core.Entries.Lineages;

/// <summary>What is left of a title without who announces it, that it is announced, for the how-manieth time and until when.</summary>
internal static partial class TitleCore
{
    private const int FewestHan = 6;
    private const int FewestWords = 5;

    /// <param name="title">Folded.</param>
    /// <param name="formal">A title of the press is one only as a whole.</param>
    /// <returns>Null where too little is left to know a measure by.</returns>
    public static string? Of(string title, bool formal)
    {
        var core = Edition().Replace(title, "");
        if (formal)
        {
            core = EuropeanHeader().Replace(AmericanTail().Replace(AmericanHeader().Replace(core, ""), ""), "");
            core = About().Match(core) is { Success: true } about ? core[(about.Index + about.Length)..] : core;
            core = Asking().Replace(Announcing().Replace(core, ""), "");
            core = Form().Replace(Form().Replace(core, ""), "");
            core = ChangingTail().Replace(core, "");
        }

        core = core.Trim(' ', '《', '》', '"', '“', '”', '.', ',', ';', ':', '-', '–', '—');
        return IsTelling(core) ? core : null;
    }

    /// <summary>
    /// The keys of what a title quotes in 《》: a measure by its full name, a notice by its title, 《关于印发〈…〉的通知》 also by what it
    /// issued.
    /// </summary>
    /// <param name="quoted">Folded, without the marks.</param>
    /// <param name="behind">What stands behind it.</param>
    public static IEnumerable<LineageKey> Names(string quoted, string behind)
    {
        var sheet = AmendmentSheet.Behind(behind);
        return Names(quoted).Select(key => key with { Text = key.Text + sheet });
    }

    private static IEnumerable<LineageKey> Names(string quoted)
    {
        if (Issued().Match(quoted) is { Success: true } issued && Name(issued.Groups[1].Value) is { } inner)
            yield return new($"name:{inner}", LineageKeyKind.Name);
        if (Name(quoted) is { } name)
            yield return new($"name:{name}", LineageKeyKind.Name);
        if (About().IsMatch(quoted) && Of(quoted, formal: true) is { } core)
            yield return new($"title:{core}", LineageKeyKind.Name);
    }

    /// <summary>The full name of a measure as a title quotes it, without its edition; null where it is none.</summary>
    public static string? Name(string quoted)
    {
        var name = AmendmentSheet.Named(Edition().Replace(quoted, "").Trim());
        return Han().Count(name) >= FewestHan && !Periodical().IsMatch(name) ? name : null;
    }

    /// <summary>Who announces, as the title says before what it is about: bodies that this program does not know are told apart by it.</summary>
    public static string Announcer(string title) =>
        TitleText.Fold(title) is var folded && About().Match(folded) is { Success: true } about ? folded[..(about.Index + about.Length - 2)].Trim() : "";

    /// <summary>What stands behind 关于; null where it does not stand there.</summary>
    public static string? AfterAbout(string title) => About().Match(title) is { Success: true } about ? title[(about.Index + about.Length)..] : null;

    /// <summary>Without what is done: announced, extended, amended, repealed, asked for comments.</summary>
    public static string WithoutVerb(string core) => Announcing().Replace(core, "");

    public static string WithoutAsking(string title) => Asking().Replace(Edition().Replace(title, ""), "");

    /// <summary>Whether a text is long enough to be of one thing only.</summary>
    public static bool IsTelling(string core) => Han().Count(core) >= FewestHan || core.Split(' ').Length >= FewestWords;

    [GeneratedRegex(@"[(（][^()（）]{0,16}(?:征求意见稿|征求意見稿|徵求意見稿|草案|送审稿|修订稿|公开征求意见|试行|[二三四五]次|第[二三四五]次)[^()（）]{0,8}[)）]|(?:第?[二三四五]次)?征求意见稿|\((?:text with eea relevance|proposed|draft)\)", RegexOptions.CultureInvariant)]
    private static partial Regex Edition();

    [GeneratedRegex("(?:印发|印發|发布|公布)〈([^〈〉]{4,120})〉", RegexOptions.CultureInvariant)]
    private static partial Regex Issued();

    [GeneratedRegex("日报|晚报|时报|周刊|月刊|杂志|年鉴|求是|新闻联播", RegexOptions.CultureInvariant)]
    private static partial Regex Periodical();

    [GeneratedRegex(@"^[^关於于]{0,60}(?:关于|關於)", RegexOptions.CultureInvariant)]
    private static partial Regex About();

    // What is done to several measures is not the name of one.
    [GeneratedRegex("^(?:延长|推迟|延期|暂缓|更正|(?:修改|修订|修正|废止|停止执行)(?!部分|一批|若干|有关|相关|和|与|及|等|《[^》]*》(?:[和与及等、《])))?(?:再次|再度|重新|二次|第[二三四五]次)?(?:向社会)?(?:公开)?(?:征求|征集|印发|发布|公布|实施|施行|就)?(?:对)?", RegexOptions.CultureInvariant)]
    private static partial Regex Announcing();

    [GeneratedRegex("(?:再次|再度|重新|二次|第[二三四五]次)?(?:向社会)?(?:公开)?(?:征求|徵求|征集)(?:社会)?(?:意见|意見)?(?:的?(?:期限|时间|时限|期))?(?:延长|延期)?|(?:更正|勘误)(?=$|的|公告|通知)", RegexOptions.CultureInvariant)]
    private static partial Regex Asking();

    [GeneratedRegex("的?(?:通知|公告|通告|意见|决定|函|批复|令)$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();

    [GeneratedRegex(@"^(?:proposal for an? |amended proposal for an? )?(?:commission |council )?(?:delegated |implementing )?(?:regulation|directive|decision)(?: \([a-z]+\) [0-9/]+| of the)?[^.]{0,80}?(?:of the council|of the commission|(?:of )?[0-9]{1,2} [a-z]+ [0-9]{4}|,)(?: of [0-9]{1,2} [a-z]+ [0-9]{4})? ", RegexOptions.CultureInvariant)]
    private static partial Regex EuropeanHeader();

    [GeneratedRegex(@"^(?:proposed rules?|(?:interim )?final rules?|(?:supplemental |advance )?notice of (?:supplemental )?proposed rulemaking|notice|request for (?:comments?|information)|(?:extension|reopening) of (?:the )?(?:public )?comment period|delay of effective date|(?:technical )?corrections?|correcting amendments?)\b(?: on| of| for| to|:|;|,)? ?", RegexOptions.CultureInvariant)]
    private static partial Regex AmericanHeader();

    [GeneratedRegex(@"(?:[;,:] (?:proposed rules?|(?:interim )?final rules?|(?:technical )?corrections?|correcting amendments?|(?:extension|reopening|extension and reopening|reopening and extension) of (?:the )?(?:public )?comment period|delay of (?:the )?(?:effective|compliance) dates?|(?:supplemental |advance |further )?notice of (?:supplemental )?proposed rulemaking|supplemental proposed rule|request for (?:comments?|information)|withdrawal))+\.?$", RegexOptions.CultureInvariant)]
    private static partial Regex AmericanTail();

    [GeneratedRegex(@",? (?:and )?(?:amending|repealing) (?:regulation|directive|decision).*$", RegexOptions.CultureInvariant)]
    private static partial Regex ChangingTail();

    [GeneratedRegex(@"[\u4e00-\u9fff]", RegexOptions.CultureInvariant)]
    private static partial Regex Han();
}
