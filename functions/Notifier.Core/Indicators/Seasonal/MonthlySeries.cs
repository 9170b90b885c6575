using Notifier.Core.Observations;

namespace Notifier.Core.Indicators.Seasonal;

/// <summary>Indicators that compare a calendar month with the same month of other years.</summary>
internal static class MonthlySeries
{
    /// <returns>Null where the series has one observation per month.</returns>
    public static Reading? Refusal(Indicator indicator, in Moment moment) =>
        moment.IsEmpty ? Reading.NoObservation
        : moment.Series.Frequency != Frequency.Monthly ? Reading.Error(
            $"{indicator} compares calendar months and the series is {FrequencyName(moment.Series.Frequency)}: write monthly({indicator})",
            $"{indicator}按日历月比较，而序列不是月度数据：请写monthly({indicator})")
        : null;

    /// <summary>Too short a history of months, counted from the first one kept.</summary>
    public static Reading TooShort(int months, in Moment moment) =>
        Reading.InsufficientHistory(Frequency.Monthly.After(moment.History[0].Period, months));

    private static string FrequencyName(Frequency frequency) => frequency.ToString().ToLowerInvariant();
}
