using System.Globalization;

namespace Notifier.Core.Indicators.Bubbles;

/// <summary>
/// Critical values of the backward supremum ADF statistic in finite samples, by least window and number of observations t, from
/// <c>critical-values.csv</c>: 60,000 random walks y_t = 1/T + y_{t−1} + N(0, 1), T = 3,000 (Phillips, Shi and Yu 2015, section 3), in
/// which the statistic at t depends on the first t values alone. Made by tests/Notifier.Benchmarks (<c>critical-values</c>); the standard
/// error is about 0.008 at 90 %, 0.009 at 95 % and 0.014 at 99 %. Between the points of the table linear in the logarithms
/// of window and t; at 3,000 observations the table ends, as the windows of <c>bsadf</c> do, and the last value holds on.
/// </summary>
internal static class CriticalValues
{
    private static readonly SortedList<int, (double Time, double[] Values)[]> Table = Read();

    public static IReadOnlyList<double> Shares { get; } = [0.9, 0.95, 0.99];

    public static int Shortest => Table.Keys[0];

    public static int Longest => Table.Keys[^1];

    public static bool Covers(int least) => least >= Shortest && least <= Longest;

    /// <param name="share">One of <see cref="Shares"/>.</param>
    /// <param name="least">The fewest observations of a window.</param>
    /// <param name="count">Observations so far, at least <paramref name="least"/>.</param>
    public static double At(double share, int least, int count)
    {
        var column = Shares.ToList().IndexOf(share);
        var upper = 0;
        while (Table.Keys[upper] < least)
            upper++;
        if (Table.Keys[upper] == least)
            return At(Table.Values[upper], column, least, count);
        var (shorter, longer) = (Table.Keys[upper - 1], Table.Keys[upper]);
        // Of neighbouring windows those values belong together at which the windows' number of lengths is the same share of all.
        var weight = Math.Log((double)least / shorter) / Math.Log((double)longer / shorter);
        return ((1 - weight) * At(Table.Values[upper - 1], column, shorter, (double)count * shorter / least))
            + (weight * At(Table.Values[upper], column, longer, (double)count * longer / least));
    }

    private static double At((double Time, double[] Values)[] rows, int column, int least, double count)
    {
        var upper = Array.FindIndex(rows, row => row.Time >= count);
        if (upper <= 0)
            return upper < 0 ? rows[^1].Values[column] : rows[0].Values[column];
        var (before, after) = (rows[upper - 1], rows[upper]);
        var weight = Math.Log(count / before.Time) / Math.Log(after.Time / before.Time);
        return before.Values[column] + (weight * (after.Values[column] - before.Values[column]));
    }

    private static SortedList<int, (double, double[])[]> Read()
    {
        using var stream = typeof(CriticalValues).Assembly.GetManifestResourceStream("critical-values.csv")!;
        using var reader = new StreamReader(stream);
        var rows = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .Select(line => line.Split(',').Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToArray());
        return new(rows.GroupBy(row => (int)row[0]).ToDictionary(group => group.Key, group => group.Select(row => (row[1], row[2..])).ToArray()));
    }
}
