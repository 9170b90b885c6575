using System.Text.RegularExpressions;
using Notifier.Core.Entries.Texts;

namespace Notifier.Core.Entries.Lineages;

/// <summary>
/// What tells that two entries are of one measure, whoever published them: the number of the document, the name in 《》, the
/// register's number of the procedure, the link, the title. What names a measure that is amended, repealed, corrected or extended
/// leads to that measure.
/// </summary>
public static partial class LineageKeys
{
    private const int Beginning = 3_000;

    // Where a text has its header, and a report says what it reports.
    private const int Lead = 400;
    private const int MostOfHeader = 4;

    /// <returns>The surest first; without any, the entry is a measure by itself.</returns>
    public static IReadOnlyList<LineageKey> Of(Entry entry)
    {
        var title = TitleText.Fold(entry.Title);
        var keys = new List<LineageKey>();
        keys.AddRange(Numbers(entry, title).Select(number => new LineageKey(number, LineageKeyKind.Number)));
        var names = Named().Match(title) is { Success: true } named ? TitleCore.Names(named.Groups[1].Value, title[(named.Index + named.Length)..]).ToList() : [];
        keys.AddRange(names.Count > 0 ? names : Reports.KeysOf(entry, title));
        if (!title.Contains('《', StringComparison.Ordinal))
            keys.AddRange(BareTitle.Names(title, entry.Title));
        if (Link(entry.Link) is { } link)
            keys.Add(new($"link:{link}", LineageKeyKind.Link));
        if (TitleCore.Of(title, entry.Facts.Stage is not null) is { } core)
            keys.Add(new($"title:{core}", LineageKeyKind.Title));
        return [.. keys.DistinctBy(key => key.Text)];
    }

    /// <summary>
    /// The numbers of the document itself: two of one register, or of one body and kind, that differ are two documents.
    /// </summary>
    public static IReadOnlyList<string> Own(Entry entry)
    {
        var title = TitleText.Fold(entry.Title);
        return [.. OwnChinese(entry, title).Concat(OwnEuropean(entry, title)).Concat(Identifiers(entry, title)).Distinct()];
    }

    private static IEnumerable<string> Numbers(Entry entry, string title)
    {
        // An interpretation or an amendment is numbered by what it is about; a measure that refers to another is not the other.
        var refers = entry.Facts.Stage is null or Stage.Amended or Stage.Repealed || AddendumReader.Of(entry) is not null;
        var chinese = refers ? DocumentNumber.In(title, Agency(entry)).OrderBy(number => number.Start).Select(number => number.Key) : [];
        return OwnChinese(entry, title).Concat(chinese).Concat(European(entry, title)).Concat(Identifiers(entry, title));
    }

    private static IEnumerable<string> OwnChinese(Entry entry, string title)
    {
        var acts = entry.Facts.Stage is Stage.Amended or Stage.Repealed || AddendumReader.Of(entry) is not null;
        var titled = DocumentNumber.In(title, Agency(entry)).Where(number => IsOwn(title, number, acts)).Select(number => number.Key).ToList();
        return titled.Count > 0 ? titled.Take(1) : OfText(entry).Take(1);
    }

    /// <summary>Before anything else is said, or in brackets at the end; there the number of a named measure that is changed is not the notice's.</summary>
    private static bool IsOwn(string title, DocumentNumber number, bool acts)
    {
        var before = title[..number.Start];
        if (!Referring().IsMatch(before))
            return true;
        return title[number.End..].Trim(' ', ')', ']', '〕', '】').Length == 0 && before.EndsWith('(') && !(acts && before.TrimEnd('(', ' ').EndsWith('》'));
    }

    /// <summary>发文字号：发改产业〔2026〕45号, or a line of its own at the head of the document.</summary>
    private static IEnumerable<string> OfText(Entry entry)
    {
        foreach (var line in Head(entry).Split('\n').Take(MostOfHeader * 2))
        {
            var folded = TitleText.Fold(line).Trim();
            var label = Labelled().Match(folded);
            var text = label.Success ? label.Groups[1].Value : folded;
            if (DocumentNumber.In(text, Agency(entry)).FirstOrDefault() is { } number && (label.Success || (number.Start == 0 && number.End == text.Length)))
                yield return number.Key;
        }
    }

