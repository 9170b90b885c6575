using System.Collections.Frozen;

namespace Notifier.Core.Observations.Quality;

/// <summary>What the observations of one commit are judged by.</summary>
/// <param name="Now">The present, UTC; null where nobody knows it: then no period is too far ahead.</param>
/// <param name="Notes">The futures contract that a period's value is of.</param>
/// <param name="Confirmed">Periods whose value a person, or another source, has said to be right.</param>
/// <param name="Rejected">Periods whose value a person has said to be wrong.</param>
/// <param name="Rolls">Where the futures contract changed, with what both settled at; in the order of time.</param>
public sealed record Screening(
    QualityChecks Checks,
    DateTime? Now = null,
    IReadOnlyDictionary<Period, string>? Notes = null,
    IReadOnlySet<Period>? Confirmed = null,
    IReadOnlySet<Period>? Rejected = null,
    IReadOnlyList<Roll>? Rolls = null)
{
    /// <summary>Everything is taken as it comes.</summary>
    public static Screening None { get; } = new(QualityChecks.None);

    internal bool IsConfirmed(Period period) => Confirmed?.Contains(period) == true;

    internal bool IsRejected(Period period) => Rejected?.Contains(period) == true;

    internal string? Note(Period period) => Notes?.GetValueOrDefault(period);
}

/// <summary>What came of the observations of one commit.</summary>
/// <param name="Accepted">What rules may see, those of earlier commits that were confirmed among them.</param>
/// <param name="Suspects">All that are put aside now, by period; the same list as before where nothing changed.</param>
/// <param name="Found">Those put aside by this commit.</param>
/// <param name="Note">The futures contract of the newest accepted observation; null where none is known.</param>
public sealed record Screened(IReadOnlyList<Observation> Accepted, IReadOnlyList<Suspect> Suspects, IReadOnlyList<Suspect> Found, string? Note)
{
    /// <summary>All changes of the futures contract known now, in the order of time; the same list as before where nothing changed.</summary>
    public IReadOnlyList<Roll> Rolls { get; init; } = [];

    /// <summary>The few values that were known and that later ones outvoted: they are among the suspects now, and rules must forget them.</summary>
    public IReadOnlyList<Observation> Outvoted { get; init; } = [];
}
