namespace Notifier.Core.Observations;

/// <summary>An observation of another series that a verdict rests on.</summary>
public readonly record struct CitedObservation(string Series, Period Period, double Value);
