namespace Notifier.Core.Entries.Lineages;

/// <summary>Cuts a text into sentences, Chinese and Latin: what a changed clause is cited with.</summary>
public static class Sentences
{
    private const int Longest = 300;

    /// <summary>Trimmed, not empty, in order; a clause that a semicolon ends counts as one.</summary>
    public static IEnumerable<string> Of(string text)
    {
        var start = 0;
        for (var at = 0; at < text.Length; at++)
        {
            if (!EndsAt(text, at))
                continue;
            if (text[start..(at + 1)].Trim() is { Length: > 0 } sentence)
                yield return sentence;
            start = at + 1;
        }

        if (text[start..].Trim() is { Length: > 0 } rest)
            yield return rest;
    }

    /// <summary>As a citation shows it.</summary>
    public static string Short(string sentence) =>
        sentence.Length <= Longest ? sentence : sentence[..(char.IsHighSurrogate(sentence[Longest - 1]) ? Longest - 1 : Longest)] + "…";

    private static bool EndsAt(string text, int at) => text[at] switch
    {
        '。' or '！' or '？' or '；' or '\n' or '\r' or ';' => true,
        // "No. 45" and "1.5" go on; "force. Comments" does not.
        '.' or '!' or '?' => at + 1 == text.Length || (char.IsWhiteSpace(text[at + 1]) && (at + 2 >= text.Length || !char.IsLower(text[at + 2])) && !IsAbbreviation(text, at)),
        _ => false,
    };

    private static bool IsAbbreviation(string text, int dot)
    {
        var start = dot;
        while (start > 0 && char.IsAsciiLetter(text[start - 1]))
            start--;
        return text.AsSpan(start, dot - start) is "No" or "Nos" or "Art" or "Sec" or "Jan" or "Feb" or "Mar" or "Apr" or "Jun" or "Jul" or "Aug" or "Sep" or "Sept" or "Oct" or "Nov" or "Dec" or "U" or "S";
    }
}
