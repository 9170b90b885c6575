using System.Globalization;

namespace Notifier.Core.Observations;

/// <summary>
/// What an observation is for: a day (its midnight), a month or other coarse period (its last day), or an instant of an
/// intraday series. Ordered in UTC ticks; a calendar date carries no zone, so it is the same text in any time zone.
/// </summary>
public readonly record struct Period : IComparable<Period>
{
    private Period(DateTime utc) => Utc = utc;

    /// <summary>The instant, UTC; midnight for a date.</summary>
    public DateTime Utc { get; }

    public DateOnly Date => DateOnly.FromDateTime(Utc);

    public static Period From(DateOnly date) => new(date.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc));

    public static Period From(DateTimeOffset instant) => new(instant.UtcDateTime);

    public static Period FromTicks(long utcTicks) => new(new DateTime(utcTicks, DateTimeKind.Utc));

    /// <summary>Accepts <c>yyyy-MM-dd</c>, <c>yyyy-MM</c> (the month's last day) and an ISO 8601 instant with its offset.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Period period)
    {
        period = default;
        text = text.Trim();
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            period = From(date);
            return true;
        }

        if (text.Length == 7 && DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month))
        {
            period = From(month.AddMonths(1).AddDays(-1));
            return true;
        }

        if (text.Length >= 17 && text[10] == 'T' && HasOffset(text)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant))
        {
            period = From(instant);
            return true;
        }

        return false;
    }

    public static Period Parse(string text) =>
        TryParse(text, out var period)
            ? period
            : throw new FormatException($"'{text}' is not a period: yyyy-MM-dd, yyyy-MM or an ISO 8601 instant with Z or an offset");

    public Period Add(TimeSpan span) => new(Utc + span);

    /// <summary>Earlier by <paramref name="span"/>; the beginning of time where the calendar ends first.</summary>
    public Period Back(TimeSpan span) => new(span.Ticks >= Utc.Ticks ? new DateTime(0, DateTimeKind.Utc) : Utc - span);

    public static TimeSpan operator -(Period left, Period right) => left.Utc - right.Utc;

    public static bool operator <(Period left, Period right) => left.Utc < right.Utc;

    public static bool operator >(Period left, Period right) => left.Utc > right.Utc;

    public static bool operator <=(Period left, Period right) => left.Utc <= right.Utc;

    public static bool operator >=(Period left, Period right) => left.Utc >= right.Utc;

    public int CompareTo(Period other) => Utc.CompareTo(other.Utc);

    /// <summary><c>yyyy-MM-dd</c> at midnight, else <c>yyyy-MM-ddTHH:mm:ssZ</c> (with a fraction only where there is one).</summary>
    public override string ToString() =>
        Utc.TimeOfDay == TimeSpan.Zero
            ? Utc.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : Utc.ToString(Utc.Ticks % TimeSpan.TicksPerSecond == 0 ? "yyyy-MM-dd'T'HH:mm:ss'Z'" : "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    private static bool HasOffset(ReadOnlySpan<char> text) => text[^1] == 'Z' || text[11..].IndexOfAny('+', '-') >= 0;
}
