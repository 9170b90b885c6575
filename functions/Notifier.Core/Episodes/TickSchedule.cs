using Notifier.Core.Observations;
using Notifier.Core.Rules;

namespace Notifier.Core.Episodes;

/// <summary>
/// When a rule that changes with time alone is evaluated between observations: daily at 00:05, or at every multiple of its own
/// interval. Times are wall times in the series' zone, as the dates of its observations are.
/// </summary>
public static class TickSchedule
{
    private static readonly TimeSpan Daily = TimeSpan.FromDays(1);
    private static readonly TimeSpan DailyAt = TimeSpan.FromMinutes(5);

    // After a long silence more ticks than this say nothing new.
    private const int MostAtOnce = 10_000;

    public static bool Applies(Rule rule) => rule.Indicators().Any(indicator => indicator.ChangesWithTime);

    /// <summary>The scheduled times after <paramref name="after"/> and before (or at) <paramref name="until"/>, at most the last ten thousand.</summary>
    public static IEnumerable<Period> Between(Rule rule, Period after, Period until)
    {
        var (interval, offset) = rule.Tick is { } tick ? (tick.Ticks, 0L) : (Daily.Ticks, DailyAt.Ticks);
        var last = Floor(until.Utc.Ticks - offset, interval);
        var first = Math.Max(Floor(after.Utc.Ticks - offset, interval) + 1, last - MostAtOnce + 1);
        for (var number = first; number <= last; number++)
            yield return Period.FromTicks(number * interval + offset);
    }

    private static long Floor(long ticks, long interval) => ticks >= 0 ? ticks / interval : -1;
}
