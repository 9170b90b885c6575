namespace Notifier.Core.Indicators.Seasonal;

/// <summary>
/// Ordinary least squares of a price on a linear trend and the twelve calendar months, one observation at a time in O(1). Taking
/// the months' means out of price and time first gives the same slope and residuals as the regression with eleven dummies (Frisch
/// and Waugh 1933, Lovell 1963), so that sums within the months are all it needs.
/// </summary>
internal sealed class SeasonalTrend
{
    // Residuals this much smaller than the prices are rounding.
    private const double Noise = 1e-12;

    // Below this share of the variance the difference of the sums has lost half of its digits: then the residuals are added up.
    private const double Cancelled = 1e-7;

    private readonly (int Count, double Time, double Price)[] _means = new (int, double, double)[12];
    private readonly List<(int Time, int Month, double Price)> _points = [];
    private double _times;
    private double _products;
    private double _prices;
    private double _largest;

    public int Count => _points.Count;

    private double Slope => _products / _times;

    /// <param name="time">In months.</param>
    /// <param name="month">0 to 11.</param>
    public void Add(int time, int month, double price)
    {
        ref var mean = ref _means[month];
        var (timeBefore, priceBefore) = (time - mean.Time, price - mean.Price);
        mean.Count++;
        mean.Time += timeBefore / mean.Count;
        mean.Price += priceBefore / mean.Count;
        _times += timeBefore * (time - mean.Time);
        _products += timeBefore * (price - mean.Price);
        _prices += priceBefore * (price - mean.Price);
        _largest = Math.Max(_largest, Math.Abs(price));
        _points.Add((time, month, price));
    }

    public bool Knows(int month) => _means[month].Count > 0;

    /// <summary>The regression's price; NaN where the month, or any month twice, was never seen.</summary>
    public double Expected(int time, int month) => Knows(month) ? _means[month].Price + (Slope * (time - _means[month].Time)) : double.NaN;

    /// <summary>The standard deviation of the residuals, divisor n − 1; 0 where they are rounding alone.</summary>
    public double Deviation()
    {
        var squares = _prices - (_products * Slope);
        if (_prices > 0 && !(squares > _prices * Cancelled))
            squares = _points.Sum(point => Math.Pow(point.Price - Expected(point.Time, point.Month), 2));
        var deviation = Math.Sqrt(squares / (Count - 1));
        return deviation <= Noise * _largest ? 0 : deviation;
    }
}
