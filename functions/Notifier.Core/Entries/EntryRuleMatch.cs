using Notifier.Core.Rules;

namespace Notifier.Core.Entries;

/// <summary>
/// Whether a rule on single entries tells of an entry. Filled lists need one hit each: an agency is the source's id or an
/// author's name, a word stands in title, summary or content as for <c>count('…')</c>. Topics and stages are not read from texts,
/// so that a rule that asks for them is refused when it is read, and matches nothing here.
/// </summary>
public static class EntryRuleMatch
{
    /// <returns>What of the rule was found, in its order (agencies, then words); null where the rule does not tell of the entry.</returns>
    public static IReadOnlyList<string>? Find(EntryMatch match, Entry entry)
    {
        if (match.Topics.Count > 0 || match.Stages.Count > 0)
            return null;
        var agencies = match.Agencies.Where(agency => IsFrom(agency, entry)).ToList();
        if (match.Agencies.Count > 0 && agencies.Count == 0)
            return null;
        var words = match.Words.SelectMany(text => text.Split('|')).Where(word => EntryWords.Parse(word).Matches(entry)).Select(word => word.Trim()).Distinct().ToList();
        return match.Words.Count > 0 && words.Count == 0 ? null : [.. agencies, .. words];
    }

    private static bool IsFrom(string agency, Entry entry)
    {
        var name = EntryWords.Fold(agency);
        return name == entry.Source || entry.Authors.Any(author => EntryWords.Fold(author) == name);
    }
}
