using System.Buffers;

namespace Notifier.Sources.Html;

/// <summary>
/// What a page may be before it is parsed. A tree takes about fifty times the bytes of its text, and a selector as long as it is
/// large and deep: a list of a ministry has some thousand elements, twenty deep.
/// </summary>
internal static class HtmlBounds
{
    /// <summary>In characters.</summary>
    public const int LongestPage = 4 * 1024 * 1024;

    public const int MostElements = 100_000;
    public const int DeepestElement = 500;
    public const int MostAttributes = 1_000;

    private static readonly SearchValues<char> OfTag = SearchValues.Create("<> \t\r\n\f/\"'=");

    // Nothing stands in them, what comes next ends them, or old pages forget to: they are opened more often than closed. The parser
    // ends them where they are too deep.
    private static readonly HashSet<string> Unclosed = new(StringComparer.OrdinalIgnoreCase)
    {
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
        "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "a", "b", "i", "u", "em", "strong", "font", "span", "small", "big", "center", "nobr",
    };

    /// <returns>What is too large; null where nothing is.</returns>
    public static string? Problem(string html)
    {
        if (html.Length > LongestPage)
            return FormattableString.Invariant($"it is longer than {LongestPage} characters");
        var unclosed = Unclosed.GetAlternateLookup<ReadOnlySpan<char>>();
        var (elements, depth) = (0, 0);
        for (var rest = html.AsSpan(); rest.IndexOf('<') is var open and >= 0 && open + 1 < rest.Length;)
        {
            rest = rest[(open + 1)..];
            var isEnd = rest[0] == '/';
            var name = rest[(isEnd ? 1 : 0)..];
            name = name.IndexOfAny(OfTag) is var end and >= 0 ? name[..end] : name;
            if (name.Length == 0 || !char.IsAsciiLetter(name[0]))
                continue;
            if (isEnd)
            {
                depth -= depth > 0 && !unclosed.Contains(name) ? 1 : 0;
                continue;
            }

            depth += unclosed.Contains(name) ? 0 : 1;
            if (++elements > MostElements)
                return FormattableString.Invariant($"it has more than {MostElements} elements");
            if (depth > DeepestElement)
                return FormattableString.Invariant($"its elements are nested more than {DeepestElement} deep");
            if (Attributes(ref rest) > MostAttributes)
                return FormattableString.Invariant($"one of its elements has more than {MostAttributes} attributes");
        }

        return null;
    }

    /// <summary>Moves to the end of a start tag, and counts the words in it.</summary>
    private static int Attributes(ref ReadOnlySpan<char> rest)
    {
        var words = 0;
        for (var at = 0; at < rest.Length; at++)
        {
            switch (rest[at])
            {
                case '>' or '<':
                    rest = rest[at..];
                    return words;
                case '"' or '\'' when rest[at - 1] == '=' || char.IsWhiteSpace(rest[at - 1]):
                    at = rest[(at + 1)..].IndexOf(rest[at]) is var close and >= 0 ? at + 1 + close : rest.Length;
                    break;
                case ' ' or '\t' or '\r' or '\n' or '\f' or '/':
                    words++;
                    break;
            }
        }

        rest = [];
        return words;
    }
}
