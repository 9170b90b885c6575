using Notifier.Sources.Sdmx;

namespace Notifier.Sources.Imf;

/// <summary>
/// What a row of the fund's table says of its unit: a currency (<c>USD</c>), a unit of its own words or codes (<c>USD_MT</c>, <c>US dollars per metric
/// ton</c>), an index (<c>IX</c>) or a percentage (<c>PC</c>), and by which power of ten or word it is scaled. Nothing is converted.
/// </summary>
internal static class ImfUnit
{
    // SDMX names the attribute UNIT_MULT, the fund's portal SCALE; both are read, in words or as a power of ten.
    private static readonly string[] Scales = ["SCALE", "UNIT_MULT"];
    private static readonly string[] Units = ["UNIT", "UNIT_MEASURE"];

    /// <returns>What is wrong; null where the row measures what the series is declared in, and where its words are not known.</returns>
    public static string? Mismatch(SourceSeries series, SdmxTable table, string[] row) => Scales.Select(column => OfScale(table.Cell(row, column)))
        .Concat(Units.Select(column => OfUnit(table.Cell(row, column), series.Unit)))
        .FirstOrDefault(problem => problem is not null);

    private static string? OfScale(string scale) => scale is "" or "0" or "Units" or "units"
        ? null
        : $"the source states a scale of '{scale}' and the values are read as they are: this kind cannot read them";

    private static string? OfUnit(string unit, string declared)
    {
        if (unit.Length == 0)
            return null;
        var fits = unit.ToUpperInvariant() switch
        {
            "IX" or "INDEX" => declared.StartsWith("index", StringComparison.OrdinalIgnoreCase),
            "PC" or "PT" or "PERCENT" or "%" => declared.StartsWith('%') || declared.StartsWith("percent", StringComparison.OrdinalIgnoreCase),
            // The currency alone: the mass stands in the fund's documentation.
            { Length: 3 } => !unit.All(char.IsAsciiLetterUpper) || StatedUnit.Mismatch($"{unit}/t", $"{declared.Split('/')[0]}/t") is null,
            _ => StatedUnit.Mismatch(Words(unit), declared) is null,
        };
        return fits ? null : $"the source states its values in '{unit}' and the definition says '{declared}': write the unit that they come in";
    }

    /// <summary><c>USD_TROY_OZ</c> is written <c>USD/TROY OZ</c> elsewhere, <c>USD_PER_MT</c> <c>USD/MT</c>.</summary>
    private static string Words(string unit)
    {
        var parts = unit.Replace("_PER_", "_", StringComparison.OrdinalIgnoreCase).Split('_', 2);
        return parts.Length == 1 ? unit : $"{parts[0]}/{parts[1].Replace('_', ' ')}";
    }
}
