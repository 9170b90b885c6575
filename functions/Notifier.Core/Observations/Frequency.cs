namespace Notifier.Core.Observations;

/// <summary>The spacing of a series. On <see cref="Weekly"/> and coarser a duration counts whole periods.</summary>
public enum Frequency
{
    Intraday,
    Daily,
    Weekly,
    Monthly,
    Quarterly,
    Yearly,
}
