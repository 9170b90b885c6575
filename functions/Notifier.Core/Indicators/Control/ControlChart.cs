namespace Notifier.Core.Indicators.Control;

/// <summary>A recursion over scores, taken in one by one.</summary>
internal abstract class ControlChart
{
    /// <param name="score">NaN where it is undefined.</param>
    public abstract double Next(double score);
}
