using Notifier.Core.Entries.Texts;

namespace Notifier.Core.Entries.Topics;

/// <summary>Terms that were found together, or one alone, from the first character to the last.</summary>
internal sealed record FoundTogether(int[] Terms, int Start, int End);

/// <summary>One term of one topic, where it counts.</summary>
internal sealed record EvidenceHit(NormalText Text, int Sentence, FoundTogether Found, string Term, int Paragraph, bool InTitle, double Weight, bool HasContext)
{
    public bool IsWeak => Weight < 1;

    public TermHit Cited()
    {
        var (start, length) = Text.Place(Found.Start, Found.End);
        return new(Term, start, length, SentenceExcerpt.Of(Text, Sentence, Found.Start, Found.End), InTitle);
    }
}
