using Notifier.Core.Entries.Texts;

namespace Notifier.Core.Entries.Quantities;

internal enum SubjectKind
{
    /// <summary>Something that has a price: lithium_carbonate, nickel_ore.</summary>
    Material,

    /// <summary>Something that is counted: vehicle, battery.</summary>
    Thing,

    /// <summary>What is measured of them: output, quota.</summary>
    Property,

    /// <summary>Complete by itself: margin, purchase_tax.</summary>
    Other,
}

/// <summary>The names of what numbers are about; quantity-words.json lists them.</summary>
internal sealed class SubjectWords
{
    private static readonly Lazy<SubjectWords> Own = new(() => new());

    private readonly List<(SubjectKind Kind, string Id)> _subjects = [];

    private SubjectWords()
    {
        var file = QuantityWords.ReadOwn();
        var index = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (list, kind) in new[] { ("others", SubjectKind.Other), ("materials", SubjectKind.Material), ("attributes", SubjectKind.Property), ("things", SubjectKind.Thing) })
        {
            foreach (var subject in file.GetProperty(list).EnumerateObject())
            {
                foreach (var word in subject.Value.EnumerateArray())
                {
                    if (index.TryAdd(NormalText.Of(word.GetString()!).Span.ToString().Replace('-', ' '), _subjects.Count))
                        _subjects.Add((kind, subject.Name));
                }
            }
        }

        Automaton = new(index.OrderBy(pair => pair.Value).Select(pair => pair.Key));
    }

    public static SubjectWords Default => Own.Value;

    public TermAutomaton Automaton { get; }

    public (SubjectKind Kind, string Id) this[int term] => _subjects[term];
}
