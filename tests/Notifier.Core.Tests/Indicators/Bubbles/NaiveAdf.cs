namespace Notifier.Core.Tests.Indicators.Bubbles;

/// <summary>One orthogonalised regression for each window.</summary>
internal static class NaiveAdf
{
    public static double Supremum(double[] levels, int end, int least, int lags)
    {
        var highest = double.NaN;
        for (var start = 0; end - start + 1 >= least; start++)
        {
            var ratio = Ratio(levels[start..(end + 1)], lags);
            if (double.IsNaN(highest) || ratio > highest)
                highest = ratio;
        }

        return highest;
    }

    public static double Ratio(double[] levels, int lags)
    {
        var rows = Enumerable.Range(lags + 1, levels.Length - lags - 1).ToArray();
        return LeastSquares.LastRatio(
            [.. rows.Select(at => (double[])[1, .. Enumerable.Range(1, lags).Select(lag => levels[at - lag] - levels[at - lag - 1]), levels[at - 1] - levels[^1]])],
            [.. rows.Select(at => levels[at] - levels[at - 1])]);
    }
}
