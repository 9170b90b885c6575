using Notifier.Core.Warnings;

namespace Notifier.Core.Rules;

/// <summary>A series selector with a ladder of rungs and the rule's behaviour; or a match on single entries.</summary>
/// <param name="Series">Series ids, or <c>*</c> as the end of a prefix (<c>lithium-*</c>); empty for an entry rule.</param>
/// <param name="Ladder">In ascending order of severity, at most one rung per severity; empty for an entry rule.</param>
/// <param name="Remind">How often an unresolved episode is told again; null = never.</param>
/// <param name="Tick">How often a rule that changes with time alone is evaluated; null = daily 00:05 in the series' zone.</param>
/// <param name="Arm"><c>"onCreate": "arm"</c>: an episode that already runs when the rule is made is not told.</param>
/// <param name="Entry">Set for <c>"on": "entry"</c>.</param>
/// <param name="Json">The canonical text: what is stored, returned and hashed.</param>
public sealed record Rule(
    string Id,
    string Title,
    IReadOnlyList<string> Series,
    IReadOnlyList<Rung> Ladder,
    TimeSpan? Remind,
    TimeSpan? Tick,
    bool Arm,
    IReadOnlyList<string> Tags,
    EntryMatch? Entry,
    string Json)
{
    /// <summary>What the author wants to be known of it, for example how it scored: kept and returned, never told.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Hash of <see cref="Json"/>: 16 hexadecimal digits.</summary>
    public string Version { get; } = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(Json)))[..16];

    /// <summary>True where time alone may change the verdict, so that the rule is also evaluated at ticks.</summary>
    public bool ChangesWithTime => Ladder.Any(rung => rung.ChangesWithTime);

    public bool AppliesTo(string seriesId) => Series.Any(selector =>
        selector.EndsWith('*')
            ? seriesId.StartsWith(selector.AsSpan(0, selector.Length - 1), StringComparison.Ordinal)
            : selector == seriesId);
}

/// <param name="Clear">The condition that ends it; null = unmet when <paramref name="When"/> is false.</param>
/// <param name="For">Count 1 where nothing is written.</param>
/// <param name="KeepFiringFor">The rung's own, else the rule's, else count 0.</param>
public sealed record Rung(
    Severity Severity,
    Condition When,
    string WhenText,
    Condition? Clear,
    Persistence For,
    Persistence KeepFiringFor)
{
    /// <summary>True where an indicator of <see cref="When"/> or <see cref="Clear"/> changes with time alone.</summary>
    public bool ChangesWithTime { get; } = When.Indicators().Concat(Clear?.Indicators() ?? []).Any(indicator => indicator.ChangesWithTime);
}

/// <summary>Empty lists match everything; filled ones need one hit each. Words match as <c>count('…')</c> does.</summary>
/// <param name="Stages">Words of <see cref="Entries.Lineages.StageText"/>.</param>
public sealed record EntryMatch(
    IReadOnlyList<string> Topics,
    IReadOnlyList<string> Agencies,
    IReadOnlyList<string> Stages,
    IReadOnlyList<string> Words,
    Severity Severity)
{
    /// <summary>How many days ahead a rule may ask to be told at most.</summary>
    public const int LongestBefore = 366;

    /// <summary>Where a rule says nothing: a month and a week ahead.</summary>
    public static IReadOnlyList<TimeSpan> UsualBefore { get; } = [TimeSpan.FromDays(30), TimeSpan.FromDays(7)];

    /// <summary>How long before a deadline, a coming into force and an expiry the measure is told again; whole days, the longest first.</summary>
    public IReadOnlyList<TimeSpan> Before { get; init; } = UsualBefore;
}
