using System.Globalization;
using System.Text.RegularExpressions;

namespace Notifier.Core.Entries.Lineages;

/// <summary>
/// What tells that two entries are of one measure, whoever published them: the number of the document, the name in 《》, the
/// register's number of the procedure, the link, the title. What names a measure that is amended or repealed leads to that measure.
/// </summary>
public static partial class LineageKeys
{
    private const int Beginning = 3_000;
    private const int FewestHan = 6;
    private const int FewestWords = 5;

    /// <returns>The surest first; without any, the entry is a measure by itself.</returns>
    public static IReadOnlyList<LineageKey> Of(Entry entry)
    {
        var title = EntryWords.Fold(entry.Title);
        var text = EntryWords.Fold(entry.Summary + "\n" + entry.Content);
        text = text.Length <= Beginning ? text : text[..Beginning];
        var keys = new List<LineageKey>();
        keys.AddRange(Chinese(title, text, entry.Facts.Agencies));
        keys.AddRange(European(title, entry));
        keys.AddRange(American(title, text));
        if (Link(entry.Link) is { } link)
            keys.Add(new($"link:{link}", LineageKeyKind.Link));
        if (TitleCore(title, entry.Facts.Stage is not null) is { } core)
            keys.Add(new($"title:{core}", LineageKeyKind.Title));
        return [.. keys.DistinctBy(key => key.Text)];
    }

    private static IEnumerable<LineageKey> Chinese(string title, string text, IReadOnlyList<string> agencies)
    {
        foreach (Match number in Numbered().Matches(title))
            yield return Number(number);
        if (Labelled().Match(text) is { Success: true } label && Numbered().Match(label.Groups[1].Value) is { Success: true } own)
            yield return Number(own);
        if (agencies.Count > 0 && OfYear().Match(title) is { Success: true } year)
            yield return new(string.Create(CultureInfo.InvariantCulture, $"no:{agencies[0]}:{year.Groups[1].Value}:{year.Groups[3].Value}:{year.Groups[2].Value}"), LineageKeyKind.Number);
        if (Named().Match(title) is { Success: true } named && Name(named.Groups[1].Value) is { } name)
            yield return new($"name:{name}", LineageKeyKind.Name);
    }

    private static LineageKey Number(Match match) =>
        new($"no:{match.Groups[1].Value}:{match.Groups[2].Value}:{match.Groups[3].Value}", LineageKeyKind.Number);

    /// <summary>
    /// CELEX and the numbers of acts are one key: <c>32023R1542</c> is Regulation (EU) 2023/1542. An act that only amends or repeals
    /// another is of the other's lineage.
    /// </summary>
    private static IEnumerable<LineageKey> European(string title, Entry entry)
    {
        var acts = Act().Matches(title).ToList();
        var others = acts.Count > 1 && Changing().Match(title) is { Success: true } changing && !Enacting().IsMatch(title.AsSpan(0, changing.Index))
            ? acts.Where(act => act.Index > changing.Index).ToList()
            : [];
        foreach (var act in others.Concat(acts.Take(1)))
            yield return ActKey(act.Groups[1].Value[..1], act.Groups[2].Value, act.Groups[3].Value);
        foreach (Match celex in Celex().Matches($"{entry.Id} {entry.Link}"))
        {
            yield return celex.Groups[1].Value == "5"
                ? ComKey(celex.Groups[2].Value, celex.Groups[4].Value)
                : ActKey(celex.Groups[3].Value[..1], celex.Groups[2].Value, celex.Groups[4].Value);
        }

        foreach (Match com in Com().Matches(title))
            yield return ComKey(com.Groups[1].Value, com.Groups[2].Value);
    }

    /// <summary>The number of an EU act or proposal itself, not of one that it changes; null where it has none.</summary>
    public static string? OwnNumber(string title, string id, string? link)
    {
        var folded = EntryWords.Fold(title);
        if (Celex().Match($"{id} {link}") is { Success: true } celex)
            return celex.Groups[1].Value == "5" ? ComKey(celex.Groups[2].Value, celex.Groups[4].Value).Text : ActKey(celex.Groups[3].Value[..1], celex.Groups[2].Value, celex.Groups[4].Value).Text;
        if (Com().Match(folded) is { Success: true } com)
            return ComKey(com.Groups[1].Value, com.Groups[2].Value).Text;
        return Act().Match(folded) is { Success: true } act && !Changing().IsMatch(folded.AsSpan(0, act.Index)) ? ActKey(act.Groups[1].Value[..1], act.Groups[2].Value, act.Groups[3].Value).Text : null;
    }

