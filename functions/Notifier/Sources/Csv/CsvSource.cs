using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using Notifier.Sources.Http;

namespace Notifier.Sources.Csv;

/// <summary>
/// Kind <c>csv</c>: a table with a column of dates and a column of values for each series. A column is named as in the header
/// line, or by its number from 1; without names the first is the date and the second the value.
/// </summary>
internal sealed class CsvSource(SourceHttp http) : ISource
{
    public string Kind => "csv";

    public bool BringsEntries => false;

    public IEnumerable<(string Pointer, string Message)> Check(SourceDefinition definition)
    {
        if (definition.Series.Count == 0)
            yield return ("/series", "list the series that the table holds: each with its 'id', 'date' and 'value' columns");
        if (definition.Items is not null)
            yield return ("/items", "a table has no 'items': leave it out");
        foreach (var problem in SourceAddress.Check(definition))
            yield return problem;
    }

    public async Task<SourceReading> ReadAsync(SourceDefinition definition, SourceCursor cursor, CancellationToken cancellation)
    {
        var answer = await http.GetAsync(definition, cursor, "text/csv, text/plain;q=0.9, */*;q=0.5", cancellation);
        if (answer.Failure is { } failure)
            return SourceReading.Failed(cursor, failure);
        if (answer.NotModified)
            return SourceReading.Unchanged(cursor);
        var text = answer.Text;
        if (WrongFormat.LooksHtml(text))
            return SourceReading.Failed(cursor, WrongFormat.Explain(text, answer.Host, "CSV", ""));
        var (reading, wrong) = Read(definition, text, answer);
        return reading ?? SourceReading.Failed(cursor, wrong!);
    }

    private static (SourceReading?, SourceFailure?) Read(SourceDefinition definition, string text, SourceAnswer answer)
    {
        var found = new ReadingBuilder(definition, answer.Quote);
        var delimiter = Delimiter(text);
        using var lines = new StringReader(text);
        using var table = new CsvParser(lines, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = delimiter,
            TrimOptions = TrimOptions.Trim,
            // A stray quote in a cell is a character like any other.
            BadDataFound = null,
            MaxFieldSize = 1_000_000,
            IgnoreBlankLines = true,
        });
        CsvColumns? columns = null;
        var (rows, last) = (0, 1);
        while (found.Problem is null && table.Read())
        {
            if (columns is null)
            {
                columns = CsvColumns.Of(definition, table.Record!, found);
                if (columns.TakesHeader)
                    continue;
            }

            rows++;
            columns.Add(table, found);
            last = table.Row;
        }

        // The rest of the table would stand in one cell, its newest rows with it.
        if (CsvQuotes.AreOpen(text, delimiter[0]))
            found.Fail(string.Create(CultureInfo.InvariantCulture, $"row {last}: a cell begins with a quote that does not end"));

        // Columns that are told by number say nothing of a header: a table of one line without a date is its header alone.
        return found.Build(answer.Cursor, columns is { TakesHeader: false } && rows == 1 && found.Dated == 0 ? 0 : rows, answer.Host);
    }

    /// <summary>The separator that the first line has most of, outside quotes.</summary>
    private static string Delimiter(string text)
    {
        var first = text.AsSpan().TrimStart();
        first = first.IndexOfAny('\r', '\n') is var end and >= 0 ? first[..end] : first;
        var counts = new Dictionary<char, int> { [','] = 0, [';'] = 0, ['\t'] = 0, ['|'] = 0 };
        var quoted = false;
        foreach (var letter in first)
        {
            quoted ^= letter == '"';
            if (!quoted && counts.TryGetValue(letter, out var count))
                counts[letter] = count + 1;
        }

        return counts.MaxBy(pair => pair.Value).Key.ToString();
    }
}
