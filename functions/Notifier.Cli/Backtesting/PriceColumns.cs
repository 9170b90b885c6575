using System.Globalization;
using Notifier.Core.Observations;

namespace Notifier.Cli.Backtesting;

/// <summary>Whether a table of prices holds one series with remarks beside it, or a series in each column.</summary>
internal static class PriceColumns
{
    // The second column of a file of one series: its value, or the first of a day's quotes, the others of which are no series.
    private static readonly string[] OneSeries =
        ["value", "price", "close", "last", "settle", "settlement", "open", "high", "low", "rate", "index", "mid", "bid", "ask", "v", "p", "y"];

    /// <summary>The header's names of values, and nothing but numbers below them.</summary>
    public static bool IsWide(string path, string[] lines)
    {
        var header = CsvRow.All(path, 1, lines[0]);
        return header.Count > 2
            && !OneSeries.Contains(header[1].Text.ToLowerInvariant())
            && header.Skip(1).All(name => name.Text.Length > 0)
            && lines.Skip(1).Select((line, index) => CsvRow.All(path, index + 2, line)).All(row => row.Skip(1).All(IsNumberOrEmpty));
    }

    /// <summary>Whether the first line behind the header begins with a date: else it is a table of something else.</summary>
    public static bool BeginsWithDate(string path, string[] lines) =>
        lines.Skip(1).FirstOrDefault(line => !string.IsNullOrWhiteSpace(line)) is not { } first || Period.TryParse(CsvRow.All(path, 2, first)[0].Text, out _);

    private static bool IsNumberOrEmpty(CsvField field) =>
        field.Text.Length == 0 || double.TryParse(field.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
}
