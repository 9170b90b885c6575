using System.Text.RegularExpressions;

namespace Notifier.Core.Entries.Lineages;

/// <summary>
/// The name of a measure in a title without 《》: alone, behind the number of its order, behind who announces, repeals or explains
/// it. A measure is known by the kind that its name ends in: 办法, 条例, 规定, act, regulations and so on.
/// </summary>
internal static partial class BareTitle
{
    private const int FewestWords = 4;

    /// <param name="title">Folded, without 《》.</param>
    /// <param name="written">As it was published: an English name is written with capitals.</param>
    public static IEnumerable<LineageKey> Names(string title, string written)
    {
        var name = TitleCore.Name(Chinese(Explaining().Replace(title, ""))) is { } chinese && Measure().IsMatch(chinese) ? chinese : English(title, written);
        return name is null ? [] : [new($"name:{name}", LineageKeyKind.Name)];
    }

    private static string Chinese(string title)
    {
        var name = Numbered().Replace(title, "");
        if (TitleCore.AfterAbout(name) is { } about)
            return Asking().IsMatch(about) ? Asked().Match(about).Groups[1].Value : Notice().Replace(TitleCore.WithoutVerb(about), "");
        name = name[(name.LastIndexOfAny([' ', ':', '|', ',']) + 1)..];
        return Announced().Replace(TitleCore.WithoutAsking(name), "");
    }

    /// <summary>“Repeal of the Lithium Battery Transport Safety Act”, or that act itself.</summary>
    private static string? English(string title, string written)
    {
        if (Acting().Match(title) is { Success: true } acting)
            return Known(acting.Groups["name"].Value);
        return Act().IsMatch(title) && !Headline().IsMatch(title) && IsCapitalised(written) ? Known(title) : null;
    }

    private static string? Known(string name) => Article().Replace(name, "") is var known && known.Split(' ').Length >= FewestWords ? known : null;

    private static bool IsCapitalised(string written) => written.Split(' ').All(word => word.Length < 5 || !char.IsAsciiLetterLower(word[0]));

    [GeneratedRegex(@"^(?:【|\[)?(?:政策|权威|专家|图文)?(?:解读|一图读懂|图解|问答)(?:】|\])? ?[:|]? ?|^.{0,30}负责人就|的?(?:政策|官方|专家)?(?:解读|图解|问答|答记者问)$", RegexOptions.CultureInvariant)]
    private static partial Regex Explaining();

    // “国家发展改革委令第71号 …”, “…(国家发展改革委令第71号)”.
    [GeneratedRegex(@"^[^()]{0,40}?[(]?(?:第 ?[0-9〇一二三四五六七八九十百]+ ?号|〔[0-9]{4}〕 ?[0-9]+ ?号)[)]?(?:令|公告|通告)?[ :,]*|\([^()]{0,30}号(?:令|公告|通告)?\)$|[ :]*(?:全文|原文)$", RegexOptions.CultureInvariant)]
    private static partial Regex Numbered();

    [GeneratedRegex("^[^,。;]{0,40}?(?:印发|发布(?!会|厅)|公布|出台|颁布|修改|修订|废止)(?:了|的)?", RegexOptions.CultureInvariant)]
    private static partial Regex Announced();

    [GeneratedRegex("的?(?:通知|公告|通告|决定|函|批复|令)$", RegexOptions.CultureInvariant)]
    private static partial Regex Notice();

    [GeneratedRegex("征求|征集", RegexOptions.CultureInvariant)]
    private static partial Regex Asking();

    // “关于征求锂电池行业标准意见的通知” comes every year: only what is issued once under its name is named here.
    [GeneratedRegex("(?:征求|征集)(?:对)?([^《》,。]{4,60}?(?:办法|条例|规定|细则|规则|规程|规范条件))(?:的?(?:公开)?(?:征求)?意见)", RegexOptions.CultureInvariant)]
    private static partial Regex Asked();

    [GeneratedRegex(@"^[^《》,。;!?]*(?:办法|条例|规定|细则|规范|规范条件|准入条件|标准|目录|清单|方案|意见|计划|规划|纲要|指南|指引|决定|通则|规则|规程|章程|修改单|(?<![做看想说方手用语书])法)(?:\([^()]{1,20}\))?$", RegexOptions.CultureInvariant)]
    private static partial Regex Measure();

    [GeneratedRegex(@"\b(?:amend(?:ing|s)?|amendments? (?:of|to)|repeal(?:ing|s)?|repeal of|revok(?:ing|es)|revocation of|rescind(?:ing|s)|rescission of|withdrawal of|withdrawing) (?<name>(?:the )?[a-z0-9 '()&-]{8,100}? (?:act|regulations?|directive|rules?|order|code)(?: (?:of )?[0-9]{4})?)(?=$|[,;.:])", RegexOptions.CultureInvariant)]
    private static partial Regex Acting();

    [GeneratedRegex("^[a-z0-9 '()&,-]{8,120}? (?:act|regulations?|directive|rules?|order|code)(?: (?:of )?[0-9]{4})?$", RegexOptions.CultureInvariant)]
    private static partial Regex Act();

    // A headline has a verb; a notice says that it is one.
    [GeneratedRegex(@"\b(?:issues?|issued|propos(?:es|ed)|publish(?:es|ed)|adopt(?:s|ed)|finali[sz](?:es|ed)|releases?|released|announces?|announced|unveils?|unveiled|says?|said|seeks?|sets?|backs?|approves?|approved|rejects?|delays?|delayed|launch(?:es|ed)|opens?|wants?|plans?|weighs?|eyes?|eases?|tightens?|draft|final|proposed|new|is|are|to|will|would|could|may|as|after|over|under)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Headline();

    [GeneratedRegex("^the ", RegexOptions.CultureInvariant)]
    private static partial Regex Article();
}
