using System.Globalization;

namespace Notifier.Dashboard.Charts;

/// <summary>The marks of the horizontal axis: hours, days, months or years, so that about as many stand as have room.</summary>
internal static class TimeTicks
{
    private static readonly int[] MonthSteps = [1, 2, 3, 6, 12, 24, 60, 120, 240];

    public static IEnumerable<(DateTime At, string Text)> Over(DateTime from, DateTime to, int most)
    {
        var span = to - from;
        if (span <= TimeSpan.FromDays(3))
            return Steps(from, to, TimeSpan.FromHours(Math.Max(1, Math.Ceiling(span.TotalHours / most))), "dd HH:mm");
        return span <= TimeSpan.FromDays(70)
            ? Steps(from.Date, to, TimeSpan.FromDays(Math.Max(1, Math.Ceiling(span.TotalDays / most))), "MM-dd")
            : Months(from, to, most);
    }

    private static IEnumerable<(DateTime, string)> Steps(DateTime from, DateTime to, TimeSpan step, string format)
    {
        for (var at = new DateTime((from.Ticks + step.Ticks - 1) / step.Ticks * step.Ticks, DateTimeKind.Utc); at <= to; at += step)
            yield return (at, at.ToString(format, CultureInfo.InvariantCulture));
    }

    private static IEnumerable<(DateTime, string)> Months(DateTime from, DateTime to, int most)
    {
        var total = ((to.Year - from.Year) * 12) + to.Month - from.Month;
        var step = MonthSteps.FirstOrDefault(step => total / step <= most, MonthSteps[^1]);
        // Counted from year 0, so that January is always among them.
        for (var month = ((from.Year * 12) + from.Month - 1 + step) / step * step; ; month += step)
        {
            if (month / 12 > 9998)
                yield break;
            var at = new DateTime(month / 12, (month % 12) + 1, 1, 0, 0, 0, DateTimeKind.Utc);
            if (at > to)
                yield break;
            yield return (at, at.ToString(step >= 12 ? "yyyy" : "yyyy-MM", CultureInfo.InvariantCulture));
        }
    }
}