    private static IEnumerable<string> OwnEuropean(Entry entry, string title)
    {
        if (EuropeanAct.InIds($"{entry.Id} {entry.Link}").Concat(EuropeanAct.Proposals(title)).FirstOrDefault() is { } own)
            return [own.Key];
        return EuropeanAct.In(title).FirstOrDefault() is { } act && !Changing().IsMatch(title.AsSpan(0, act.Start)) ? [act.Key] : [];
    }

    /// <summary>An act that only amends or repeals another is of the other's lineage.</summary>
    private static IEnumerable<string> European(Entry entry, string title)
    {
        var acts = EuropeanAct.In(title).ToList();
        var others = entry.Facts.Stage is Stage.Amended or Stage.Repealed && Changing().Match(title) is { Success: true } changing
            ? acts.Where(act => act.Start > changing.Index)
            : [];
        return others.Concat(acts.Take(1)).Concat(EuropeanAct.InIds($"{entry.Id} {entry.Link}")).Concat(EuropeanAct.Proposals(title)).Select(act => act.Key);
    }

    /// <summary>The numbers of a US rulemaking: those that the register gives, else the first that the text names.</summary>
    private static IEnumerable<string> Identifiers(Entry entry, string title)
    {
        var given = Identifiers(string.Join(' ', entry.Categories.Select(EntryWords.Fold).Prepend(title)));
        return given.Count > 0 ? given : Identifiers(EntryWords.Fold(TextCut.At(entry.Summary + "\n" + entry.Content, Beginning))).Take(1);
    }

    private static List<string> Identifiers(string text) =>
        [.. RegulationIdentifier().Matches(text).Select(match => match.Value).Where(number => !Standing().IsMatch(number)).Distinct().Take(MostOfHeader).Select(number => $"rin:{number}")];

    private static string? Agency(Entry entry) => entry.Facts.Agencies.Count > 0 ? entry.Facts.Agencies[0] : null;

    private static string Head(Entry entry) => TextCut.At(entry.Summary, Lead) + "\n" + TextCut.At(entry.Content, Lead);

    /// <summary>The same page under http and https, with and without what only counts visitors.</summary>
    private static string? Link(string? link)
    {
        if (!Uri.TryCreate(link, UriKind.Absolute, out var uri) || uri.AbsolutePath.Length < 2)
            return null;
        var query = string.Join('&', uri.Query.TrimStart('?').Split('&').Where(part => part.Length > 0 && !Counting().IsMatch(part)).Order(StringComparer.Ordinal));
        var host = uri.Host.StartsWith("www.", StringComparison.Ordinal) ? uri.Host[4..] : uri.Host;
        return $"{host}{uri.AbsolutePath.TrimEnd('/')}{(query.Length > 0 ? "?" + query : "")}";
    }

    [GeneratedRegex(@"(?:发文字号|文号|发文文号|公告号) ?[::] ?([^\n。;]{4,40})", RegexOptions.CultureInvariant)]
    private static partial Regex Labelled();

    [GeneratedRegex("关于|關於|废止|修改|修订|更正|延长|执行|落实|根据|依据|转发|解读|《", RegexOptions.CultureInvariant)]
    private static partial Regex Referring();

    [GeneratedRegex("(?<!(?:贯彻|落实|执行|根据|依据|按照|对照|符合|贯彻落实|貫徹|落實)[^《]{0,6})《([^《》]{4,120})》", RegexOptions.CultureInvariant)]
    private static partial Regex Named();

    [GeneratedRegex(@"\b(?:amending|correcting|repealing|revoking|withdrawing)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Changing();

    [GeneratedRegex(@"\b[0-9]{4}-[a-z]{2}[0-9]{2}\b", RegexOptions.CultureInvariant)]
    private static partial Regex RegulationIdentifier();

    // Under these an agency issues many rules: airworthiness directives, flight procedures and airspace of the FAA, safety zones,
    // regattas, bridges and security zones of the Coast Guard.
    [GeneratedRegex("^(?:2120-aa6[456]|1625-aa(?:00|08|09|11|87|97))$", RegexOptions.CultureInvariant)]
    private static partial Regex Standing();

    [GeneratedRegex("^(?:utm_|spm=|from=|ref=|source=|fbclid|gclid)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Counting();
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
