using System.Runtime.CompilerServices;
using Notifier.Core.Entries.Topics;
using Notifier.Core.Indicators;
using Notifier.Core.Rules;

namespace Notifier.Core.Entries;

/// <summary>What entries are counted on: a topic, or words.</summary>
public sealed class EntrySubject
{
    private readonly Func<Entry, bool> _matches;
    // An entry log is immutable and asked at every tick; what matched once is kept as long as the log lives.
    private readonly ConditionalWeakTable<EntryLog, IReadOnlyList<Entry>> _matching = [];

    private EntrySubject(string text, Phrase name, Func<Entry, bool> matches) => (Text, Name, _matches) = (text, name, matches);

    /// <summary>As it stands in a condition.</summary>
    public string Text { get; }

    /// <summary>As a reason names it.</summary>
    public Phrase Name { get; }

    /// <param name="id">One of the taxonomy.</param>
    public static EntrySubject Topic(string id) => new(id, new(id, Chinese(id)), entry => entry.Facts.IsAbout(id));

    /// <param name="words"><c>a|b</c> is either.</param>
    public static EntrySubject Words(string words)
    {
        var parsed = EntryWords.Parse(words);
        return new(QuotedText.Quote(words), new(QuotedText.Quote(words), words.Replace("|", "、", StringComparison.Ordinal)), parsed.Matches);
    }

    public bool IsOf(Entry entry) => _matches(entry);

    /// <summary>The entries of a log on it, in its order.</summary>
    public IReadOnlyList<Entry> Matching(EntryLog log) => _matching.GetValue(log, found => [.. found.Entries.Where(_matches)]);

    private static string Chinese(string id) =>
        TopicClassifier.Default.Topics.FirstOrDefault(topic => topic.Id == id)?.Names.GetValueOrDefault("zh-Hans") ?? id;
}
