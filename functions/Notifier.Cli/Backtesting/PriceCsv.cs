using System.Globalization;
using System.Text;
using Notifier.Cli.Rules;
using Notifier.Core.Observations;

namespace Notifier.Cli.Backtesting;

/// <summary>A history read from a file, with whether all its dates are whole months.</summary>
internal sealed record PriceFile(History History, bool IsMonthly);

/// <summary>
/// Reads a history: a header line, then the date (<c>yyyy-MM-dd</c>, <c>yyyy-MM</c> or an instant) and the value; further columns
/// are ignored, an empty value is no observation. Unsorted dates are sorted; a date with two values, and any value that is not
/// a finite number, is an error with its place.
/// </summary>
internal static class PriceCsv
{
    /// <exception cref="UnreadableInputException">The file cannot be read, or is not such a table.</exception>
    public static PriceFile Read(string path)
    {
        using var lines = new CsvLines(path);
        RequireHeader(path, lines.Next() ?? "");
        var (rows, monthly) = (new PriceRows(path), true);
        while (lines.Next() is { } line)
            Take(path, lines.Number, line, string.IsNullOrWhiteSpace(line) ? null : CsvRow.Read(path, lines.Number, line), rows, ref monthly);
        return new(rows.ToHistory(), monthly);
    }

    /// <summary>A file with a series in each column: those of the header behind the date; an empty column is none. Nothing where the table does not begin with dates.</summary>
    /// <exception cref="UnreadableInputException">The file cannot be read, or is not such a table.</exception>
    public static IReadOnlyList<(string Column, PriceFile File)> ReadColumns(string path)
    {
        var lines = Lines(path);
        RequireHeader(path, lines[0]);
        if (!PriceColumns.BeginsWithDate(path, lines))
            return [];
        if (!PriceColumns.IsWide(path, lines))
            return [("", Column(path, lines, CsvRow.Read))];
        var fields = lines.Select((line, index) => CsvRow.All(path, index + 1, line)).ToList();
        return [.. Enumerable.Range(1, fields[0].Count - 1)
            .Where(column => fields.Skip(1).Any(row => row.Count > column && row[column].Text.Length > 0))
            .Select(column => (fields[0][column].Text, Column(path, lines, (_, line, _) => Cell(fields[line - 1], column))))];
    }

    /// <summary>A short line ends with cells that are empty.</summary>
    private static (CsvField, CsvField?) Cell(IReadOnlyList<CsvField> row, int column) =>
        (row[0], column < row.Count ? row[column] : new CsvField("", row[^1].Column));

    private static PriceFile Column(string path, string[] lines, Func<string, int, string, (CsvField First, CsvField? Second)> cells)
    {
        var (rows, monthly) = (new PriceRows(path), true);
        for (var index = 1; index < lines.Length; index++)
            Take(path, index + 1, lines[index], string.IsNullOrWhiteSpace(lines[index]) ? null : cells(path, index + 1, lines[index]), rows, ref monthly);
        return new(rows.ToHistory(), monthly);
    }

    private static void Take(string path, int line, string text, (CsvField Date, CsvField? Value)? cells, PriceRows rows, ref bool monthly)
    {
        if (cells is not ({ } date, var value))
            return;
        var period = Date(path, line, date);
        monthly &= date.Text.Length == 7;
        if (Value(path, line, text, value) is { } number)
            rows.Add(new(period, number), line);
    }

    public static string[] Lines(string path)
    {
        var content = RuleFiles.ReadOne(path).Content;
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(content).TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n');
        }
        catch (DecoderFallbackException)
        {
            throw new UnreadableInputException($"cannot read '{path}': it is not UTF-8");
        }
    }

    private static void RequireHeader(string path, string header)
    {
        if (string.IsNullOrWhiteSpace(header))
            throw CsvProblem.At(path, 1, 1, "a header line is expected, for example date,value");
        var (first, second) = CsvRow.Read(path, 1, header);
        if (Period.TryParse(first.Text, out _))
            throw CsvProblem.At(path, 1, 1, "this is an observation: a header line is expected before it, for example date,value");
        if (second is null)
            throw CsvProblem.At(path, 1, 1, "the header has one column: at least a date and a value, separated by a comma, are expected");
    }

    private static Period Date(string path, int line, CsvField date) => Period.TryParse(date.Text, out var period)
        ? period
        : throw CsvProblem.At(path, line, date.Column, $"'{Shortened(date.Text)}' is not a date: yyyy-MM-dd, yyyy-MM or an ISO 8601 instant with its offset");

    private static double? Value(string path, int line, string text, CsvField? field)
    {
        if (field is not { } value)
            throw CsvProblem.At(path, line, text.EnumerateRunes().Count() + 1, "the value is missing: a comma and a number are expected behind the date");
        if (value.Text.Length == 0)
            return null;
        if (!double.TryParse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            throw CsvProblem.At(path, line, value.Column, $"'{Shortened(value.Text)}' is not a number: digits with a point and no separators are expected");
        return double.IsFinite(number) ? number : throw CsvProblem.At(path, line, value.Column, $"'{Shortened(value.Text)}' is not a finite number");
    }

    private static string Shortened(string text) => text.Length <= 40 ? text : $"{text[..40]}…";
}
