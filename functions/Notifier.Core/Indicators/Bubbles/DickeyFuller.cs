namespace Notifier.Core.Indicators.Bubbles;

/// <summary>
/// The augmented Dickey–Fuller statistic of windows that end at one level and grow backwards, one row at a time: the t-ratio of δ in
/// Δy_t = μ + δ y_{t−1} + Σ φ_i Δy_{t−i} + e, s² = RSS / (rows − 2 − lags). The means and sums of products of the regression's
/// columns follow each row (Welford 1962), so that a window costs O(lags³), whatever its length.
/// </summary>
internal sealed class DickeyFuller(int lags)
{
    // Where a column keeps less than this of its sum of squares beside the others, half of the digits are gone: then the rows themselves are orthogonalised.
    private const double Cancelled = 1e-7;

    // Columns: the lagged differences, the level before, the difference; the lower half of a matrix, row by row.
    private readonly int _size = lags + 2;
    private readonly double[] _means = new double[lags + 2];
    private readonly double[] _row = new double[lags + 2];
    private readonly double[] _products = new double[(lags + 2) * (lags + 3) / 2];
    private readonly double[] _factor = new double[(lags + 2) * (lags + 3) / 2];
    private int _rows;
    private int _end;

    /// <summary>The fewest levels with a statistic.</summary>
    public static int LeastLevels(int lags) => (2 * lags) + 4;

    /// <summary>Begins with the windows that end at a level.</summary>
    public void End(int end)
    {
        (_rows, _end) = (0, end);
        Array.Clear(_means);
        Array.Clear(_products);
    }

    /// <summary>Lets the window begin one level earlier, at <paramref name="start"/>; rows begin as soon as there are enough levels for one.</summary>
    public void Grow(ReadOnlySpan<double> levels, int start)
    {
        var at = start + lags + 1;
        if (at > _end)
            return;
        Fill(_row, levels, at, levels[_end]);
        var share = _rows / (_rows + 1.0);
        _rows++;
        for (var (column, place) = (0, 0); column < _size; column++)
        {
            // The deviation from the mean of the rows before; those of lower columns have been taken already.
            _row[column] -= _means[column];
            _means[column] += _row[column] / _rows;
            var weighted = _row[column] * share;
            for (var other = 0; other <= column; other++)
                _products[place++] += weighted * _row[other];
        }
    }

    /// <returns>NaN where the regression has no solution, fits exactly, or has too few rows.</returns>
    public double Ratio(ReadOnlySpan<double> levels)
    {
        var freedom = _rows - 2 - lags;
        if (freedom < 1)
            return double.NaN;
        if (!Factorise())
            return GramSchmidt.Ratio(Rows(levels), freedom);
        // The last row of the triangular factor: the difference on the level before, and what is left of it.
        var last = _factor.Length - 1;
        return _factor[last - 1] / (_factor[last] / Math.Sqrt(freedom));
    }

    /// <summary>Cholesky's factor of the sums of products; false where too little is left of a column.</summary>
    private bool Factorise()
    {
        for (var (row, place) = (0, 0); row < _size; row++)
        {
            var start = place;
            for (var column = 0; column <= row; column++, place++)
            {
                var above = column * (column + 1) / 2;
                var left = _products[place];
                for (var at = 0; at < column; at++)
                    left -= _factor[start + at] * _factor[above + at];
                if (column < row)
                    _factor[place] = left / _factor[above + column];
                else if (left > _products[place] * Cancelled && left > _rows * GramSchmidt.Noise)
                    _factor[place] = Math.Sqrt(left);
                else
                    return false;
            }
        }

        return true;
    }

    private double[][] Rows(ReadOnlySpan<double> levels)
    {
        var columns = Enumerable.Range(0, _size).Select(_ => new double[_rows]).ToArray();
        for (var row = 0; row < _rows; row++)
        {
            Fill(_row, levels, _end - row, levels[_end]);
            for (var column = 0; column < _size; column++)
                columns[column][row] = _row[column];
        }

        return columns;
    }

    /// <summary>Levels are measured from the last one: what they share does not cost digits.</summary>
    private void Fill(double[] row, ReadOnlySpan<double> levels, int at, double origin)
    {
        for (var lag = 1; lag <= lags; lag++)
            row[lag - 1] = levels[at - lag] - levels[at - lag - 1];
        row[lags] = levels[at - 1] - origin;
        row[lags + 1] = levels[at] - levels[at - 1];
    }
}
