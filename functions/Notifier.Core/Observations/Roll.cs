namespace Notifier.Core.Observations;

/// <summary>
/// From one period on the values of a series are of another futures contract. What stands between the two contracts on a day on which
/// both settled is no movement of the price: indicators see earlier values at the level of the contract that they are compared with
/// (<see cref="History.SeenFrom"/>, a ratio-adjusted continuous contract), and <c>value</c> stays the contract's own price.
/// </summary>
/// <param name="At">The first period whose value is of the new contract.</param>
/// <param name="From">The contract before, as traders write it: <c>lc2411</c>.</param>
/// <param name="To">The new one.</param>
/// <param name="Before">Settlement of the contract before on <paramref name="Measured"/>; without such a day the last value before the roll.</param>
/// <param name="After">Settlement of the new contract on that day; without such a day its first value: then the step counts as no movement.</param>
/// <param name="Measured">A day on which both settled, at the roll or the trading day before; null where there was none.</param>
public sealed record Roll(Period At, string From, string To, double Before, double After, Period? Measured)
{
    // Contracts of one commodity lie closer together: what is further apart is a mistake in one of the two prices.
    private const double Furthest = 5;

    /// <summary>Whether both prices can be two contracts of one commodity.</summary>
    public bool IsPlausible => Before > 0 && After > 0 && After / Before is > 1 / Furthest and < Furthest;

    /// <summary>By what the new contract differs: 1.6 where it costs 60% more.</summary>
    public double Ratio => After / Before;

    /// <summary>A value of the contract before at the level of the new one. A flat price stays flat to the last bit: (a × b) / a is b where prices have few digits.</summary>
    public double Carried(double value) => value * After / Before;

    /// <summary>This roll and one that follows it, as one.</summary>
    internal Roll Then(Roll next) => new(next.At, From, next.To, Before * next.Before, After * next.After, next.Measured);
}
