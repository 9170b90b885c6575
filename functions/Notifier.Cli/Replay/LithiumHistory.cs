using Notifier.Core.Observations;

namespace Notifier.Cli.Replay;

/// <summary>
/// Lithium carbonate in China, battery grade, spot with VAT, CNY/t, 2020-01 to 2023-12: month-end prices as typed below, with
/// the days between them interpolated linearly and rounded to 0.01. Only the month ends are observed prices.
/// </summary>
internal static class LithiumHistory
{
    public const string Label = "month-end prices, interpolated day by day";

    private const int FirstYear = 2020;

    // Rounded month-end spot prices, thousand CNY/t.
    private static readonly double[] MonthEnds =
    [
        38.5, 40, 40, 37.5, 35.5, 34, 34.7, 34, 34.5, 36, 39, 48.5, // 2020
        68, 77, 84, 82, 81, 80, 85, 112, 171, 175.5, 185.5, 264.5, // 2021
        362.5, 452.5, 471.5, 432.5, 439.5, 455.5, 458.5, 475.5, 494.5, 550.5, 562.5, 474.5, // 2022
        447.5, 341.5, 198.5, 161.5, 280.5, 302.5, 257.5, 195.5, 153.5, 154.5, 107.5, 86.5, // 2023
    ];

    public static Series Series { get; } = new("lithium-carbonate-cn", "CNY/t", Frequency.Daily);

    /// <summary>Every day from 2020-01-31 to 2023-12-31.</summary>
    public static History Daily()
    {
        var history = new History(1500);
        history.Append(new(Period.From(MonthEnd(0)), MonthEnds[0] * 1000));
        for (var month = 1; month < MonthEnds.Length; month++)
            AppendMonth(history, month);
        return history;
    }

    private static void AppendMonth(History history, int month)
    {
        var (from, to) = (MonthEnd(month - 1), MonthEnd(month));
        var days = to.DayNumber - from.DayNumber;
        for (var day = 1; day <= days; day++)
        {
            var thousands = MonthEnds[month - 1] + (MonthEnds[month] - MonthEnds[month - 1]) * day / days;
            history.Append(new(Period.From(from.AddDays(day)), Math.Round(thousands * 1000, 2)));
        }
    }

    private static DateOnly MonthEnd(int month) => new DateOnly(FirstYear, 1, 1).AddMonths(month + 1).AddDays(-1);
}