    /// <summary>Who announces, as the title says before what it is about: bodies that this program does not know are told apart by it.</summary>
    public static string Announcer(string title) =>
        EntryWords.Fold(title) is var folded && About().Match(folded) is { Success: true } about ? folded[..(about.Index + about.Length - 2)].Trim() : "";

    private static LineageKey ActKey(string kind, string first, string second)
    {
        // Until 2014 regulations had their number before the year.
        var (year, number) = first.Length == 4 && int.Parse(first, CultureInfo.InvariantCulture) is >= 1950 and <= 2199 ? (first, second) : (second, first);
        return new($"eu:{kind.ToLowerInvariant()}:{year}:{number.TrimStart('0')}", LineageKeyKind.Number);
    }

    private static LineageKey ComKey(string year, string number) => new($"com:{year}:{number.TrimStart('0')}", LineageKeyKind.Number);

    private static IEnumerable<LineageKey> American(string title, string text)
    {
        foreach (var source in new[] { title, text })
        {
            if (RegulationIdentifier().Match(source) is { Success: true } rin)
                yield return new($"rin:{rin.Groups[1].Value}", LineageKeyKind.Number);
        }
    }

    /// <summary>The same page under http and https, with and without what only counts visitors.</summary>
    private static string? Link(string? link)
    {
        if (!Uri.TryCreate(link, UriKind.Absolute, out var uri) || uri.AbsolutePath.Length < 2)
            return null;
        var query = string.Join('&', uri.Query.TrimStart('?').Split('&').Where(part => part.Length > 0 && !Counting().IsMatch(part)).Order(StringComparer.Ordinal));
        var host = uri.Host.StartsWith("www.", StringComparison.Ordinal) ? uri.Host[4..] : uri.Host;
        return $"{host}{uri.AbsolutePath.TrimEnd('/')}{(query.Length > 0 ? "?" + query : "")}";
    }

    private static string? Name(string quoted)
    {
        var name = Edition().Replace(quoted, "").Trim();
        return Han().Count(name) >= FewestHan && !Periodical().IsMatch(name) ? name : null;
    }

    /// <summary>What is left of a title without who announces it and that it is announced.</summary>
    /// <param name="formal">A title of the press is one only as a whole.</param>
    private static string? TitleCore(string title, bool formal)
    {
        var core = Edition().Replace(title, "");
        if (formal)
        {
            core = EuropeanHeader().Replace(AmericanHeader().Replace(core, ""), "");
            core = About().Match(core) is { Success: true } about ? core[(about.Index + about.Length)..] : core;
            core = Announcing().Replace(core, "");
            core = Form().Replace(core, "");
            core = ChangingTail().Replace(core, "");
        }

        core = core.Trim(' ', '《', '》', '"', '“', '”', '.', ',', ';', ':', '-', '–', '—');
        return Han().Count(core) >= FewestHan || core.Split(' ').Length >= FewestWords ? core : null;
    }

    [GeneratedRegex(@"([\u4e00-\u9fff]{2,10}) ?[〔\[(【] ?((?:19|20)[0-9]{2}) ?[〕\])】] ?第?([0-9]{1,5}) ?号", RegexOptions.CultureInvariant)]
    private static partial Regex Numbered();

    [GeneratedRegex(@"(?:发文字号|文号|发文文号) ?[::] ?([^\n。;]{4,40})", RegexOptions.CultureInvariant)]
    private static partial Regex Labelled();

    [GeneratedRegex("((?:19|20)[0-9]{2}) ?年? ?第 ?([0-9]{1,5}) ?号 ?(令|公告|通告)", RegexOptions.CultureInvariant)]
    private static partial Regex OfYear();

    [GeneratedRegex("(?<!(?:贯彻|落实|执行|根据|依据|按照|对照|符合|贯彻落实|貫徹|落實)[^《]{0,6})《([^《》]{4,120})》", RegexOptions.CultureInvariant)]
    private static partial Regex Named();

