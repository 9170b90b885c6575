using System.Reflection;
using System.Text.Json;
using Notifier.Core.Entries.Texts;
using Notifier.Core.Warnings;

namespace Notifier.Core.Entries.Topics;

/// <summary>The topics with what they are found by, ready for matching: every term once, with all that it is used for.</summary>
internal sealed class Taxonomy
{
    private readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);
    private readonly List<string> _written = [];
    private readonly List<List<TermUse>> _uses = [];
    private readonly List<Cooccurrence> _cooccurrences = [];

    private Taxonomy(TaxonomyFile file)
    {
        Add(file.Words(file.Context), new(TermRole.Context, -1));
        Add(file.Words(file.Foreign), new(TermRole.Foreign, -1));
        Add(file.Words(file.Blocking), new(TermRole.Block, -1));
        for (var topic = 0; topic < file.Topics.Length; topic++)
            Add(file, file.Topics[topic], topic);
        Topics = [.. file.Topics.Select(Describe)];
        Uses = [.. _uses.Select(uses => uses.ToArray())];
        Automaton = new(_index.OrderBy(pair => pair.Value).Select(pair => pair.Key));
    }

    public IReadOnlyList<Topic> Topics { get; }

    public TermAutomaton Automaton { get; }

    public IReadOnlyList<Cooccurrence> Cooccurrences => _cooccurrences;

    /// <summary>By term of the automaton.</summary>
    public TermUse[][] Uses { get; }

    public string Written(int term) => _written[term];

    /// <exception cref="JsonException">The file has another shape.</exception>
    public static Taxonomy Read(Stream json) => new(TaxonomyFile.Read(json));

    public static Taxonomy ReadOwn()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("taxonomy.json")
            ?? throw new InvalidOperationException("The resource taxonomy.json is missing.");
        return Read(stream);
    }

    private void Add(TaxonomyFile file, TaxonomyTopic topic, int index)
    {
        Add(file.Words(topic.Terms.Values.SelectMany(terms => terms)), new(TermRole.Strong, index));
        Add(file.Words(topic.InContext ?? []), new(TermRole.InContext, index));
        Add(file.Words(topic.WeakTerms ?? []), new(TermRole.Weak, index));
        Add(file.Words(topic.Negative ?? []), new(TermRole.Negative, index));
        Add(file.Words(topic.Blocking ?? []), new(TermRole.TopicBlock, index));
        foreach (var rule in topic.Cooccurrence ?? [])
        {
            var place = 0;
            foreach (var words in rule.Places)
                Add(file.Words(words), new(TermRole.Place, index, _cooccurrences.Count, place++));
            Add(file.Words(rule.Unless ?? []), new(TermRole.Barrier, index, _cooccurrences.Count));
            Add(file.Words(rule.NotBehind ?? []), new(TermRole.Leader, index, _cooccurrences.Count));
            _cooccurrences.Add(new(index, place, rule.Window));
        }
    }

    private void Add(IEnumerable<string> words, TermUse use)
    {
        foreach (var word in words)
        {
            var normal = NormalText.Of(word).Span.ToString().Replace('-', ' ');
            if (!_index.TryGetValue(normal, out var term))
            {
                _index.Add(normal, term = _written.Count);
                _written.Add(word);
                _uses.Add([]);
            }

            if (!_uses[term].Contains(use))
                _uses[term].Add(use);
        }
    }

    private static Topic Describe(TaxonomyTopic topic) =>
        new(topic.Id, topic.Parent, topic.Name, topic.Description, SeverityText.TryParse(topic.DefaultSeverity, out var severity) ? severity
            : throw new JsonException($"The topic {topic.Id} has the severity '{topic.DefaultSeverity}'."));
}
