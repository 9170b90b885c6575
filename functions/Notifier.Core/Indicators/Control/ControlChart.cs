namespace Notifier.Core.Indicators.Control;

/// <summary>A recursion over scores, taken in one by one.</summary>
internal abstract class ControlChart
{
    /// <summary>A chart is numbers alone.</summary>
    public ControlChart Copy() => (ControlChart)MemberwiseClone();

    /// <param name="score">NaN where it is undefined.</param>
    public abstract double Next(double score);

    /// <summary>What it remembers of the scores so far, always as many numbers.</summary>
    public abstract double[] State { get; set; }
}
