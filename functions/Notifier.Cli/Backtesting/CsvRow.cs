using System.Text;

namespace Notifier.Cli.Backtesting;

/// <summary>One field with the place where it begins, counted in code points from 1.</summary>
internal readonly record struct CsvField(string Text, int Column);

/// <summary>One line of a comma-separated file (RFC 4180, without line breaks inside fields).</summary>
internal static class CsvRow
{
    /// <returns>The first two fields; the second is null where the line has one only.</returns>
    /// <exception cref="UnreadableInputException">A quote is not closed, or text follows it.</exception>
    public static (CsvField First, CsvField? Second) Read(string path, int line, string text)
    {
        var first = Field(path, line, text, 0, out var end);
        return end < text.Length ? (first, Field(path, line, text, end + 1, out _)) : (first, null);
    }

    /// <returns>All fields of the line.</returns>
    /// <exception cref="UnreadableInputException">A quote is not closed, or text follows it.</exception>
    public static IReadOnlyList<CsvField> All(string path, int line, string text)
    {
        var fields = new List<CsvField>();
        for (var start = 0; start <= text.Length;)
        {
            fields.Add(Field(path, line, text, start, out var end));
            start = end + 1;
        }

        return fields;
    }

    private static CsvField Field(string path, int line, string text, int start, out int end)
    {
        if (start < text.Length && text[start] == '"')
            return Quoted(path, line, text, start, out end);
        end = text.IndexOf(',', start);
        if (end < 0)
            end = text.Length;
        var field = text[start..end];
        return new(field.Trim(), Column(text, start + (field.Length - field.TrimStart().Length)));
    }

    private static CsvField Quoted(string path, int line, string text, int start, out int end)
    {
        var content = new StringBuilder();
        for (var at = start + 1; at < text.Length; at++)
        {
            if (text[at] != '"')
            {
                content.Append(text[at]);
            }
            else if (at + 1 < text.Length && text[at + 1] == '"')
            {
                content.Append(text[at++]);
            }
            else
            {
                end = at + 1;
                return end == text.Length || text[end] == ','
                    ? new(content.ToString().Trim(), Column(text, start))
                    : throw CsvProblem.At(path, line, Column(text, end), "a comma is expected behind the closing quote");
            }
        }

        throw CsvProblem.At(path, line, Column(text, start), "the quote is not closed on this line");
    }

    private static int Column(string text, int index) => text.AsSpan(0, index).EnumerateRunes().Count() + 1;

    private static int Count(this SpanRuneEnumerator runes)
    {
        var count = 0;
        while (runes.MoveNext())
            count++;
        return count;
    }
}
