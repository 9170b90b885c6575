using Notifier.Core.Observations.Calendars;

namespace Notifier.Core.Observations;

/// <summary>Where a window lies in a history, seen from one of its observations.</summary>
public static class WindowReach
{
    // Assumed of intraday series, whose spacing nobody declares; a denser one gives the outcome “error” where its window is cut.
    internal const int IntradayPointsPerDay = 24;

    // DESIGN section 3: a base may be older than t − w, but not older than t − 1.25 w.
    private const double OldestBase = 1.25;

    /// <summary>Index of the first observation inside the window that ends with the observation at <paramref name="index"/>.</summary>
    public static int Start(this Window window, History history, int index, Frequency frequency) => window.Kind switch
    {
        WindowKind.All => 0,
        WindowKind.Count => Math.Max(0, index - window.Count + 1),
        _ => history.IndexAtOrBefore(window.Edge(history[index].Period, frequency)) + 1,
    };

    /// <summary>
    /// Index of the observation that a change over the window compares with: the last one at or before the window's edge
    /// with a positive value, not older than 1.25 windows (on coarser series exactly that many periods back); or −1.
    /// </summary>
    /// <param name="calendar">Of the series, if it has one: a base from before a holiday is as young as the day after it.</param>
    public static int Base(this Window window, History history, int index, Frequency frequency, TradingCalendar? calendar = null)
    {
        var (at, oldest) = window.Kind == WindowKind.Count
            ? (index - window.Count, index - window.Count)
            : (history.IndexAtOrBefore(window.Edge(history[index].Period, frequency)),
               history.IndexAtOrBefore(window.OldestBaseEdge(history[index].Period, frequency, calendar)) + 1);
        while (at >= Math.Max(oldest, 0) && history[at].Value <= 0)
            at--;
        return at >= Math.Max(oldest, 0) ? at : -1;
    }

    /// <summary>Observations after this edge lie inside the window.</summary>
    public static Period Edge(this Window window, Period at, Frequency frequency) => frequency.CountsPeriods()
        ? frequency.Edge(at, frequency.Periods(window.Duration))
        : at.Back(window.Duration);

    /// <summary>Observations after this edge are young enough to be a base.</summary>
    public static Period OldestBaseEdge(this Window window, Period at, Frequency frequency, TradingCalendar? calendar = null)
    {
        if (frequency.CountsPeriods())
            return frequency.Edge(at, frequency.Periods(window.Duration) + 1);
        var oldest = at.Back(window.Duration * OldestBase + TimeSpan.FromTicks(1));
        if (calendar is null)
            return oldest;
        var lastOpen = Period.From(calendar.LastOpen(at.Back(window.Duration))).Back(TimeSpan.FromTicks(1));
        return lastOpen < oldest ? lastOpen : oldest;
    }

    /// <summary>Whether the history reaches back at least <paramref name="share"/> of the window.</summary>
    public static bool IsReached(this Window window, History history, int index, Frequency frequency, double share) => window.Kind switch
    {
        WindowKind.All => true,
        WindowKind.Count => index >= NeededIndex(window, share),
        _ => history[0].Period <= NeededFirst(window, history[index].Period, frequency, share),
    };

    /// <summary>The first period at which <see cref="IsReached"/> will hold; null where that depends on observations to come.</summary>
    public static Period? ReachedFrom(this Window window, Period first, Frequency frequency, double share) => window.Kind switch
    {
        WindowKind.Count when frequency.CountsPeriods() => frequency.After(first, NeededIndex(window, share)),
        WindowKind.Duration when frequency.CountsPeriods() => frequency.After(first, NeededPeriods(window, frequency, share)),
        WindowKind.Duration => Observed(first.Add(window.Duration * share), frequency),
        _ => null,
    };

    /// <summary>A whole window back is the observation before the window; a part of it lies inside and counts itself.</summary>
    private static int NeededIndex(Window window, double share) => share < 1 ? (int)Math.Ceiling(window.Count * share) - 1 : window.Count;

    /// <summary>A quarter of a window may end at six o'clock; a daily series has its next observation a day later.</summary>
    private static Period Observed(Period at, Frequency frequency) =>
        frequency == Frequency.Daily && at.Utc.TimeOfDay > TimeSpan.Zero ? Period.From(at.Date.AddDays(1)) : at;

    private static Period NeededFirst(Window window, Period at, Frequency frequency, double share) => frequency.CountsPeriods()
        ? frequency.Edge(at, NeededPeriods(window, frequency, share))
        : at.Back(window.Duration * share);

    private static int NeededPeriods(Window window, Frequency frequency, double share) =>
        (int)Math.Ceiling(frequency.Periods(window.Duration) * share);
}
