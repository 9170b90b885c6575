using System.Globalization;
using System.Text.RegularExpressions;

namespace Notifier.Sources;

/// <summary>The value of an observation as sources write it.</summary>
internal static partial class ValueText
{
    // FRED ".", World Bank ".." and "…", 100ppi "暂无数据" (no data yet); seen in the sources that are supported.
    private static readonly HashSet<string> Missing = new(StringComparer.OrdinalIgnoreCase)
    {
        "", ".", "..", "…", "-", "--", "—", "null", "NaN", "N/A", "NA", "#N/A", "暂无数据",
    };

    public static bool IsMissing(string text) => Missing.Contains(Trim(text));

    /// <summary>A finite number with a decimal point. A comma counts as a thousands separator only where it cannot be a decimal comma.</summary>
    public static bool TryRead(string text, out double value)
    {
        // Typeset tables write the minus sign proper.
        text = Trim(text).Replace('\u2212', '-');
        if (Grouped().IsMatch(text))
            text = text.Replace(",", "", StringComparison.Ordinal);
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
    }

    /// <summary>Also reads <c>474,500</c>, which may be 474500 or 474.5: as the one that is near the value before it.</summary>
    /// <param name="near">The value before; null where there is none: then such a text is not read.</param>
    public static bool TryRead(string text, double? near, out double value)
    {
        if (TryRead(text, out value))
            return true;
        return near > 0 && OneComma().IsMatch(Trim(text))
            && (IsNear(Trim(text).Replace(",", "", StringComparison.Ordinal), near.Value, out value) || IsNear(Trim(text).Replace(',', '.'), near.Value, out value));
    }

    private static bool IsNear(string text, double near, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && value / near is > 0.5 and < 2;

    [GeneratedRegex(@"^[0-9]{1,3},[0-9]{3}$", RegexOptions.CultureInvariant)]
    private static partial Regex OneComma();

    // Web pages put no-break spaces behind numbers.
    private static string Trim(string text) => text.Trim(' ', '\t', '\u00A0', '\u3000');

    /// <summary>1,234.5 or 1,234,567: with a point behind it or twice, a comma separates thousands.</summary>
    [GeneratedRegex(@"^[+-]?[0-9]{1,3}(?:(?:,[0-9]{3})+\.[0-9]+|(?:,[0-9]{3}){2,})$", RegexOptions.CultureInvariant)]
    private static partial Regex Grouped();
}
