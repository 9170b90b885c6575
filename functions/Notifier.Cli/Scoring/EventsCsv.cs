using System.Globalization;
using Notifier.Cli.Backtesting;
using Notifier.Core.Backtesting.Scoring;
using Notifier.Core.Observations;

namespace Notifier.Cli.Scoring;

/// <summary>Surges as somebody else lists them: a header line, then one row per surge with the columns file, k, trough, p_trough, mark, p_mark, peak, p_peak, and optionally series and ongoing.</summary>
internal sealed class EventsCsv
{
    private static readonly string[] Needed = ["file", "k", "trough", "p_trough", "mark", "p_mark", "peak", "p_peak"];

    private readonly List<(string File, string Series, SurgeEvent Surge)> _rows = [];

    /// <exception cref="UnreadableInputException">The file cannot be read, or is not such a table.</exception>
    public static EventsCsv Read(string path)
    {
        var lines = PriceCsv.Lines(path);
        var header = CsvRow.All(path, 1, lines[0]).Select(field => field.Text).ToList();
        if (Needed.Except(header).FirstOrDefault() is { } missing)
            throw CsvProblem.At(path, 1, 1, $"the header has no column '{missing}': {string.Join(", ", Needed)} are needed");
        var events = new EventsCsv();
        for (var index = 1; index < lines.Length; index++)
        {
            if (!string.IsNullOrWhiteSpace(lines[index]))
                events.Add(new EventRow(path, index + 1, header, CsvRow.All(path, index + 1, lines[index])));
        }

        return events;
    }

    /// <summary>The doublings of a series, by the name of its file and, where the file has several, of its column (<c>wb_nickel</c> is <c>nickel</c>).</summary>
    public IReadOnlyList<SurgeEvent> Doublings(PanelFile series) =>
        [.. _rows.Where(row => row.Surge.Factor == 2 && row.File == Path.GetFileName(series.Path) && IsColumn(row.Series, series.Column))
            .Select(row => row.Surge).OrderBy(surge => surge.Mark.Period)];

    private static bool IsColumn(string series, string column) =>
        column.Length == 0 || series == column || series[(series.IndexOf('_', StringComparison.Ordinal) + 1)..] == column;

    private void Add(EventRow row) => _rows.Add((
        row["file"].Split('/')[^1],
        row["series"],
        new(row.Number("k"), row.At("trough"), row.At("mark"), row.At("peak"), row["ongoing"].Equals("true", StringComparison.OrdinalIgnoreCase))));

    private sealed class EventRow(string path, int line, List<string> header, IReadOnlyList<CsvField> fields)
    {
        /// <summary>Empty where there is no such column.</summary>
        public string this[string column] => Field(column)?.Text ?? "";

        public Observation At(string column) => Period.TryParse(this[column], out var period)
            ? new(period, Number($"p_{column}"))
            : throw Problem(column, "is not a date: yyyy-MM-dd is expected");

        public double Number(string column) => double.TryParse(this[column], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : throw Problem(column, "is not a number");

        private CsvField? Field(string column) => header.IndexOf(column) is var at && at >= 0 && at < fields.Count ? fields[at] : null;

        private UnreadableInputException Problem(string column, string problem) =>
            CsvProblem.At(path, line, Field(column)?.Column ?? 1, $"{column} '{this[column]}' {problem}");
    }
}
