namespace Notifier.Core.Indicators.Control;

/// <summary>
/// Number, mean and sum of squared deviations of some values. Joined by the formulas of Chan, Golub and LeVeque (1983,
/// <i>Algorithms for computing the sample variance</i>), which subtract no large sums: equal values have exactly no deviation.
/// </summary>
internal readonly record struct Moments(int Count, double Mean, double Squares)
{
    public static Moments Of(double value) => double.IsNaN(value) ? default : new(1, value, 0);

    /// <summary>Divisor n − 1; NaN below two values.</summary>
    public double SampleDeviation => Count > 1 ? Math.Sqrt(Squares / (Count - 1)) : double.NaN;

    /// <summary>Divisor n.</summary>
    public double PopulationDeviation => Math.Sqrt(Squares / Count);

    public Moments And(in Moments other)
    {
        if (Count == 0 || other.Count == 0)
            return Count == 0 ? other : this;
        var count = Count + other.Count;
        var delta = other.Mean - Mean;
        var share = (double)other.Count / count;
        return new(count, Mean + (delta * share), Squares + other.Squares + (delta * delta * Count * share));
    }
}
