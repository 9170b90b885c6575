using Notifier.Core.Observations;

namespace Notifier.Core.Indicators;

/// <summary>
/// Reads an indicator for a rule: only where the history reaches back far enough. A multiple of a minimum over three known days
/// of a year says nothing; <c>inspect indicator</c> prints it, a rule must not act on it.
/// </summary>
public static class IndicatorGate
{
    public static Reading Read(Indicator indicator, in Moment moment)
    {
        if (indicator is GridIndicator grid)
            return grid.Gated(moment);
        if (moment.IsEmpty || indicator.ReadsEntries || indicator.Reach is not { } reach)
            return indicator.Read(moment);
        var (history, frequency) = (moment.History, moment.Series.Frequency);
        if (reach.IsReached(history, moment.Index, frequency, indicator.NeededShare))
            return IsCut(indicator, reach, moment) ? Cut($"{indicator.Reach}", moment) : indicator.Read(moment);
        return history.Dropped is null
            ? Reading.InsufficientHistory(reach.ReachedFrom(history[0].Period, frequency, indicator.NeededShare))
            : Cut($"{indicator.Reach}", moment);
    }

    /// <summary>Whether observations that the window would see were let go by the bounded history.</summary>
    private static bool IsCut(Indicator indicator, Window reach, in Moment moment) =>
        moment.History.Dropped is { } dropped && reach.Kind switch
        {
            WindowKind.All => false,
            WindowKind.Count => moment.Index + 1 < reach.Count,
            _ => indicator.NeededShare < 1 && dropped.Last > reach.Edge(moment.Newest.Period, moment.Series.Frequency),
        };

    /// <param name="reach">What reaches further back than the history does.</param>
    internal static Reading Cut(string reach, in Moment moment) => Reading.Error(
        $"{reach} reaches back before {moment.History[0].Period}, the oldest of the {moment.History.Count} observations kept",
        $"{reach}早于{moment.History[0].Period}，即所保留的{moment.History.Count}期数据中最早的一期");
}
