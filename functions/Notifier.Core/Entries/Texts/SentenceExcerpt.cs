namespace Notifier.Core.Entries.Texts;

/// <summary>A sentence as it is cited: as written, without the blanks around it; of a very long one what stands around the place.</summary>
internal static class SentenceExcerpt
{
    /// <summary>Longer than nearly all sentences of ministries, and bounded where a text has no full stop.</summary>
    private const int Longest = 400;

    public static string Of(NormalText text, int sentence, int start, int end)
    {
        var (from, to) = text.SentenceBounds(sentence);
        (from, to) = (Math.Max(from, start - (Longest / 2)), Math.Min(to, Math.Max(Math.Min(end, start + Longest), start + (Longest / 2))));
        var (at, length) = text.Place(from, to);
        // An entity or a run of blanks can be long in the original.
        return Whole(text.Original, at, Math.Min(length, 2 * Longest)).Trim();
    }

    /// <summary>Without half a pair of surrogates at the ends.</summary>
    private static string Whole(string text, int at, int length)
    {
        var end = at + length;
        if (at > 0 && at < text.Length && char.IsLowSurrogate(text[at]) && char.IsHighSurrogate(text[at - 1]))
            at++;
        if (end > at && end < text.Length && char.IsLowSurrogate(text[end]) && char.IsHighSurrogate(text[end - 1]))
            end--;
        return text[at..Math.Max(at, end)];
    }
}
