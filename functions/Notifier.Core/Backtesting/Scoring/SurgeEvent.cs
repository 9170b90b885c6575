using Notifier.Core.Observations;

namespace Notifier.Core.Backtesting.Scoring;

/// <summary>One multiplication of a price: the day at which it stood at <paramref name="Factor"/> times its low of a year.</summary>
/// <param name="Factor">2 for a doubling, 3 for a tripling.</param>
/// <param name="Trough">The low of the year up to the mark.</param>
/// <param name="Mark">The first observation at or above the factor.</param>
/// <param name="Peak">The highest before the price falls to below 0.7 of it.</param>
/// <param name="Ongoing">Whether the history ends before that fall.</param>
public sealed record SurgeEvent(double Factor, Observation Trough, Observation Mark, Observation Peak, bool Ongoing)
{
    /// <summary>Whether a period lies in [trough, peak].</summary>
    public bool Covers(Period at) => Trough.Period <= at && at <= Peak.Period;

    /// <summary>Whether a warning at a period comes before the mark: in [trough, mark).</summary>
    public bool IsAhead(Period at) => Trough.Period <= at && at < Mark.Period;
}
