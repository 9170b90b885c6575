namespace Notifier.Core.Tests.Indicators;

/// <summary>Ordinary least squares by Householder's orthogonal triangularisation: another way than the indicators take.</summary>
internal static class LeastSquares
{
    public static double[] Coefficients(double[][] rows, double[] values)
    {
        var (_, right, triangle) = Triangle(rows, values);
        var count = triangle.GetLength(1);
        var solution = new double[count];
        for (var column = count - 1; column >= 0; column--)
        {
            var sum = right[column];
            for (var later = column + 1; later < count; later++)
                sum -= triangle[column, later] * solution[later];
            solution[column] = sum / triangle[column, column];
        }

        return solution;
    }

    /// <summary>The t-ratio of the last column's coefficient.</summary>
    public static double LastRatio(double[][] rows, double[] values)
    {
        var (squares, right, triangle) = Triangle(rows, values);
        var last = triangle.GetLength(1) - 1;
        // The last coefficient is right / triangle, its standard error s / |triangle|.
        return right[last] * Math.Sign(triangle[last, last]) / Math.Sqrt(squares / (rows.Length - last - 1));
    }

    public static double Dot(double[] left, double[] right) => left.Zip(right, (a, b) => a * b).Sum();

    private static (double Squares, double[] Right, double[,] Triangle) Triangle(double[][] rows, double[] values)
    {
        var (count, columns) = (rows.Length, rows[0].Length);
        var triangle = new double[count, columns];
        for (var row = 0; row < count; row++)
        {
            for (var column = 0; column < columns; column++)
                triangle[row, column] = rows[row][column];
        }

        var right = values.ToArray();
        for (var column = 0; column < columns; column++)
            Reflect(triangle, right, column);
        return (right[columns..].Sum(value => value * value), right, triangle);
    }

    private static void Reflect(double[,] matrix, double[] right, int pivot)
    {
        var count = right.Length;
        var length = Math.Sqrt(Enumerable.Range(pivot, count - pivot).Sum(row => matrix[row, pivot] * matrix[row, pivot]));
        if (length == 0)
            return;
        var vector = Enumerable.Range(0, count).Select(row => row < pivot ? 0 : matrix[row, pivot]).ToArray();
        vector[pivot] += vector[pivot] < 0 ? -length : length;
        var norm = Dot(vector, vector);
        for (var column = pivot; column < matrix.GetLength(1); column++)
        {
            var factor = 2 * Enumerable.Range(pivot, count - pivot).Sum(row => vector[row] * matrix[row, column]) / norm;
            for (var row = pivot; row < count; row++)
                matrix[row, column] -= factor * vector[row];
        }

        var share = 2 * Dot(vector, right) / norm;
        for (var row = pivot; row < count; row++)
            right[row] -= share * vector[row];
    }
}
