using System.Globalization;
using System.Text.RegularExpressions;
using Notifier.Core.Entries.Quantities;

namespace Notifier.Core.Entries.Lineages;

/// <summary>
/// The number under which a Chinese body publishes a document. A letter has the code of its sender (发改产业〔2026〕45号); announcements
/// and orders are numbered by kind, written 公告2026年第5号, 2026年第5号公告, 公告〔2026〕5号 and so on: of one body all are one number.
/// </summary>
/// <param name="Issuer">The code of the sender, or for announcements the short name of the body, as far as it is known.</param>
/// <param name="Kind">公告, 通告 or 令; empty for a letter.</param>
/// <param name="Year">Empty for orders that a body numbers through all years.</param>
/// <param name="Start">In the folded text.</param>
internal sealed partial record DocumentNumber(string Issuer, string Kind, string Year, string Number, int Start, int End)
{
    private const int LongestBody = 12;

    public string Key => Kind.Length == 0 ? $"no:{Issuer}:{Year}:{Number}" : $"no:{Issuer}:{Kind}:{Year}:{Number}";

    /// <summary>All that a text names, its own and those of others, in its order.</summary>
    /// <param name="text">Folded as <see cref="EntryWords.Fold"/> does.</param>
    /// <param name="agency">Who publishes where nobody is named; null where nobody knows.</param>
    public static IEnumerable<DocumentNumber> In(string text, string? agency)
    {
        foreach (Match match in Bracketed().Matches(text))
        {
            if (OfBracketed(match, text, agency) is { } number)
                yield return number;
        }

        foreach (Match match in OfYear().Matches(text).Concat(OfOrder().Matches(text)))
        {
            var kind = match.Groups["kind"].Value;
            if (BodyBefore(text[..match.Index], agency) is { } body && Figures(match.Groups["n"].Value) is { } figures)
                yield return new(body, kind, match.Groups["year"].Value, figures, match.Index, match.Index + match.Length);
        }
    }

    private static DocumentNumber? OfBracketed(Match match, string text, string? agency)
    {
        var code = Connective().Replace(match.Groups["code"].Value, "").Trim();
        var (kind, year, figures) = (match.Groups["kind"].Value, match.Groups["year"].Value, Figures(match.Groups["n"].Value)!);
        if (Form().Match(code) is { Success: true } form)
            (code, kind) = (code[..form.Index].Trim(), form.Value);
        var start = match.Index + match.Groups["code"].Length - code.Length;
        // 工信部联节 is the code of a sender, 工信部 alone is not.
        if (code.Length > 0 && kind.Length == 0 && Agencies.IdOf(code) == code)
            return new(code, "", year, figures, start, match.Index + match.Length);
        // A bare 〔2026〕5号 is of the announcement that the title says it is.
        if (kind.Length == 0 && (kind = FormOfTitle().Match(text).Value).Length == 0)
            return null;
        return BodyBefore(text[..match.Index] + code, agency) is { } body ? new(body, kind, year, figures, start, match.Index + match.Length) : null;
    }

    /// <summary>The body that stands before the number; of several the first, whose number it is. “Three ministries” without names are nobody.</summary>
    private static string? BodyBefore(string text, string? agency)
    {
        var words = Publishing().Replace(text.TrimEnd(' ', '(', '〔', '['), "");
        words = Referring().Replace(words, "").Replace("中华人民共和国", "", StringComparison.Ordinal).Trim(' ', '(', ')', '“', '"', '的');
        if (words.Length == 0)
            return agency;
        if (Joint().IsMatch(words))
            return null;
        // What stands between 关于 and a number at the end is what the document is about.
        if (words.Length > LongestBody && text.Contains("关于", StringComparison.Ordinal))
            return TitleCore.Announcer(text) is { Length: > 0 } announcer ? Name(announcer) : agency;
        return Name(words);
    }

    /// <summary>江苏省发展改革委 is not the national commission.</summary>
    private static string Name(string words) => Local().IsMatch(words) ? words : Agencies.FirstIn(words) ?? words;

    private static string? Figures(string written)
    {
        if (char.IsAsciiDigit(written[0]))
            return written.TrimStart('0') is { Length: > 0 } figures ? figures : null;
        var number = new ChineseNumber();
        return written.All(figure => number.Add(figure)) ? number.Value.ToString("0", CultureInfo.InvariantCulture) : null;
    }

    [GeneratedRegex(@"(?<code>[\u4e00-\u9fff]{2,24})? ?[〔\[(【] ?(?<year>(?:19|20)[0-9]{2}) ?年? ?[〕\])】] ?第? ?(?<n>0*[1-9][0-9]{0,4}) ?号 ?(?<kind>公告|通告|令)?", RegexOptions.CultureInvariant)]
    private static partial Regex Bracketed();

    [GeneratedRegex(@"(?<kind>公告|通告|令) ?[(〔\[]? ?(?<year>(?:19|20)[0-9]{2}) ?年? ?第? ?(?<n>0*[1-9][0-9]{0,4}|[一二三四五六七八九十百〇零]{1,6}) ?号|(?<year>(?:19|20)[0-9]{2}) ?年? ?第? ?(?<n>0*[1-9][0-9]{0,4}|[一二三四五六七八九十百〇零]{1,6}) ?号 ?(?<kind>公告|通告|令)|(?<year>(?:19|20)[0-9]{2}) ?年(?<kind>公告|通告|令) ?第? ?(?<n>0*[1-9][0-9]{0,4}) ?号", RegexOptions.CultureInvariant)]
    private static partial Regex OfYear();

    [GeneratedRegex(@"(?<kind>令) ?[(]? ?第 ?(?<n>0*[1-9][0-9]{0,4}|[一二三四五六七八九十百〇零]{1,6}) ?号|(?<![0-9]{4} ?年? ?)第 ?(?<n>0*[1-9][0-9]{0,4}|[一二三四五六七八九十百〇零]{1,6}) ?号 ?(?<kind>令)", RegexOptions.CultureInvariant)]
    private static partial Regex OfOrder();

    [GeneratedRegex("^.*(?:关于|根据|依据|按照|依照|印发|转发|公布|发布|执行|落实|废止|修改|更正|延长|替代|[号的及、。,;:(《》])", RegexOptions.CultureInvariant)]
    private static partial Regex Connective();

    // 、 stays: of several bodies the first is the issuer.
    [GeneratedRegex("^.*(?:关于|根据|依据|按照|依照|转发|执行|落实|废止|修改|更正|延长|替代|[号。,;:《》])", RegexOptions.CultureInvariant)]
    private static partial Regex Referring();

    [GeneratedRegex("(?:发布|公布|发出|印发|出台)了?$", RegexOptions.CultureInvariant)]
    private static partial Regex Publishing();

    [GeneratedRegex("公告$|通告$|令$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();

    [GeneratedRegex("公告|通告", RegexOptions.CultureInvariant)]
    private static partial Regex FormOfTitle();

    [GeneratedRegex("[两二三四五六七八九十多0-9]+ ?部门|联合$", RegexOptions.CultureInvariant)]
    private static partial Regex Joint();

    [GeneratedRegex("省|自治区|自治州|[^上]市(?!场)|县|(?<!办公)厅", RegexOptions.CultureInvariant)]
    private static partial Regex Local();
}
