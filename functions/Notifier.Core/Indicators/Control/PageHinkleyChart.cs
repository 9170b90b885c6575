namespace Notifier.Core.Indicators.Control;

/// <summary>
/// S = Σ (x_i − m_i − δ), m_i the mean of x_1..x_i; the chart is S − min(S, 0, …): the rise of the mean since its lowest point
/// (Page 1954; Hinkley 1971, <i>Inference about the change-point from cumulative sum tests</i>, in the running-mean form of Gama
/// et al. 2013). Where x is undefined nothing changes; an alarm does not reset it.
/// </summary>
internal sealed class PageHinkleyChart(double tolerance) : ControlChart
{
    private long _count;
    private double _mean;
    private double _sum;
    private double _lowest;

    public override double Next(double score)
    {
        if (!double.IsNaN(score))
        {
            _mean += (score - _mean) / ++_count;
            _sum += score - _mean - tolerance;
            _lowest = Math.Min(_lowest, _sum);
        }

        return _sum - _lowest;
    }

    public override double[] State
    {
        get => [_count, _mean, _sum, _lowest];
        set => (_count, _mean, _sum, _lowest) = ((long)value[0], value[1], value[2], value[3]);
    }
}
