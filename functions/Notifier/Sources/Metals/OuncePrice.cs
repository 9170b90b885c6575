using System.Globalization;
using Notifier.Core.Observations.Units;

namespace Notifier.Sources.Metals;

/// <summary>From a rate for a troy ounce (31.1034768 g) to a price in the unit of a series: the factor is named with each value.</summary>
/// <param name="Currency">For example <c>USD</c>.</param>
/// <param name="Mass">For example <c>t</c>.</param>
/// <param name="Ounces">How many troy ounces one such mass has: 32,150.7466 for a tonne.</param>
internal sealed record OuncePrice(string Currency, string Mass, double Ounces)
{
    /// <summary>Null where the unit is not a currency for a mass.</summary>
    public static OuncePrice? Of(string unit)
    {
        var parts = unit.Split('/');
        return parts.Length == 2 && parts[0].Length == 3 && parts[0].All(char.IsAsciiLetterUpper)
            && MeasuredUnit.Parse($"{parts[0]}/ozt").FactorTo(MeasuredUnit.Parse(unit)) is { } factor
                ? new(parts[0], parts[1], factor)
                : null;
    }

    /// <param name="isInverse">True where the rate is how many ounces one unit of the currency buys.</param>
    public (double Value, string Note) From(double rate, bool isInverse) => isInverse
        ? (1 / rate * Ounces, string.Create(CultureInfo.InvariantCulture, $"1 / {rate} {Currency}/ozt × {Ounces:0.####} ozt/{Mass}"))
        : (rate * Ounces, string.Create(CultureInfo.InvariantCulture, $"{rate} {Currency}/ozt × {Ounces:0.####} ozt/{Mass}"));
}
