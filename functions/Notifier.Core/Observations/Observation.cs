namespace Notifier.Core.Observations;

/// <summary>One finite value for one period, in the unit of its series.</summary>
public readonly record struct Observation(Period Period, double Value);
