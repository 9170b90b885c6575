using Notifier.Core.Observations;

namespace Notifier.Cli.Replay;

/// <summary>A day of the history on which something happens.</summary>
internal readonly record struct ReplayDay(DateOnly Date)
{
    // When the two sources are polled, in UTC: 18:00 and 18:30 in Shanghai, which has had no summer time since 1991.
    public const string Zone = "Asia/Shanghai";
    public const string PriceSchedule = "0 0 18 * * *";
    public const string PolicySchedule = "0 30 18 * * *";

    public DateTimeOffset PricesPolled => At(new TimeOnly(10, 0));

    public DateTimeOffset PoliciesPolled => At(new TimeOnly(10, 30));

    /// <summary>Just after the daily tick of rules that change with time alone: 00:05 of the next day in the series' zone.</summary>
    public DateTimeOffset Swept => At(new TimeOnly(16, 6));

    /// <summary>Everything dated up to here is published that day.</summary>
    public Period End => Period.From(Date.AddDays(1)).Add(-TimeSpan.FromTicks(1));

    /// <summary>The days to go through: those with a price or a notice, or each one where rules change with time alone.</summary>
    public static IReadOnlyList<ReplayDay> Of(IReadOnlyList<(Series Series, History History)> series, IReadOnlyList<PolicyNotice> notices, bool everyDay)
    {
        var dates = new SortedSet<DateOnly>();
        foreach (var (_, history) in series)
        {
            foreach (var observation in history.AsSpan())
                dates.Add(observation.Period.Date);
        }

        var (first, last) = (dates.Min, dates.Max);
        dates.UnionWith(notices.Select(notice => notice.Date).Where(date => date > first && date < last));
        return everyDay
            ? [.. Enumerable.Range(0, last.DayNumber - first.DayNumber + 1).Select(day => new ReplayDay(first.AddDays(day)))]
            : [.. dates.Select(date => new ReplayDay(date))];
    }

    private DateTimeOffset At(TimeOnly utc) => new(Date, utc, TimeSpan.Zero);
}
