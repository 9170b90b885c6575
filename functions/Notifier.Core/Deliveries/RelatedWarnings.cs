using Notifier.Core.Warnings;

namespace Notifier.Core.Deliveries;

/// <summary>
/// Which warnings belong together: those of one rule, and those of one commodity, which is the series, or what a tag
/// <c>commodity:…</c> names; of policy, those of one entry. What belongs to the same belongs together.
/// </summary>
public static class RelatedWarnings
{
    public const string CommodityTag = "commodity:";

    /// <returns>Groups of indices, each rising, in the order of their first.</returns>
    public static IReadOnlyList<IReadOnlyList<int>> Groups(IReadOnlyList<Warning> warnings)
    {
        var group = Enumerable.Range(0, warnings.Count).ToArray();
        var first = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var index = 0; index < warnings.Count; index++)
        {
            foreach (var key in Keys(warnings[index]))
            {
                if (!first.TryAdd(key, index))
                    Join(group, first[key], index);
            }
        }

        return [.. Enumerable.Range(0, warnings.Count).GroupBy(index => Root(group, index)).Select(members => (IReadOnlyList<int>)[.. members])];
    }

    private static IEnumerable<string> Keys(Warning warning)
    {
        yield return $"rule {warning.Rule}";
        // An entry's series is its source, which tells of everything.
        yield return warning.Entry is { } entry ? $"entry {entry.Id}" : $"series {warning.Series}";
        foreach (var tag in warning.Tags.Where(tag => tag.StartsWith(CommodityTag, StringComparison.Ordinal)))
            yield return tag;
    }

    /// <summary>The lower index becomes the root, so that groups keep the order of their first.</summary>
    private static void Join(int[] group, int one, int other)
    {
        var (a, b) = (Root(group, one), Root(group, other));
        group[Math.Max(a, b)] = Math.Min(a, b);
    }

    private static int Root(int[] group, int index)
    {
        while (group[index] != index)
            index = group[index] = group[group[index]];
        return index;
    }
}
