namespace Notifier.Core.Indicators.Bubbles;

/// <summary>
/// A least-squares t-ratio by modified Gram–Schmidt orthogonalisation with the response as the last column (Björck 1967): slower than
/// sums of products, with twice their digits where columns nearly coincide.
/// </summary>
internal static class GramSchmidt
{
    // Logarithms of prices and their differences are known to some units of 1e-15: the square of what is nothing but rounding.
    public const double Noise = 1e-26;

    /// <summary>The t-ratio of the last column but one, with an intercept.</summary>
    /// <param name="columns">Overwritten. The last one is the response.</param>
    /// <returns>NaN where columns coincide or the fit is exact.</returns>
    public static double Ratio(double[][] columns, int freedom)
    {
        foreach (var column in columns)
            Centre(column);
        var ratio = double.NaN;
        for (var pivot = 0; pivot < columns.Length - 1; pivot++)
        {
            var square = Dot(columns[pivot], columns[pivot]);
            if (!(square > columns[pivot].Length * Noise))
                return double.NaN;
            for (var other = pivot + 1; other < columns.Length; other++)
            {
                ratio = Dot(columns[pivot], columns[other]) / square;
                for (var row = 0; row < columns[other].Length; row++)
                    columns[other][row] -= ratio * columns[pivot][row];
            }

            ratio *= Math.Sqrt(square);
        }

        var left = Dot(columns[^1], columns[^1]);
        return left > columns[^1].Length * Noise ? ratio / Math.Sqrt(left / freedom) : double.NaN;
    }

    private static void Centre(double[] column)
    {
        // Twice: the second mean is what rounding left of the first.
        for (var time = 0; time < 2; time++)
        {
            var mean = column.Average();
            for (var row = 0; row < column.Length; row++)
                column[row] -= mean;
        }
    }

    private static double Dot(double[] left, double[] right)
    {
        var sum = 0.0;
        for (var row = 0; row < left.Length; row++)
            sum += left[row] * right[row];
        return sum;
    }
}
