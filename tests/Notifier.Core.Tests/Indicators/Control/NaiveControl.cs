namespace Notifier.Core.Tests.Indicators.Control;

/// <summary>The definitions written out as loops over the whole past at every observation: slow, and nothing shared with the indicators.</summary>
internal static class NaiveControl
{
    public static double Return(double[] prices, int index, int lag = 1) =>
        index >= lag && prices[index] > 0 && prices[index - lag] > 0 ? Math.Log(prices[index] / prices[index - lag]) : double.NaN;

    public static double Score(double[] prices, int index, int window)
    {
        var before = Before(prices, index, window, 1);
        var deviation = Deviation(before, before.Length - 1);
        return before.Length >= window / 2.0 && deviation > 1e-13 ? Math.Clamp((Return(prices, index) - before.Average()) / deviation, -6, 6) : double.NaN;
    }

    public static double Robust(double[] prices, int index, int window, int lag)
    {
        var before = Before(prices, index, window, lag);
        if (before.Length < window / 2.0)
            return double.NaN;
        var above = Return(prices, index, lag) - Median(before);
        var spread = Median([.. before.Select(value => Math.Abs(value - Median(before)))]);
        var mean = before.Average(value => Math.Abs(value - Median(before)));
        return spread > 1e-13 ? 0.6745 * above / spread
            : Math.Abs(above) <= 1e-13 ? 0
            : mean > 1e-13 ? above / (1.253314 * mean)
            : double.NaN;
    }

    public static double Cusum(double[] prices, int index, double slack, int sign)
    {
        var sum = 0.0;
        for (var at = 0; at <= index; at++)
            sum = double.IsNaN(Score(prices, at, 52)) ? 0 : Math.Max(0, sum + (sign * Score(prices, at, 52)) - slack);
        return sum;
    }

    public static double Ewma(double[] prices, int index, double weight) =>
        Scores(prices, index).Aggregate(0.0, (mean, score) => (weight * score) + ((1 - weight) * mean));

    public static double EwmaLimit(double[] prices, int index, double weight) => Scores(prices, index).Count is > 0 and var count
        ? 3 * Math.Sqrt(weight / (2 - weight) * (1 - Math.Pow(1 - weight, 2 * count)))
        : double.NaN;

    public static double PageHinkley(double[] prices, int index, double tolerance)
    {
        var scores = Scores(prices, index);
        var sums = new List<double> { 0 };
        for (var at = 0; at < scores.Count; at++)
            sums.Add((at == 0 ? 0 : sums[^1]) + scores[at] - scores.Take(at + 1).Average() - tolerance);
        return sums[^1] - sums.Min();
    }

    public static double Bollinger(double[] values, int index, int window, double deviations)
    {
        if (index + 1 < window)
            return double.NaN;
        var inside = values[(index - window + 1)..(index + 1)];
        return inside.Average() + (deviations * Deviation(inside, inside.Length));
    }

    public static double Donchian(double[] values, int index, int window, bool highest) =>
        index < window ? double.NaN : highest ? values[(index - window)..index].Max() : values[(index - window)..index].Min();

    public static double Volatility(double[] prices, int index, int window)
    {
        var inside = Enumerable.Range(Math.Max(0, index - window + 1), Math.Min(window, index + 1)).Select(at => Return(prices, at)).Where(r => !double.IsNaN(r)).ToArray();
        return inside.Length < 2 ? double.NaN : Deviation(inside, inside.Length - 1);
    }

    private static List<double> Scores(double[] prices, int index) =>
        [.. Enumerable.Range(0, index + 1).Select(at => Score(prices, at, 52)).Where(score => !double.IsNaN(score))];

    private static double[] Before(double[] prices, int index, int window, int lag) =>
        [.. Enumerable.Range(index - window, window).Where(at => at >= 0).Select(at => Return(prices, at, lag)).Where(value => !double.IsNaN(value))];

    private static double Deviation(double[] values, int divisor) => values.Length == 0 ? double.NaN
        : values.All(value => value.Equals(values[0])) ? (divisor > 0 ? 0 : double.NaN)
        : Math.Sqrt(values.Sum(value => Math.Pow(value - values.Average(), 2)) / divisor);

    private static double Median(double[] values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
