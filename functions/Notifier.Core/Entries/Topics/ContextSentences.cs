using Notifier.Core.Entries.Texts;

namespace Notifier.Core.Entries.Topics;

/// <summary>Which sentences hold a word of the context.</summary>
internal sealed class ContextSentences
{
    private readonly bool[] _has;

    public ContextSentences(NormalText text, List<TermMatch> found, Taxonomy taxonomy)
    {
        _has = new bool[text.Sentences.Length];
        foreach (var match in found)
        {
            foreach (var use in taxonomy.Uses[match.Term])
            {
                if (use.Role == TermRole.Context)
                    Any = _has[text.SentenceAt(match.Start)] = true;
            }
        }
    }

    public bool Any { get; }

    /// <param name="reach">How many sentences before and behind count too.</param>
    public bool Near(int sentence, int reach) =>
        Any && _has.AsSpan(Math.Max(0, sentence - reach)..Math.Min(_has.Length, sentence + reach + 1)).Contains(true);
}

/// <summary>Which sentences say nothing about a topic, because a negative term stands in them, or about any, because they speak of another field.</summary>
internal sealed class SilencedSentences
{
    private const int AnyTopic = -1;

    private readonly HashSet<(int Topic, int Sentence)> _silenced = [];

    public SilencedSentences(NormalText text, List<TermMatch> found, Taxonomy taxonomy, ContextSentences context)
    {
        foreach (var match in found)
        {
            foreach (var use in taxonomy.Uses[match.Term])
            {
                if (use.Role == TermRole.Negative)
                    _silenced.Add((use.Topic, text.SentenceAt(match.Start)));
                else if (use.Role == TermRole.Foreign && text.SentenceAt(match.Start) is var sentence && !context.Near(sentence, 0))
                    _silenced.Add((AnyTopic, sentence));
            }
        }
    }

    public bool Holds(int topic, int sentence) => _silenced.Count > 0 && (_silenced.Contains((topic, sentence)) || _silenced.Contains((AnyTopic, sentence)));
}
