using Notifier.Core.Rules;

namespace Notifier.Core.Entries.Lineages;

/// <summary>What a removed rule does to a measure: its open episode ends, told to those who were told that it opened.</summary>
public static class LineageRemoval
{
    /// <summary>Ends what is open of rules that there are no more.</summary>
    /// <param name="rules">Those on entries.</param>
    public static LineageCommit Run(Lineage lineage, IReadOnlyList<Rule> rules, DateOnly today)
    {
        var gone = lineage.Episodes.Where(pair => pair.Value.IsOpen && rules.All(rule => rule.Entry is null || rule.Id != pair.Key)).OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => (pair.Key, Step: LineageStep.OfRemoval(lineage, pair.Key, pair.Value, today))).ToList();
        if (gone.Count == 0)
            return new(lineage, []);
        var episodes = new Dictionary<string, LineageEpisode>(lineage.Episodes);
        foreach (var (rule, step) in gone)
            episodes[rule] = step.Episode;
        return new(lineage with { Episodes = episodes, Commit = lineage.Commit + 1 }, [.. gone.Select(one => one.Step.Warning)]);
    }
}
