namespace Notifier.Core.Rules.Documents;

/// <summary>Which fields belong to which kind of rule.</summary>
internal static class RuleFieldNames
{
    public static readonly IReadOnlyList<string> Ladder = ["id", "title", "series", "ladder", "keepFiringFor", "remind", "tick", "onCreate", "tags", "notes"];

    public static readonly IReadOnlyList<string> Thresholds = ["above", "below", "multiple"];

    public static readonly IReadOnlyList<string> Short =
        ["id", "title", "series", .. Thresholds, "window", "severity", "for", "clear", "keepFiringFor", "remind", "tick", "onCreate", "tags", "notes"];

    public static readonly IReadOnlyList<string> Entry = ["id", "title", "on", "match", "severity", "before", "tags", "notes"];

    public static readonly IReadOnlyList<string> Rung = ["severity", "when", "for", "keepFiringFor", "clear"];

    public static readonly IReadOnlyList<string> Match = ["topics", "agencies", "stages", "words"];

    public static string? OutsideLadderRule(string name) =>
        name == "severity" || (Rung.Contains(name) && !Ladder.Contains(name)) ? "belongs in a rung of 'ladder'"
        : name == "window" ? "belongs to 'multiple': in a condition the window is an argument, as in multiple(min, 365d)"
        : OfEntryRule(name);

    public static string? OutsideShortRule(string name) =>
        name == "when" ? "belongs in a rung of 'ladder', which replaces 'above', 'below' and 'multiple'" : OfEntryRule(name);

    public static string? OutsideEntryRule(string name) =>
        Ladder.Contains(name) || Short.Contains(name) || Rung.Contains(name) ? "belongs to a rule on a series, not to one on entries: remove it" : OutsideRule(name);

    public static string? OutsideRung(string name) =>
        name is "above" or "below" or "multiple" or "window" ? "belongs to a rule without a ladder: in a rung write \"when\", for example \"value > 500000\""
        : Ladder.Contains(name) || Short.Contains(name) ? "belongs to the rule, not to a rung" : OfEntryRule(name);

    public static string? OutsideMatch(string name) =>
        Entry.Contains(name) ? "belongs to the rule, not to 'match'" : null;

    private static string? OfEntryRule(string name) =>
        Entry.Contains(name) ? "belongs to a rule on entries (\"on\": \"entry\")" : OutsideRule(name);

    private static string? OutsideRule(string name) =>
        Match.Contains(name) ? "belongs in 'match' of a rule on entries" : null;
}