    [GeneratedRegex(@"\b(regulation|directive|decision) \((?:eu|ec|eec|euratom|cfsp)[^)]{0,20}\) (?:no )?([0-9]{1,4})/([0-9]{1,4})", RegexOptions.CultureInvariant)]
    private static partial Regex Act();

    [GeneratedRegex(@"\b(?:amending|correcting|repealing)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Changing();

    [GeneratedRegex(@"\b(?:concerning|laying down|establishing|supplementing|implementing|imposing|setting|on the)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Enacting();

    [GeneratedRegex(@"\b([35])((?:19|20)[0-9]{2})(R|L|D|PC|DC)([0-9]{4})", RegexOptions.CultureInvariant)]
    private static partial Regex Celex();

    [GeneratedRegex(@"\bcom ?[(/] ?((?:19|20)[0-9]{2}) ?[)/] ?([0-9]{1,4})", RegexOptions.CultureInvariant)]
    private static partial Regex Com();

    [GeneratedRegex(@"\b([0-9]{4}-[a-z]{2}[0-9]{2})\b", RegexOptions.CultureInvariant)]
    private static partial Regex RegulationIdentifier();

    [GeneratedRegex("^(?:utm_|spm=|from=|ref=|source=|fbclid|gclid)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Counting();

    [GeneratedRegex(@"[(（][^()（）]{0,16}(?:征求意见稿|征求意見稿|草案|送审稿|修订稿|公开征求意见|试行|二次|第二次)[^()（）]{0,8}[)）]|征求意见稿|\((?:text with eea relevance|proposed|draft)\)", RegexOptions.CultureInvariant)]
    private static partial Regex Edition();

    [GeneratedRegex("日报|晚报|时报|周刊|月刊|杂志|年鉴|求是|新闻联播", RegexOptions.CultureInvariant)]
    private static partial Regex Periodical();

    [GeneratedRegex(@"^[^关於于]{0,60}(?:关于|關於)", RegexOptions.CultureInvariant)]
    private static partial Regex About();

    [GeneratedRegex("^(?:向社会)?(?:公开)?(?:征求|征集|印发|发布|公布|就)|(?:公开)?征求(?:社会)?意见|公开征集意见", RegexOptions.CultureInvariant)]
    private static partial Regex Announcing();

    [GeneratedRegex("的?(?:通知|公告|通告|意见|决定|函|批复|令)$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();

    [GeneratedRegex(@"^(?:proposal for an? |amended proposal for an? )?(?:commission |council )?(?:delegated |implementing )?(?:regulation|directive|decision)(?: \([a-z]+\) [0-9/]+| of the)?[^.]{0,80}?(?:of the council|of the commission|(?:of )?[0-9]{1,2} [a-z]+ [0-9]{4}|,)(?: of [0-9]{1,2} [a-z]+ [0-9]{4})? ", RegexOptions.CultureInvariant)]
    private static partial Regex EuropeanHeader();

    [GeneratedRegex(@"^(?:proposed rules?|final rules?|notice of proposed rulemaking|advance notice of proposed rulemaking|notice|request for (?:comments?|information))(?: on| of| for|:|;|,)? ?|[;,:] (?:proposed rule|final rule|correction|extension of comment period|reopening of comment period|request for comments?|notice of proposed rulemaking)$", RegexOptions.CultureInvariant)]
    private static partial Regex AmericanHeader();

    [GeneratedRegex(@",? (?:and )?(?:amending|repealing) (?:regulation|directive|decision).*$", RegexOptions.CultureInvariant)]
    private static partial Regex ChangingTail();

    [GeneratedRegex(@"[\u4e00-\u9fff]", RegexOptions.CultureInvariant)]
    private static partial Regex Han();
}

/// <summary>How sure a key is.</summary>
public enum LineageKeyKind
{
    /// <summary>Of the document or its procedure: whoever has it is of the measure.</summary>
    Number,

    /// <summary>The full name of the measure, as its title quotes it.</summary>
    Name,

    /// <summary>The same page.</summary>
    Link,

    /// <summary>The same words; reports of every month have the same title too, so that it counts for copies and later stages only.</summary>
    Title,
}

public sealed record LineageKey(string Text, LineageKeyKind Kind);
