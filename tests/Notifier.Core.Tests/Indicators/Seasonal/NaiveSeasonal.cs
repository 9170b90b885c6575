using Notifier.Core.Observations;

namespace Notifier.Core.Tests.Indicators.Seasonal;

/// <summary>The publications' formulas written out: a regression with dummies by normal equations, and loops over the years.</summary>
internal static class NaiveSeasonal
{
    public static double Alps(History history, int index)
    {
        var first = history[0].Period;
        var span = Month(history[index].Period) - Month(first);
        if (span < 36 || index < 0.7 * span)
            return double.NaN;
        var rows = Enumerable.Range(0, index).Select(at => Row(history[at].Period, first)).ToArray();
        var prices = history.Values[..index].ToArray();
        // A month that the fit has not seen has no effect to forecast with.
        if (!Enumerable.Range(0, index).Any(at => history[at].Period.Utc.Month == history[index].Period.Utc.Month))
            return double.NaN;
        var (expected, deviation) = Fit(rows, prices, Row(history[index].Period, first));
        return (history[index].Value - expected) / deviation;
    }

    public static double AlpsFull(History history, int index)
    {
        var first = history[0].Period;
        var rows = history.AsSpan().ToArray().Select(observation => Row(observation.Period, first)).ToArray();
        var (expected, deviation) = Fit(rows, history.Values.ToArray(), Row(history[index].Period, first));
        return (history[index].Value - expected) / deviation;
    }

    public static double Ipa(History history, int index) => (0.4 * Score(history, index, 3, full: false)) + (0.6 * Score(history, index, 12, full: false));

    public static double IpaFull(History history, int index) => (0.4 * Score(history, index, 3, full: true)) + (0.6 * Score(history, index, 12, full: true));

    private static double Score(History history, int index, int months, bool full)
    {
        var years = Enumerable.Range(0, full ? history.Count : index)
            .Where(at => history[at].Period.Utc.Month == history[index].Period.Utc.Month)
            .Select(at => Growth(history, at, months))
            .Where(growth => !double.IsNaN(growth))
            .ToArray();
        if (years.Length < (full ? 2 : 5))
            return double.NaN;
        var weights = years.Select((_, year) => year + 1.0).ToArray();
        var mean = years.Zip(weights, (growth, weight) => growth * weight).Sum() / weights.Sum();
        var squares = years.Zip(weights, (growth, weight) => weight * Math.Pow(growth - mean, 2)).Sum();
        var deviation = Math.Sqrt(squares / (weights.Sum() * (years.Length - 1) / years.Length));
        return deviation > 1e-13 ? (Growth(history, index, months) - mean) / deviation : double.NaN;
    }

    private static double Growth(History history, int index, int months)
    {
        foreach (var before in history.AsSpan())
        {
            if (Month(before.Period) == Month(history[index].Period) - months && before.Value > 0 && history[index].Value > 0)
                return Math.Pow(history[index].Value / before.Value, 1.0 / months) - 1;
        }

        return double.NaN;
    }

    private static (double Expected, double Deviation) Fit(double[][] rows, double[] prices, double[] at)
    {
        // Months that never occur have no column, and where January is one of them the first that does occur is what the others are measured from.
        var months = Enumerable.Range(2, 11).Where(column => rows.Any(row => row[column] != 0)).ToArray();
        var columns = (int[])[0, 1, .. rows.Any(row => row[2..].All(dummy => dummy == 0)) ? months : months[1..]];
        var kept = rows.Select(row => columns.Select(column => row[column]).ToArray()).ToArray();
        var coefficients = LeastSquares.Coefficients(kept, prices);
        var squares = kept.Zip(prices, (row, price) => Math.Pow(price - LeastSquares.Dot(row, coefficients), 2)).Sum();
        return (LeastSquares.Dot([.. columns.Select(column => at[column])], coefficients), Math.Sqrt(squares / (prices.Length - 1)));
    }

    private static double[] Row(Period period, Period first)
    {
        var row = new double[13];
        row[0] = 1;
        row[1] = Month(period) - Month(first) + 1;
        if (period.Utc.Month > 1)
            row[period.Utc.Month] = 1;
        return row;
    }

    private static int Month(Period period) => (period.Utc.Year * 12) + period.Utc.Month;
}
