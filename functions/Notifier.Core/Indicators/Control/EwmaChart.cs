namespace Notifier.Core.Indicators.Control;

/// <summary>
/// E = λ x + (1 − λ) E (Roberts 1959, <i>Control chart tests based on geometric moving averages</i>; NIST/SEMATECH e-Handbook
/// 6.3.2.4). Where x is undefined E stays.
/// </summary>
/// <param name="start">E before the first x: the target.</param>
internal sealed class EwmaChart(double weight, double start = 0) : ControlChart
{
    private double _mean = start;

    public override double Next(double score) => double.IsNaN(score) ? _mean : _mean = (weight * score) + ((1 - weight) * _mean);

    public override double[] State
    {
        get => [_mean];
        set => _mean = value[0];
    }
}
