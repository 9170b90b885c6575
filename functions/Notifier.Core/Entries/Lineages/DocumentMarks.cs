namespace Notifier.Core.Entries.Lineages;

/// <summary>Two entries whose documents have numbers of their own.</summary>
internal static class DocumentMarks
{
    private const string Identifiers = "rin";

    /// <summary>Whether they have different numbers in one register, or of one body and kind.</summary>
    /// <param name="numbers">Those of the other document, as <see cref="LineageKeys.Own"/> reads them.</param>
    public static bool Differ(LineagePart part, IReadOnlyList<string> numbers) => Registers(part, numbers).Any();

    /// <summary>
    /// Whether the numbers rule out that an entry goes on with a measure. A proposal has one number and the act another, an act that
    /// changes a measure has its own, and so has the notice of a longer consultation; a US rulemaking keeps its number.
    /// </summary>
    public static bool Exclude(Lineage lineage, Entry entry)
    {
        var numbers = LineageKeys.Own(entry);
        var registers = lineage.Parts.SelectMany(part => Registers(part, numbers)).Distinct().ToList();
        return registers.Count > 0 && !(ChangesMeasure(entry, lineage) && !registers.Contains(Identifiers));
    }

    /// <summary>
    /// Whether the entry has a number of its own that a part of the measure has too. Acts of the EU are named by the number of the
    /// act that they follow from, so that theirs say less.
    /// </summary>
    public static bool Shared(Lineage lineage, Entry entry)
    {
        var numbers = LineageKeys.Own(entry).Where(number => !number.StartsWith("eu:", StringComparison.Ordinal)).ToList();
        return lineage.Parts.Any(part => (part.Numbers ?? LineageKeys.Own(Bare(part))).Intersect(numbers).Any());
    }

    private static bool ChangesMeasure(Entry entry, Lineage lineage) =>
        entry.Facts.Stage is Stage.Amended or Stage.Repealed
        || AddendumReader.Of(entry) is not null
        || (lineage.Stage is Stage.Draft or Stage.Comment && entry.Facts.Stage is Stage.Final or Stage.Effective);

    /// <summary>In which both have numbers, and none in common.</summary>
    private static IEnumerable<string> Registers(LineagePart part, IReadOnlyList<string> numbers)
    {
        if (numbers.Count == 0)
            return [];
        return (part.Numbers ?? LineageKeys.Own(Bare(part))).GroupBy(Register).Join(numbers.GroupBy(Register), left => left.Key, right => right.Key, (left, right) => (left.Key, Same: left.Intersect(right).Any()))
            .Where(both => !both.Same).Select(both => both.Key);
    }

    /// <summary>“no:MIIT:公告” of “no:MIIT:公告:2026:5”; all acts of the EU are of one register.</summary>
    private static string Register(string number)
    {
        if (!number.StartsWith("no:", StringComparison.Ordinal))
            return number[..number.IndexOf(':', StringComparison.Ordinal)];
        var year = number.LastIndexOf(':', number.LastIndexOf(':') - 1);
        return number[..year];
    }

    /// <summary>What was stored before numbers were.</summary>
    private static Entry Bare(LineagePart part) =>
        new(part.Source, part.Id, part.Title, part.Link, "", "", part.Published, null, [], []) { Facts = EntryFacts.None with { Stage = part.Stage } };
}
