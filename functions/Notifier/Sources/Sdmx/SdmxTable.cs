using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using Notifier.Sources.Csv;
using Notifier.Sources.Http;
using Notifier.Sources.Json;

namespace Notifier.Sources.Sdmx;

/// <summary>
/// Observations as the CSV of an SDMX service has them: one a row, the columns told by the names of the header
/// (<c>TIME_PERIOD</c>, <c>OBS_VALUE</c> and the dimensions of the data set). https://github.com/sdmx-twg/sdmx-csv
/// </summary>
internal sealed class SdmxTable
{
    public const string Time = "TIME_PERIOD";
    public const string Value = "OBS_VALUE";

    private readonly Dictionary<string, int> _columns;

    private SdmxTable(string[] header) => _columns = header.Select((name, at) => (name, at)).DistinctBy(column => column.name).ToDictionary(column => column.name, column => column.at, StringComparer.Ordinal);

    public List<string[]> Rows { get; } = [];

    /// <summary>Empty where the table has no such column.</summary>
    public string Cell(string[] row, string column) => _columns.TryGetValue(column, out var at) ? row[at] : "";

    /// <param name="dimensions">Columns that must be there beside time and value.</param>
    public static (SdmxTable? Table, SourceFailure? Failure) Read(string text, string host, params string[] dimensions)
    {
        if (text.AsSpan().TrimStart() is { Length: > 0 } start && start[0] is '<' or '{')
            return (null, NoTable(text, host));
        using var lines = new StringReader(text);
        using var csv = new CsvParser(lines, new CsvConfiguration(CultureInfo.InvariantCulture) { TrimOptions = TrimOptions.Trim, BadDataFound = null, MaxFieldSize = 100_000, IgnoreBlankLines = true });
        SdmxTable? table = null;
        var width = 0;
        while (csv.Read())
        {
            if (table is null)
            {
                (table, width) = (new(csv.Record!), csv.Record!.Length);
                if (dimensions.Append(Time).Append(Value).FirstOrDefault(name => !table._columns.ContainsKey(name)) is { } missing)
                    return (null, new(SourceFailureReason.NotTheFormat, $"{host} answered with a table that has no column '{missing}'"));
            }
            else if (csv.Record!.Length < width)
            {
                return (null, new(SourceFailureReason.Truncated, string.Create(CultureInfo.InvariantCulture, $"{host} broke off in row {csv.Row} of its table")));
            }
            else
            {
                table.Rows.Add(csv.Record);
            }
        }

        return table is null ? (null, new(SourceFailureReason.Empty, $"{host} answered with nothing"))
            : CsvQuotes.AreOpen(text, ',') ? (null, new(SourceFailureReason.Truncated, $"{host} broke off within a quoted cell of its table"))
            : (table, null);
    }

    /// <summary>The gateways of these services answer with JSON or an SDMX error message in XML where they refuse, some with status 200.</summary>
    private static SourceFailure NoTable(string text, string host) =>
        WrongFormat.LooksHtml(text) ? WrongFormat.Explain(text, host, "CSV", "")
        : ErrorBody.Find(text, host, static words => words.Length <= 200 ? words : words[..200] + "…") ?? new(SourceFailureReason.ErrorInBody, $"{host} answered with a message in the place of a table");
}
