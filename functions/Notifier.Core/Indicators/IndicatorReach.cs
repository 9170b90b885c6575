using Notifier.Core.Observations;

namespace Notifier.Core.Indicators;

/// <summary>How far back an indicator reads by its <see cref="Indicator.Reach"/>: in time, and as a number of observations.</summary>
internal static class IndicatorReach
{
    public static Period? OldestInReach(this Indicator indicator, in Moment moment)
    {
        if (indicator.ReadsEntries || indicator.Reach is not { Kind: not WindowKind.All } reach)
            return null;
        var (history, index, frequency) = (moment.History, moment.Index, moment.Series.Frequency);
        var oldest = indicator.NeededShare < 1
            ? reach.Start(history, index, frequency)
            : reach.Kind == WindowKind.Count
                ? Math.Max(0, index - reach.Count)
                : history.IndexAtOrBefore(reach.OldestBaseEdge(history[index].Period, frequency, moment.Series.TradingDays)) + 1;
        return history[oldest].Period;
    }

    public static int NeededInReach(this Indicator indicator, Series series)
    {
        if (indicator.ReadsEntries || indicator.Reach is not { Kind: not WindowKind.All } reach)
            return 1;
        if (reach.Kind == WindowKind.Count)
            return reach.Count + 1;
        if (series.Frequency.CountsPeriods())
            return series.Frequency.Periods(reach.Duration) + 1;
        var days = reach.Duration.TotalDays * (indicator.NeededShare < 1 ? 1 : 1.25);
        return (int)Math.Ceiling(days * (series.Frequency == Frequency.Daily ? 1 : WindowReach.IntradayPointsPerDay)) + 1;
    }
}
