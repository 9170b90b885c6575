namespace Notifier.Core.Indicators.Seasonal;

/// <summary>
/// Mean and deviation of one calendar month's values over the years, the y-th of them weighted by y, so that recent years weigh
/// more: mean = Σ w g / Σ w, sd = √(Σ w (g − mean)² / (Σ w (N − 1) / N)). One value at a time (West 1979, <i>Updating mean and
/// variance estimates</i>).
/// </summary>
internal struct WeightedYears
{
    // Rates of growth are known to some units of 1e-16.
    private const double Noise = 1e-13;

    private double _mean;
    private double _squares;

    public int Count { get; private set; }

    public void Add(double growth)
    {
        if (double.IsNaN(growth))
            return;
        Count++;
        // w / Σ w = N / (N (N + 1) / 2)
        var before = growth - _mean;
        _mean += before * 2 / (Count + 1);
        _squares += Count * before * (growth - _mean);
    }

    /// <summary>(g − mean) / sd; NaN where the years do not vary.</summary>
    public readonly double Score(double growth)
    {
        var deviation = Math.Sqrt(_squares / ((Count + 1) / 2.0 * (Count - 1)));
        return deviation > Noise ? (growth - _mean) / deviation : double.NaN;
    }
}
