using Notifier.Core.Warnings;

namespace Notifier.Core.Backtesting.Scoring;

/// <summary>How early and how wrong one rung is on a panel. A figure that nothing was measured for is NaN.</summary>
/// <param name="Alarms">Alarms counted.</param>
/// <param name="Events">Doublings of the panel; <paramref name="Announced"/> of them had an alarm before the mark.</param>
/// <param name="Days">Observations: fired or not, and whether a doubling followed within a year.</param>
/// <param name="Intervals">95 % intervals of the figures, by drawing series with replacement.</param>
public sealed record RungScore(
    Severity Severity,
    double SeriesYears,
    int Alarms,
    int Events,
    int Announced,
    ScoreFigures Figures,
    Confusion Days,
    IReadOnlyDictionary<string, Interval> Intervals)
{
    /// <param name="tallies">Of one rung, one per series.</param>
    public static RungScore Of(IReadOnlyList<RungTally> tallies) => new(
        tallies[0].Severity,
        tallies.Sum(tally => tally.Years),
        tallies.Sum(tally => tally.Alarms),
        tallies.Sum(tally => tally.Events),
        tallies.Sum(tally => tally.Announced.Count),
        ScoreFigures.Of(tallies),
        tallies.Aggregate(default(Confusion), (sum, tally) => sum + tally.Days),
        Bootstrap.Intervals(tallies));
}

public readonly record struct Interval(double Low, double High);
