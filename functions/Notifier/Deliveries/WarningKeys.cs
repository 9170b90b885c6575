using System.Globalization;

namespace Notifier.Deliveries;

/// <summary>
/// Keys of table Warnings. A warning stands in the month it was recorded in, newest first; a pointer under its id leads there;
/// the partition <see cref="Months"/> lists the months, newest first.
/// </summary>
internal static class WarningKeys
{
    public const string Months = "months";

    public static string Month(DateTimeOffset recorded) => recorded.UtcDateTime.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    public static string Row(DateTimeOffset recorded, string warningId) =>
        $"{(DateTimeOffset.MaxValue.UtcTicks - recorded.UtcTicks).ToString("D19", CultureInfo.InvariantCulture)}|{warningId}";

    public static string PointerPartition(string warningId) => $"id|{warningId[..2]}";

    /// <summary>Sorts a later month first.</summary>
    public static string MonthRow(string month) =>
        (999_999 - int.Parse(month.AsSpan(0, 4), CultureInfo.InvariantCulture) * 100 - int.Parse(month.AsSpan(5, 2), CultureInfo.InvariantCulture)).ToString("D6", CultureInfo.InvariantCulture);
}
