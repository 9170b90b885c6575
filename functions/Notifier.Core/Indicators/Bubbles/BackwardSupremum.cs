namespace Notifier.Core.Indicators.Bubbles;

/// <summary>
/// The backward supremum of augmented Dickey–Fuller statistics at one level: the largest over all windows that end there with at
/// least so many levels (Phillips, Shi and Yu 2015, <i>Testing for Multiple Bubbles</i>, International Economic Review 56, equation 8).
/// </summary>
internal static class BackwardSupremum
{
    /// <summary>
    /// The most levels of a window: twelve years of trading days. It bounds what one evaluation costs, and lets a history that has
    /// let go of older observations give the same number.
    /// </summary>
    public const int Longest = 3_000;

    /// <param name="levels">Logarithms of prices; the last one is where the windows end.</param>
    /// <param name="least">The fewest levels of a window.</param>
    /// <returns>NaN where no window has a statistic.</returns>
    public static double At(ReadOnlySpan<double> levels, int least, int lags)
    {
        var window = new DickeyFuller(lags);
        window.End(levels.Length - 1);
        var highest = double.NaN;
        for (var start = levels.Length - 1; start >= Math.Max(0, levels.Length - Longest); start--)
        {
            window.Grow(levels, start);
            if (levels.Length - start < least)
                continue;
            var ratio = window.Ratio(levels);
            if (!(highest >= ratio) && !double.IsNaN(ratio))
                highest = ratio;
        }

        return highest;
    }
}
