using Notifier.Core.Observations.Calendars;

namespace Notifier.Core.Observations;

/// <summary>An identified sequence with one unit, one frequency and one trading calendar.</summary>
/// <param name="Id">Matches <see cref="Identifier"/>; unique over all sources.</param>
/// <param name="Unit">For example <c>CNY/t</c>; empty where none was declared. Never converted silently.</param>
/// <param name="Frequency">The spacing of the observations; decides whether a duration is calendar time or whole periods.</param>
/// <param name="Calendar">The trading calendar's id; empty means every day.</param>
public sealed record Series(string Id, string Unit = "", Frequency Frequency = Frequency.Daily, string Calendar = "")
{
    /// <summary>The days on which it has observations; null where it has them on every day.</summary>
    public TradingCalendar? TradingDays => Calendar.Length == 0 ? null : TradingCalendars.Find(Calendar);
}
