namespace Notifier.Core.Indicators.Control;

/// <summary>
/// The upper control limit of <see cref="EwmaChart"/> for scores of unit variance: 3 √(λ / (2 − λ) (1 − (1 − λ)^2t)), where t counts
/// the scores so far; NaN before the first (NIST/SEMATECH e-Handbook 6.3.2.4, with the exact variance at t).
/// </summary>
internal sealed class EwmaLimitChart(double weight) : ControlChart
{
    private long _count;

    public override double Next(double score)
    {
        if (!double.IsNaN(score))
            _count++;
        return _count == 0 ? double.NaN : 3 * Math.Sqrt(weight / (2 - weight) * (1 - Math.Pow(1 - weight, 2.0 * _count)));
    }

    public override double[] State
    {
        get => [_count];
        set => _count = (long)value[0];
    }
}
