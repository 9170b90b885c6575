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
    private readonly record struct Row(Observation Observation, int Line);

    /// <exception cref="UnreadableInputException">The file cannot be read, or is not such a table.</exception>
    public static PriceFile Read(string path)
    {
        var lines = Lines(path);
        RequireHeader(path, lines);
        return Column(path, lines, CsvRow.Read);
    }

    /// <summary>A file with a series in each column: those of the header behind the date; an empty column is none. Nothing where the table does not begin with dates.</summary>
    /// <exception cref="UnreadableInputException">The file cannot be read, or is not such a table.</exception>
    public static IReadOnlyList<(string Column, PriceFile File)> ReadColumns(string path)
    {
        var lines = Lines(path);
        RequireHeader(path, lines);
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
        var (rows, monthly) = (new List<Row>(lines.Length), true);
        for (var index = 1; index < lines.Length; index++)
        {
            if (string.IsNullOrWhiteSpace(lines[index]))
                continue;
            var (date, value) = cells(path, index + 1, lines[index]);
            var period = Date(path, index + 1, date);
            monthly &= date.Text.Length == 7;
            if (Value(path, index + 1, lines[index], value) is { } number)
                rows.Add(new(new(period, number), index + 1));
        }

        if (rows.Count == 0)
            throw CsvProblem.At(path, 1, 1, "no observation follows the header line");
        return new(Sorted(path, rows), monthly);
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

    private static void RequireHeader(string path, string[] lines)
    {
        if (string.IsNullOrWhiteSpace(lines[0]))
            throw CsvProblem.At(path, 1, 1, "a header line is expected, for example date,value");
        var (first, second) = CsvRow.Read(path, 1, lines[0]);
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

    private static History Sorted(string path, List<Row> rows)
    {
        var history = new History(rows.Count);
        var before = default(Row);
        foreach (var row in rows.OrderBy(row => row.Observation.Period))
        {
            if (history.Count == 0 || row.Observation.Period > before.Observation.Period)
                history.Append(row.Observation);
            else if (!row.Observation.Value.Equals(before.Observation.Value))
                throw CsvProblem.At(path, row.Line, 1, $"{row.Observation.Period} stands on line {before.Line} already, with {Plain(before)} instead of {Plain(row)}");
            before = row;
        }

        return history;
    }

    private static string Plain(Row row) => row.Observation.Value.ToString("R", CultureInfo.InvariantCulture);

    private static string Shortened(string text) => text.Length <= 40 ? text : $"{text[..40]}…";
}
