namespace Notifier.Core.Observations;

/// <summary>Lengths of windows on each frequency: calendar time on intraday and daily series, whole periods on coarser ones.</summary>
public static class PeriodGrid
{
    // A Gregorian year has 365.2425 days: 90d = 3 months, 365d = 12, 730d = 24, 90d = 1 quarter.
    private const double DaysPerYear = 365.2425;

    public static bool CountsPeriods(this Frequency frequency) => frequency >= Frequency.Weekly;

    /// <summary>How many whole periods a duration stands for, at least one.</summary>
    public static int Periods(this Frequency frequency, TimeSpan duration)
    {
        var length = frequency switch
        {
            Frequency.Weekly => 7,
            Frequency.Monthly => DaysPerYear / 12,
            Frequency.Quarterly => DaysPerYear / 4,
            Frequency.Yearly => DaysPerYear,
            _ => throw new ArgumentOutOfRangeException(nameof(frequency), frequency, "does not count periods"),
        };
        return Math.Max(1, (int)Math.Round(duration.TotalDays / length, MidpointRounding.AwayFromZero));
    }

    /// <summary>
    /// The edge that lies a number of periods before <paramref name="at"/>: observations after it are fewer periods old.
    /// Weeks are told apart by the nearest multiple of seven days, so that a holiday may move the day; the others by the calendar.
    /// </summary>
    public static Period Edge(this Frequency frequency, Period at, int periods) => frequency switch
    {
        Frequency.Weekly => at.Back(TimeSpan.FromDays(7 * (periods - 0.5))),
        Frequency.Monthly => MonthEdge(at.Month() - periods),
        Frequency.Quarterly => MonthEdge((at.Month() / 3 - periods) * 3 + 2),
        Frequency.Yearly => MonthEdge((at.Month() / 12 - periods) * 12 + 11),
        _ => throw new ArgumentOutOfRangeException(nameof(frequency), frequency, "does not count periods"),
    };

    /// <summary>The period a number of periods after <paramref name="at"/>, dated by its last day (weeks: by the same weekday); the calendar's last day where it ends first.</summary>
    public static Period After(this Frequency frequency, Period at, int periods) => frequency switch
    {
        Frequency.Weekly => periods < (DateTime.MaxValue - at.Utc).TotalDays / 7 ? at.Add(TimeSpan.FromDays(7L * periods)) : LastDay(long.MaxValue),
        Frequency.Monthly => LastDay(at.Month() + (long)periods),
        Frequency.Quarterly => LastDay((at.Month() / 3 + (long)periods) * 3 + 2),
        Frequency.Yearly => LastDay((at.Month() / 12 + (long)periods) * 12 + 11),
        _ => throw new ArgumentOutOfRangeException(nameof(frequency), frequency, "does not count periods"),
    };

    /// <summary>When a period begins: a coarse one is dated by its last day, and its value may be a running one.</summary>
    public static DateTime Begin(this Frequency frequency, Period period) => frequency switch
    {
        Frequency.Weekly => period.Back(TimeSpan.FromDays(6)).Utc,
        Frequency.Monthly => period.Back(TimeSpan.FromDays(30)).Utc,
        Frequency.Quarterly => period.Back(TimeSpan.FromDays(91)).Utc,
        Frequency.Yearly => period.Back(TimeSpan.FromDays(365)).Utc,
        _ => period.Utc,
    };

    /// <summary>Months since year 0.</summary>
    internal static int Month(this Period period) => period.Utc.Year * 12 + period.Utc.Month - 1;

    /// <summary>The last instant of a month; the beginning of time where there is none.</summary>
    private static Period MonthEdge(int month) =>
        Period.FromTicks(month < 12 ? 0 : new DateTime(month / 12, month % 12 + 1, 1).AddMonths(1).Ticks - 1);

    private static Period LastDay(long month)
    {
        var (year, inYear) = Math.DivRem((int)Math.Min(month, (9999 * 12) + 11), 12);
        return Period.From(new DateOnly(year, inYear + 1, DateTime.DaysInMonth(year, inYear + 1)));
    }
}
