namespace Notifier.Core.Entries.Texts;

/// <summary>
/// A text made comparable, which still knows where each of its characters stands in the original: Unicode NFKC, lower case,
/// simplified characters, one blank for any white space and none between Chinese characters or around dashes, no invisible
/// characters, HTML entities and literal <c>\uXXXX</c> escapes decoded, one kind of dash and of quote.
/// </summary>
internal sealed class NormalText
{
    private readonly int[] _starts;
    private readonly int[] _ends;
    private readonly int[] _breaks;

    private NormalText(string original, char[] characters, int[] starts, int[] ends, int length, IReadOnlyList<int> breaks)
    {
        Original = original;
        (Characters, _starts, _ends) = (new ReadOnlyMemory<char>(characters, 0, length), starts, ends);
        _breaks = [.. breaks];
        Sentences = SentenceEnds.Of(this, breaks);
    }

    public string Original { get; }

    public ReadOnlyMemory<char> Characters { get; }

    public ReadOnlySpan<char> Span => Characters.Span;

    public int Length => Characters.Length;

    /// <summary>Where each sentence ends, in ascending order; the last is the text's length.</summary>
    public int[] Sentences { get; }

    public static NormalText Of(string original)
    {
        var writer = new NormalTextWriter(original.Length);
        for (var at = 0; at < original.Length;)
        {
            var length = TextUnit.Read(original, at, ref writer);
            at += length;
        }

        return new(original, writer.Characters, writer.Starts, writer.Ends, writer.Length, writer.Breaks);
    }

    /// <summary>The place in the original of the characters from <paramref name="start"/> up to <paramref name="end"/>.</summary>
    public (int Start, int Length) Place(int start, int end)
    {
        if (end <= start)
            return (start < Length ? _starts[start] : Original.Length, 0);
        return (_starts[start], _ends[end - 1] - _starts[start]);
    }

    public int StartOf(int index) => _starts[index];

    /// <summary>The number of the sentence that holds a character.</summary>
    public int SentenceAt(int index)
    {
        var found = Array.BinarySearch(Sentences, index + 1);
        return Math.Min(found >= 0 ? found : ~found, Sentences.Length - 1);
    }

    /// <summary>The number of the paragraph that holds a character.</summary>
    public int ParagraphAt(int index)
    {
        var found = Array.BinarySearch(_breaks, index);
        return found >= 0 ? found + 1 : ~found;
    }

    public (int Start, int End) SentenceBounds(int number) => (number == 0 ? 0 : Sentences[number - 1], Sentences[number]);
}
