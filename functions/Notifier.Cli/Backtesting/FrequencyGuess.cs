using Notifier.Core.Observations;

namespace Notifier.Cli.Backtesting;

/// <summary>The frequency of a series that nobody declared: monthly where its dates are months, else by the median spacing.</summary>
internal static class FrequencyGuess
{
    public const string Words = "monthly where all dates are yyyy-MM, else by the median spacing in days: below 1 intraday, to 4 daily, to 10 weekly, to 45 monthly, to 135 quarterly, else yearly";

    public static Frequency Of(PriceFile file) => file.IsMonthly ? Frequency.Monthly : MedianDays(file.History) switch
    {
        < 1 => Frequency.Intraday,
        <= 4 => Frequency.Daily,
        <= 10 => Frequency.Weekly,
        <= 45 => Frequency.Monthly,
        <= 135 => Frequency.Quarterly,
        _ => Frequency.Yearly,
    };

    private static double MedianDays(History history)
    {
        if (history.Count < 2)
            return 1;
        var spacings = new double[history.Count - 1];
        for (var index = 1; index < history.Count; index++)
            spacings[index - 1] = (history[index].Period - history[index - 1].Period).TotalDays;
        Array.Sort(spacings);
        return spacings[spacings.Length / 2];
    }
}
