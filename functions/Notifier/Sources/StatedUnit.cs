using System.Collections.Frozen;
using Notifier.Core.Observations.Units;

namespace Notifier.Sources;

/// <summary>
/// The unit that a source states beside its values, in its own words (<c>dollar per metric ton</c>, <c>$/MMBTU</c>, <c>CNY/T</c>,
/// <c>USd/Lbs</c>), compared with the one of the definition. Nothing is converted: a definition that says something else is wrong.
/// </summary>
internal static class StatedUnit
{
    private static readonly FrozenDictionary<string, string> Money = new Dictionary<string, string>
    {
        ["$"] = "USD", ["us$"] = "USD", ["dollar"] = "USD", ["dollars"] = "USD", ["us dollar"] = "USD", ["us dollars"] = "USD", ["united states dollar"] = "USD",
        ["cent"] = "USc", ["cents"] = "USc", ["us cent"] = "USc", ["us cents"] = "USc", ["¢"] = "USc",
        ["yuan"] = "CNY", ["chinese yuan"] = "CNY", ["chinese yuan renminbi"] = "CNY", ["renminbi"] = "CNY", ["rmb"] = "CNY", ["元"] = "CNY",
        ["euro"] = "EUR", ["euros"] = "EUR", ["€"] = "EUR", ["£"] = "GBP", ["british pound"] = "GBP", ["pounds sterling"] = "GBP",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // A bare 'ton' is short in America and metric elsewhere: it is not read. The T of Trading Economics is metric.
    private static readonly FrozenDictionary<string, string> Measures = new Dictionary<string, string>
    {
        ["t"] = "t", ["mt"] = "t", ["metric ton"] = "t", ["metric tons"] = "t", ["tonne"] = "t", ["吨"] = "t", ["short ton"] = "ston", ["ston"] = "ston",
        ["kg"] = "kg", ["kilogram"] = "kg", ["lb"] = "lb", ["lbs"] = "lb", ["pound"] = "lb", ["cwt"] = "cwt",
        ["troy ounce"] = "ozt", ["troy oz"] = "ozt", ["toz"] = "ozt", ["ozt"] = "ozt",
        ["barrel"] = "bbl", ["bbl"] = "bbl", ["gallon"] = "gal", ["gal"] = "gal", ["cubic meter"] = "m3", ["cubic metre"] = "m3", ["m3"] = "m3",
        ["million btu"] = "mmBtu", ["mil btu"] = "mmBtu", ["mmbtu"] = "mmBtu", ["kilowatt hour"] = "kWh", ["kilowatthour"] = "kWh", ["kwh"] = "kWh",
        ["megawatt hour"] = "MWh", ["megawatthour"] = "MWh", ["mwh"] = "MWh", ["therm"] = "therm", ["bushel"] = "bu", ["bu"] = "bu",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <returns>What is wrong; null where both measure the same, and where the words are not known.</returns>
    public static string? Mismatch(string? stated, string declared)
    {
        if (string.IsNullOrWhiteSpace(stated) || Read(stated) is not { } theirs)
            return null;
        var factor = theirs.FactorTo(Read(declared) ?? MeasuredUnit.Parse(declared));
        return factor is { } one && Math.Abs(one - 1) < 1e-9 ? null : $"the source states its values in '{stated.Trim()}' and the definition says '{declared}': write the unit that they come in";
    }

    /// <summary>Null where a word is not known.</summary>
    internal static MeasuredUnit? Read(string text)
    {
        text = text.Trim().Trim('(', ')');
        if (text.StartsWith("index", StringComparison.OrdinalIgnoreCase))
            return MeasuredUnit.Parse("index");
        var parts = text.Replace(" per ", "/", StringComparison.OrdinalIgnoreCase).Replace(" to One ", "/", StringComparison.OrdinalIgnoreCase)
            .Split('/', StringSplitOptions.TrimEntries);
        if (parts.Length != 2 || Currency(parts[0]) is not { } money || (Measures.GetValueOrDefault(Plain(parts[1])) ?? Currency(parts[1])) is not { } measure)
            return null;
        return MeasuredUnit.Parse($"{money}/{measure}");
    }

    private static string? Currency(string text) => text switch
    {
        // Small letters are the hundredth part, as exchanges write it.
        "USd" or "USc" or "USC" => "USc",
        "GBp" or "GBX" => "GBp",
        _ when text.Length == 3 && text.All(char.IsAsciiLetterUpper) => text,
        _ => Money.GetValueOrDefault(Plain(text)),
    };

    private static string Plain(string text) =>
        string.Join(' ', text.ToLowerInvariant().Replace(".", "", StringComparison.Ordinal).Replace('-', ' ').Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
