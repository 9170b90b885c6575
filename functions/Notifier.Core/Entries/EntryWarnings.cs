using Notifier.Core.Episodes;
using Notifier.Core.Indicators;
using Notifier.Core.Rules;
using Notifier.Core.Warnings;

namespace Notifier.Core.Entries;

/// <summary>What rules on single entries tell of an entry: one warning a rule, with an episode of its own that opens once.</summary>
public static class EntryWarnings
{
    public const string Unit = "entry";

    private const int LongestTitle = 120;

    /// <param name="rules">All rules; those on series are passed over.</param>
    public static IEnumerable<Warning> Of(IEnumerable<Rule> rules, Entry entry)
    {
        foreach (var rule in rules)
        {
            if (rule.Entry is { } match && EntryRuleMatch.Find(match, entry) is { } found)
                yield return Compose(rule, match, entry, found);
        }
    }

    private static Warning Compose(Rule rule, EntryMatch match, Entry entry, IReadOnlyList<string> found)
    {
        // An entry stands for the measure that it announces: the episode is the rule's on this entry.
        var episode = EpisodeIds.Episode(rule.Id, $"{entry.Source}/{entry.Id}", 1, entry.Published);
        var (english, chinese) = Reason(entry, found);
        var opened = new Transition(1, TransitionKind.Opened, match.Severity, entry.Published, 1, english, ReasonZh: chinese);
        return new(
            EpisodeIds.Warning(episode, opened.Sequence),
            episode,
            opened.Sequence,
            rule.Id,
            rule.Title,
            entry.Source,
            opened.Kind,
            opened.Severity,
            opened.Severity,
            opened.Period,
            opened.Value,
            Unit,
            opened.Reason,
            AlreadySince: null,
            new WarningInputs(rule.Version, [], [entry.Id]),
            [opened],
            rule.Tags,
            Topics: [],
            new WarningEntry(entry.Id, entry.Source, entry.Title, entry.Link, entry.Published),
            opened.ReasonZh);
    }

    private static Phrase Reason(Entry entry, IReadOnlyList<string> found)
    {
        var title = entry.Title.Length > 0 ? entry.Title : entry.Summary.Length > 0 ? entry.Summary : entry.Id;
        var shown = title.Length <= LongestTitle ? title : title[..(char.IsHighSurrogate(title[LongestTitle - 1]) ? LongestTitle - 1 : LongestTitle)] + "…";
        return found.Count == 0
            ? Phrase.Same($"“{shown}”")
            : new($"“{shown}” names {string.Join(", ", found)}", $"“{shown}”提及{string.Join("、", found)}");
    }
}
