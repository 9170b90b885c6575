using Notifier.Core.Entries.Lineages;
using Notifier.Core.Rules;

namespace Notifier.Core.Entries;

/// <summary>
/// Whether a rule on single entries tells of an entry. Filled lists need one hit each: a topic and a stage are what was read from
/// the texts, an agency is who announces it, by its short name or any of its names, or the source's id; a word stands in title,
/// summary or content as for <c>count('…')</c>.
/// </summary>
public static class EntryRuleMatch
{
    /// <summary>The unit of a warning about an entry.</summary>
    public const string Unit = "entry";

    /// <returns>What of the rule was found, in its order (topics, agencies, words); null where the rule does not tell of the entry.</returns>
    public static IReadOnlyList<string>? Find(EntryMatch match, Entry entry) => IsAt(match, entry.Facts.Stage) ? FindTexts(match, entry) : null;

    /// <summary>Whether the rule tells of a measure: at its stage, and one of its entries says what the rule looks for.</summary>
    /// <returns>As for an entry, of the first that says it.</returns>
    public static IReadOnlyList<string>? Find(EntryMatch match, Stage? stage, IEnumerable<Entry> entries) =>
        IsAt(match, stage) ? entries.Select(entry => FindTexts(match, entry)).FirstOrDefault(found => found is not null) : null;

    /// <summary>Whether the rule tells of a stage.</summary>
    public static bool IsAt(EntryMatch match, Stage? stage) => match.Stages.Count == 0 || (stage is { } at && match.Stages.Contains(at.Word()));

    private static IReadOnlyList<string>? FindTexts(EntryMatch match, Entry entry)
    {
        var topics = match.Topics.Where(entry.Facts.IsAbout).ToList();
        if (match.Topics.Count > 0 && topics.Count == 0)
            return null;
        var agencies = match.Agencies.Where(agency => IsFrom(agency, entry)).ToList();
        if (match.Agencies.Count > 0 && agencies.Count == 0)
            return null;
        var words = match.Words.SelectMany(text => text.Split('|')).Where(word => EntryWords.Parse(word).Matches(entry)).Select(word => word.Trim()).Distinct().ToList();
        return match.Words.Count > 0 && words.Count == 0 ? null : [.. topics, .. agencies, .. words];
    }

    private static bool IsFrom(string agency, Entry entry)
    {
        var (name, id) = (EntryWords.Fold(agency), Agencies.IdOf(agency));
        return name == entry.Source || entry.Facts.Agencies.Contains(id) || entry.Authors.Any(author => EntryWords.Fold(author) == name || Agencies.IdOf(author) == id);
    }
}
