namespace Notifier.Core.Indicators.Control;

/// <summary>A recursion over scores, taken in one by one.</summary>
internal abstract class ControlChart
{
    /// <summary>A chart is numbers alone.</summary>
    public ControlChart Copy() => (ControlChart)MemberwiseClone();

    /// <param name="score">NaN where it is undefined.</param>
    public abstract double Next(double score);
}
