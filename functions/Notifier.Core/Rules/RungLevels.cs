using Notifier.Core.Indicators;
using Notifier.Core.Observations;
using Notifier.Core.Warnings;

namespace Notifier.Core.Rules;

/// <summary>The rungs of a ladder as levels of the series itself, where they are such: what a chart can draw as lines.</summary>
public static class RungLevels
{
    /// <summary>
    /// <c>value &gt;= 500000</c> is a level; <c>multiple(min, 365d) &gt;= 2</c> is one where its low is among the observations that a reason
    /// named, so that the line can be found again in the words beside it. Of conditions joined by “and” the first level counts.
    /// </summary>
    /// <param name="at">Where the warning stands.</param>
    /// <param name="named">The observations that its reason names.</param>
    /// <returns>By rising severity; rungs without a level are left out.</returns>
    public static IReadOnlyList<RungLevel> Of(IReadOnlyList<Rung> ladder, Moment at, IReadOnlyList<Observation> named)
    {
        var levels = new List<RungLevel>();
        foreach (var rung in ladder)
        {
            var level = LevelOf(rung.When, at, named);
            if (level is { } found && double.IsFinite(found))
                levels.Add(new RungLevel(rung.Severity, found, rung.When is Comparison));
        }

        return levels;
    }

    private static double? LevelOf(Condition condition, in Moment at, IReadOnlyList<Observation> named) => condition switch
    {
        And and => LevelOf(and.Left, at, named) ?? LevelOf(and.Right, at, named),
        Comparison { LimitIndicator: null } comparison => LevelOf(comparison, at, named),
        // Of alternatives none is the level, and of a negation the other side is.
        _ => null,
    };

    private static double? LevelOf(Comparison comparison, in Moment at, IReadOnlyList<Observation> named) => comparison.Indicator switch
    {
        ValueIndicator => comparison.Limit,
        MultipleIndicator multiple when multiple.Read(at).Basis is { } basis && named.Contains(basis) => comparison.Limit * basis.Value,
        _ => null,
    };
}

/// <param name="Level">In the unit of the series.</param>
/// <param name="Whole">False where the rung asks for more than the level.</param>
public readonly record struct RungLevel(Severity Severity, double Level, bool Whole);
