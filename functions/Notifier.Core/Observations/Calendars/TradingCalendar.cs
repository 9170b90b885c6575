using System.Collections.Concurrent;

namespace Notifier.Core.Observations.Calendars;

/// <summary>
/// On which days a series has an observation. A holiday is neither a gap nor a delay: time is counted on open days alone.
/// A series without a calendar has one on every day.
/// </summary>
public sealed class TradingCalendar
{
    private readonly ConcurrentDictionary<int, bool[]> _years = new();
    private readonly Func<DateOnly, bool> _isOpen;

    internal TradingCalendar(string id, string summary, Func<DateOnly, bool> isOpen, params IReadOnlyList<string> aliases)
    {
        (Id, Summary, Aliases) = (id, summary, aliases);
        _isOpen = isOpen;
    }

    /// <summary>As a source names it.</summary>
    public string Id { get; }

    /// <summary>Whose days these are.</summary>
    public string Summary { get; }

    /// <summary>Other names: the exchanges that keep these days.</summary>
    public IReadOnlyList<string> Aliases { get; }

    public bool IsOpen(DateOnly day) => _years.GetOrAdd(day.Year, Year)[day.DayOfYear - 1];

    /// <summary>The time between two moments that lies on open days.</summary>
    public TimeSpan Between(Period from, Period to)
    {
        var open = TimeSpan.Zero;
        for (var day = from.Date; to > from && Period.From(day) < to; day = day.AddDays(1))
        {
            if (IsOpen(day))
                open += Overlap(day, from, to);
        }

        return open;
    }

    /// <summary>The last open day at or before a moment; the moment's own day where two months before it have none.</summary>
    public DateOnly LastOpen(Period at)
    {
        for (var back = 0; back < 62 && at.Date.DayNumber > back; back++)
        {
            if (IsOpen(at.Date.AddDays(-back)))
                return at.Date.AddDays(-back);
        }

        return at.Date;
    }

    /// <summary>The open days after one observation and before another: those that are missing between them.</summary>
    public IEnumerable<DateOnly> Missing(DateOnly after, DateOnly before)
    {
        for (var day = after.AddDays(1); day < before; day = day.AddDays(1))
        {
            if (IsOpen(day))
                yield return day;
        }
    }

    private static TimeSpan Overlap(DateOnly day, Period from, Period to)
    {
        var (begin, end) = (Period.From(day), Period.From(day).Add(TimeSpan.FromDays(1)));
        return (to < end ? to : end) - (from > begin ? from : begin);
    }

    private bool[] Year(int year)
    {
        var open = new bool[366];
        for (var day = new DateOnly(year, 1, 1); day.Year == year; day = day.AddDays(1))
        {
            open[day.DayOfYear - 1] = _isOpen(day);
            if (day == DateOnly.MaxValue)
                break;
        }

        return open;
    }
}
