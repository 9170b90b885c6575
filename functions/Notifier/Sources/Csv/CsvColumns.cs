using System.Globalization;
using CsvHelper;

namespace Notifier.Sources.Csv;

/// <summary>Which columns of a table hold the date and the value of each series.</summary>
/// <param name="TakesHeader">True where any column is named: the first line is then the header.</param>
internal sealed record CsvColumns(bool TakesHeader, IReadOnlyList<(SourceSeries Series, int Date, int Value)> Columns)
{
    public static CsvColumns Of(SourceDefinition definition, string[] first, ReadingBuilder found)
    {
        var names = definition.Series.SelectMany(series => new[] { series.Date, series.Value });
        return new(
            names.Any(name => name is not null && Position(name) is null),
            [.. definition.Series.Select(series => (series, Find(series.Date ?? "1", first, found), Find(series.Value ?? "2", first, found)))]);
    }

    public void Add(CsvParser table, ReadingBuilder found)
    {
        var record = table.Record!;
        var row = table.Row;
        foreach (var (series, date, value) in Columns)
            found.Add(series, Cell(record, date), Cell(record, value), () => string.Create(CultureInfo.InvariantCulture, $"row {row}"));
    }

    private static string? Cell(string[] record, int column) => column < record.Length ? record[column] : null;

    private static int Find(string name, string[] header, ReadingBuilder found)
    {
        if (Position(name) is { } position)
            return position - 1;
        var column = Array.IndexOf(header, name);
        if (column < 0)
            column = Array.FindIndex(header, cell => cell.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (column < 0)
            found.Fail($"there is no column '{name}'; the header has {string.Join(", ", header.Take(20).Select(found.Shown))}");
        return Math.Max(column, 0);
    }

    private static int? Position(string name) =>
        int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var position) && position > 0 ? position : null;
}
