using System.Globalization;
using Notifier.Core.Observations;

namespace Notifier.Observations;

/// <summary>
/// The keys of table Observations: partition the series, row the period; <c>&lt;period&gt;|&lt;vintage&gt;</c> for a value that was
/// superseded. Sorted by time: an instant is written with all seven digits of its fraction.
/// </summary>
internal static class ObservationKeys
{
    private const char Separator = '|';
    private const string SuspectMark = "|suspect|";

    public static string Row(Period period) => period.Utc.TimeOfDay == TimeSpan.Zero ? period.ToString() : Instant(period.Utc);

    /// <param name="vintage">When the superseded value was stored.</param>
    public static string Superseded(Period period, DateTimeOffset vintage) => $"{Row(period)}{Separator}{Instant(vintage.UtcDateTime)}";

    /// <summary>A value that was put aside; of several for one period each has its own row.</summary>
    public static string Suspect(Observation suspect) =>
        string.Create(CultureInfo.InvariantCulture, $"{Row(suspect.Period)}{SuspectMark}{BitConverter.DoubleToInt64Bits(suspect.Value):x16}");

    public static bool IsSuspect(string row) => row.Contains(SuspectMark, StringComparison.Ordinal);

    public static bool IsPresent(string row) => !row.Contains(Separator, StringComparison.Ordinal);

    public static bool IsSuperseded(string row) => !IsPresent(row) && !IsSuspect(row);

    public static Period Period(string row)
    {
        var end = row.IndexOf(Separator, StringComparison.Ordinal);
        return Core.Observations.Period.Parse(end < 0 ? row : row[..end]);
    }

    private static string Instant(DateTime utc) => utc.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);
}
