using System.Collections.Frozen;

namespace Notifier.Core.Observations.Units;

/// <summary>
/// The units that prices come in, as data: what each measures, and how many of the base unit it is. Bases: kg, m³, J, each currency,
/// one. Mass, volume and energy by NIST Special Publication 811, appendix B (2008); the barrel is 42 US gallons.
/// </summary>
internal static class UnitSymbols
{
    private const double Pound = 0.45359237;
    private const double Gallon = 0.003785411784;
    private const double Btu = 1055.05585262;

    private static readonly FrozenDictionary<string, UnitSymbol> Known = new Dictionary<string, UnitSymbol>
    {
        ["t"] = new("mass", 1_000), ["mt"] = new("mass", 1_000), ["tonne"] = new("mass", 1_000), ["吨"] = new("mass", 1_000),
        ["kt"] = new("mass", 1_000_000), ["kg"] = new("mass", 1), ["千克"] = new("mass", 1), ["公斤"] = new("mass", 1), ["g"] = new("mass", 0.001), ["克"] = new("mass", 0.001),
        ["lb"] = new("mass", Pound), ["lbs"] = new("mass", Pound), ["cwt"] = new("mass", 100 * Pound), ["ston"] = new("mass", 2_000 * Pound), ["lton"] = new("mass", 2_240 * Pound),
        ["ozt"] = new("mass", 0.0311034768), ["toz"] = new("mass", 0.0311034768),
        ["bbl"] = new("volume", 42 * Gallon), ["gal"] = new("volume", Gallon), ["L"] = new("volume", 0.001), ["m3"] = new("volume", 1), ["m³"] = new("volume", 1),
        ["J"] = new("energy", 1), ["GJ"] = new("energy", 1e9), ["kWh"] = new("energy", 3.6e6), ["MWh"] = new("energy", 3.6e9), ["GWh"] = new("energy", 3.6e12),
        ["mmBtu"] = new("energy", 1e6 * Btu), ["MMBtu"] = new("energy", 1e6 * Btu), ["mmbtu"] = new("energy", 1e6 * Btu), ["therm"] = new("energy", 1e5 * Btu),
        ["元"] = new("CNY", 1), ["RMB"] = new("CNY", 1), ["万元"] = new("CNY", 10_000), ["US$"] = new("USD", 1), ["$"] = new("USD", 1), ["€"] = new("EUR", 1), ["£"] = new("GBP", 1),
        ["USc"] = new("USD", 0.01), ["USC"] = new("USD", 0.01), ["¢"] = new("USD", 0.01), ["GBX"] = new("GBP", 0.01), ["GBp"] = new("GBP", 0.01), ["ZAC"] = new("ZAR", 0.01),
        ["1"] = new("", 1), ["%"] = new("", 0.01),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>A text that is not in the table measures itself: a currency's code, an index.</summary>
    public static UnitSymbol Of(string text) => Known.GetValueOrDefault(text) ?? new(text, 1);
}

/// <param name="Dimension">What it measures; empty for a plain number.</param>
/// <param name="Factor">How many base units it is.</param>
internal sealed record UnitSymbol(string Dimension, double Factor);
