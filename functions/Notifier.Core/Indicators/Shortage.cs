using Notifier.Core.Observations;

namespace Notifier.Core.Indicators;

/// <summary>Too few observations, and when there will be enough.</summary>
internal static class Shortage
{
    /// <param name="missing">How many more observations are needed. When they come is known where the series has one per period, not where it rests on trading days.</param>
    public static Reading Of(int missing, in Moment moment) => Reading.InsufficientHistory(
        moment.Series.Frequency.CountsPeriods() ? moment.Series.Frequency.After(moment.Newest.Period, missing) : null);
}
