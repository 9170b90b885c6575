namespace Notifier.Core.Indicators.Control;

/// <summary>
/// S = max(0, S + x − k), or with −x for falls (Page 1954, <i>Continuous inspection schemes</i>; NIST/SEMATECH e-Handbook 6.3.2.3).
/// Back to 0 where x is undefined; an alarm does not reset it.
/// </summary>
internal sealed class CusumChart(double slack, bool rises) : ControlChart
{
    private double _sum;

    public override double Next(double score) =>
        _sum = double.IsNaN(score) ? 0 : Math.Max(0, _sum + (rises ? score : -score) - slack);

    public override double[] State
    {
        get => [_sum];
        set => _sum = value[0];
    }
}
