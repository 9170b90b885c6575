namespace Notifier.Core.Observations.Units;

/// <summary>
/// A unit as a product of symbols: <c>CNY/t</c> is CNY¹ t⁻¹. Units multiply and divide with their values, so that <c>CNY/t</c> divided
/// by <c>CNY/USD</c> is <c>USD/t</c>; two that measure the same convert by a factor that is named.
/// </summary>
public sealed record MeasuredUnit
{
    private readonly SortedDictionary<string, int> _powers;

    private MeasuredUnit(SortedDictionary<string, int> powers) => _powers = powers;

    public static MeasuredUnit One { get; } = new(new SortedDictionary<string, int>(StringComparer.Ordinal));

    /// <summary>Reads <c>CNY/t</c>, <c>USD/bbl</c>, <c>USD</c>; an empty text is a plain number.</summary>
    public static MeasuredUnit Parse(string text)
    {
        var unit = One;
        var parts = text.Split('/', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        for (var index = 0; index < parts.Length; index++)
            unit = unit.Times(parts[index], index == 0 ? 1 : -1);
        return unit;
    }

    public MeasuredUnit Times(MeasuredUnit other) => other._powers.Aggregate(this, static (unit, power) => unit.Times(power.Key, power.Value));

    public MeasuredUnit Over(MeasuredUnit other) => other._powers.Aggregate(this, static (unit, power) => unit.Times(power.Key, -power.Value));

    /// <summary>By what a number in this unit is multiplied to be in another one; null where they measure different things.</summary>
    public double? FactorTo(MeasuredUnit other)
    {
        var (ours, theirs) = (Reduce(), other.Reduce());
        return ours.Dimensions.Count == theirs.Dimensions.Count && ours.Dimensions.All(power => theirs.Dimensions.GetValueOrDefault(power.Key) == power.Value)
            ? ours.Factor / theirs.Factor
            : null;
    }

    public bool Equals(MeasuredUnit? other) => other is not null && ToString() == other.ToString();

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    public override string ToString()
    {
        var above = string.Join('·', _powers.Where(power => power.Value > 0).Select(power => Power(power.Key, power.Value)));
        var below = string.Join('/', _powers.Where(power => power.Value < 0).Select(power => Power(power.Key, -power.Value)));
        return below.Length == 0 ? above : $"{(above.Length == 0 ? "1" : above)}/{below}";
    }

    private static string Power(string symbol, int power) => power == 1 ? symbol : $"{symbol}^{power}";

    private MeasuredUnit Times(string symbol, int power)
    {
        if (symbol == "1")
            return this;
        var powers = new SortedDictionary<string, int>(_powers, StringComparer.Ordinal);
        powers[symbol] = powers.GetValueOrDefault(symbol) + power;
        if (powers[symbol] == 0)
            powers.Remove(symbol);
        return new(powers);
    }

    private (Dictionary<string, int> Dimensions, double Factor) Reduce()
    {
        var (dimensions, factor) = (new Dictionary<string, int>(StringComparer.Ordinal), 1.0);
        foreach (var (text, power) in _powers)
        {
            var symbol = UnitSymbols.Of(text);
            factor *= Math.Pow(symbol.Factor, power);
            if (symbol.Dimension.Length > 0)
                dimensions[symbol.Dimension] = dimensions.GetValueOrDefault(symbol.Dimension) + power;
        }

        return (dimensions.Where(power => power.Value != 0).ToDictionary(power => power.Key, power => power.Value, StringComparer.Ordinal), factor);
    }
}
