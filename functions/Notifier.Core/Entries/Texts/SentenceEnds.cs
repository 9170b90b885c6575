namespace Notifier.Core.Entries.Texts;

/// <summary>Where sentences end: at 。！？；, at the end of a paragraph, and at a full stop that is no abbreviation and no decimal point.</summary>
internal static class SentenceEnds
{
    private static readonly HashSet<string> Abbreviations = new(StringComparer.Ordinal)
    {
        "u.s", "u.k", "e.g", "i.e", "no", "nos", "mr", "mrs", "ms", "dr", "prof", "inc", "co", "ltd", "corp", "art", "vs", "st", "approx", "fig", "sec", "vol",
        "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
    };

    private static readonly HashSet<string> Zones = new(StringComparer.Ordinal)
    {
        "et", "est", "edt", "ct", "cst", "cdt", "mt", "mst", "mdt", "pt", "pst", "pdt", "utc", "gmt", "bst", "cet", "cest", "eastern", "central", "mountain", "pacific", "brussels", "london", "beijing",
    };

    public static bool IsEnd(char character) => character is '。' or '!' or '?' or ';' or '.' or ':';

    public static int[] Of(NormalText text, IReadOnlyList<int> breaks)
    {
        var (ends, next) = (new List<int>(), 0);
        var characters = text.Span;
        for (var at = 0; at < characters.Length; at++)
        {
            if (next < breaks.Count && breaks[next] == at)
            {
                next++;
                Add(ends, at);
            }

            if (characters[at] is '。' or '!' or '?' or ';' || (characters[at] == '.' && IsFullStop(text, at)))
                Add(ends, AfterQuotes(characters, at + 1));
        }

        Add(ends, characters.Length);
        if (ends.Count == 0)
            ends.Add(0);
        return [.. ends];
    }

    private static void Add(List<int> ends, int at)
    {
        if (at > (ends.Count == 0 ? 0 : ends[^1]))
            ends.Add(at);
    }

    private static int AfterQuotes(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && text[at] is '"' or '\'' or ')' or '。' or '!' or '?')
            at++;
        return at;
    }

    private static bool IsFullStop(NormalText text, int at)
    {
        var characters = text.Span;
        if (at + 1 >= characters.Length)
            return true;
        if (at > 0 && HanText.IsHan(characters[at - 1]))
            return true;
        var next = characters[at + 1];
        if (next is not (' ' or '"' or '\'' or ')') || Abbreviations.Contains(WordBefore(characters, at)))
            return false;
        if (WordBefore(characters, at) is "a.m" or "p.m" && IsZone(characters[(at + 2)..]))
            return false;
        var after = at + 2 < characters.Length ? text.Original[text.StartOf(at + 2)] : ' ';
        return !char.IsLower(after);
    }

    /// <summary>11:59 p.m. ET on March 31.</summary>
    private static bool IsZone(ReadOnlySpan<char> text)
    {
        var end = text.IndexOf(' ');
        return end > 0 && Zones.Contains(text[..end].Trim(",()").ToString());
    }

    private static string WordBefore(ReadOnlySpan<char> text, int at)
    {
        var start = at;
        while (start > 0 && at - start < 8 && (char.IsAsciiLetter(text[start - 1]) || text[start - 1] == '.'))
            start--;
        return text[start..at].ToString();
    }
}
