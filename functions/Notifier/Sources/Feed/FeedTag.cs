using System.Buffers;
using System.Text;

namespace Notifier.Sources.Feed;

/// <summary>A start tag as a browser would read it.</summary>
/// <param name="End">The place behind it.</param>
internal sealed record FeedTag(string Name, IReadOnlyList<(string Name, string Value)> Attributes, bool IsEmpty, int End)
{
    private const int MostAttributes = 100;

    // An address or a title; what is longer says nothing about a feed.
    private const int LongestValue = 64 * 1024;

    private static readonly SearchValues<char> ValueEnds = SearchValues.Create(" \t\r\n<>");

    /// <returns>Null where the text ends before the tag does.</returns>
    public static FeedTag? Read(string text, int open)
    {
        var name = NameAt(text, open + 1);
        var attributes = new List<(string Name, string Value)>();
        var at = open + 1 + name.Length;
        while (at < text.Length)
        {
            switch (text[at])
            {
                case '>':
                    return new(OneColon(name), attributes, text[at - 1] == '/', at + 1);
                case '<':
                    // The next tag begins before this one has ended.
                    return new(OneColon(name), attributes, false, at);
                case var letter when IsNameStart(letter):
                    at = Attribute(text, at, attributes);
                    break;
                default:
                    at++;
                    break;
            }
        }

        return null;
    }

    public static bool IsNameStart(char letter) => char.IsAsciiLetter(letter) || letter == '_' || (letter >= 0xC0 && char.IsLetter(letter));

    public static string NameAt(string text, int start)
    {
        var end = start;
        while (end < text.Length && (IsNameStart(text[end]) || char.IsAsciiDigit(text[end]) || text[end] is ':' or '-' or '.'))
            end++;
        return text[start..end].TrimEnd(':');
    }

    public void AppendTo(StringBuilder mended, bool closed, FeedEntities? own)
    {
        mended.Append('<').Append(Name);
        foreach (var (name, value) in Attributes)
        {
            mended.Append(' ').Append(name).Append("=\"");
            FeedCharacters.AppendMended(mended, value, value.Length, own: own);
            mended.Append('"');
        }

        mended.Append(closed ? "/>" : ">");
    }

    private static int Attribute(string text, int at, List<(string Name, string Value)> attributes)
    {
        var name = NameAt(text, at);
        at += Math.Max(1, name.Length);
        var equals = SkipBlank(text, at);
        if (equals >= text.Length || text[equals] != '=')
        {
            Add(attributes, name, name);
            return at;
        }

        var start = SkipBlank(text, equals + 1);
        if (start < text.Length && text[start] is '"' or '\'')
        {
            var close = text.IndexOf(text[start], start + 1);
            if (close < 0)
                return text.Length;
            Add(attributes, name, text.AsSpan(start + 1, close - start - 1));
            return close + 1;
        }

        var end = text.AsSpan(start).IndexOfAny(ValueEnds) is var found and >= 0 ? start + found : text.Length;
        Add(attributes, name, text.AsSpan(start, end - start));
        return end;
    }

    private static void Add(List<(string Name, string Value)> attributes, string name, ReadOnlySpan<char> value)
    {
        name = OneColon(name);
        // "xmlns:a=''" takes a declaration back, which XML 1.0 does not know.
        var allowed = name.Length > 0 && attributes.Count < MostAttributes && value.Length <= LongestValue && !(name.StartsWith("xmlns:", StringComparison.Ordinal) && value.Length == 0);
        if (allowed && !attributes.Exists(one => one.Name == name))
            attributes.Add((name, value.ToString()));
    }

    private static int SkipBlank(string text, int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
            at++;
        return at;
    }

    private static string OneColon(string name) => name.IndexOf(':', StringComparison.Ordinal) is var colon and >= 0
        ? name[..(colon + 1)] + name[(colon + 1)..].Replace(':', '_')
        : name;
}
