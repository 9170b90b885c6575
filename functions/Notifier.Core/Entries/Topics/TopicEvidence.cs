using Notifier.Core.Entries.Texts;

namespace Notifier.Core.Entries.Topics;

/// <summary>What one title and text say for each topic.</summary>
internal sealed class TopicEvidence(Taxonomy taxonomy)
{
    // A context word reaches as far as the sentence before and the one behind.
    private const int ContextReach = 1;

    private readonly List<EvidenceHit>?[] _hits = new List<EvidenceHit>?[taxonomy.Topics.Count];
    private readonly HashSet<(int Topic, int Paragraph, int Rule, int Term)> _seen = [];
    private bool _titleHasContext;

    /// <summary>Whether a word of the context stands anywhere.</summary>
    public bool HasContext { get; private set; }

    /// <summary>What counts: weak terms beside another term or a word of the context only.</summary>
    public List<EvidenceHit> Of(int topic)
    {
        if (_hits[topic] is not { } hits)
            return [];
        return hits.Any(hit => !hit.IsWeak) || hits.Select(hit => hit.Term).Distinct().Skip(1).Any() ? hits : [.. hits.Where(hit => hit.HasContext)];
    }

    public void Read(NormalText text, bool inTitle)
    {
        if (text.Length == 0)
            return;
        var found = Visible(text);
        var context = new ContextSentences(text, found, taxonomy);
        HasContext |= context.Any;
        _titleHasContext |= inTitle && context.Any;
        var silenced = new SilencedSentences(text, found, taxonomy, context);
        var places = new CooccurrenceSweep(taxonomy.Cooccurrences);
        var (free, blocked) = (new int[taxonomy.Topics.Count], new int[taxonomy.Topics.Count]);
        foreach (var match in found)
        {
            var sentence = text.SentenceAt(match.Start);
            foreach (var use in taxonomy.Uses[match.Term])
            {
                if (use.Role == TermRole.TopicBlock)
                    blocked[use.Topic] = Math.Max(blocked[use.Topic], match.End);
                if (use.Topic < 0 || match.End <= blocked[use.Topic] || silenced.Holds(use.Topic, sentence))
                    continue;
                if (use.Role is TermRole.Place or TermRole.Barrier or TermRole.Leader && places.Add(use, match, sentence) is { } pair)
                    Add(text, use, sentence, pair, string.Join(" + ", pair.Terms.Select(taxonomy.Written)), inTitle, 1.0, false);
                else if (Weight(use.Role, context, sentence) is var weight and > 0 && match.Start >= free[use.Topic])
                {
                    free[use.Topic] = match.End;
                    Add(text, use, sentence, new([match.Term], match.Start, match.End), taxonomy.Written(match.Term), inTitle, weight, context.Near(sentence, 0));
                }
            }
        }
    }

    /// <summary>All terms but those inside a longer word that means something else, by their start, longer ones first.</summary>
    private List<TermMatch> Visible(NormalText text)
    {
        var found = new List<TermMatch>();
        taxonomy.Automaton.Find(text.Span, found);
        found.Sort((one, other) => one.Start != other.Start ? one.Start.CompareTo(other.Start) : other.End.CompareTo(one.End));
        var (hidden, kept) = (0, 0);
        for (var at = 0; at < found.Count; at++)
        {
            var match = found[at];
            if (match.End <= hidden)
                continue;
            if (taxonomy.Uses[match.Term].Any(use => use.Role == TermRole.Block))
                hidden = match.End;
            found[kept++] = match;
        }

        found.RemoveRange(kept, found.Count - kept);
        return found;
    }

    private double Weight(TermRole role, ContextSentences context, int sentence) => role switch
    {
        TermRole.Strong => 1.0,
        TermRole.InContext when _titleHasContext || context.Near(sentence, ContextReach) => 1.0,
        TermRole.Weak => 0.3,
        _ => 0,
    };

    /// <summary>A term, and words that count together, count once in a paragraph.</summary>
    private void Add(NormalText text, TermUse use, int sentence, FoundTogether found, string term, bool inTitle, double weight, bool hasContext)
    {
        var paragraph = text.ParagraphAt(found.Start);
        if (_seen.Add((use.Topic, inTitle ? -1 : paragraph, use.Rule, use.Rule < 0 ? found.Terms[0] : -1)))
            (_hits[use.Topic] ??= []).Add(new(text, sentence, found, term, paragraph, inTitle, weight, hasContext));
    }
}
