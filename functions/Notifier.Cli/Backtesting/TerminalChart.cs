using Notifier.Core.Backtesting;
using Notifier.Core.Observations;
using Notifier.Core.Warnings;
using Spectre.Console;

namespace Notifier.Cli.Backtesting;

/// <summary>A history as columns of block characters, as wide as the terminal: the height is the value (logarithmic where all are positive), the colour the severity that fired.</summary>
internal static class TerminalChart
{
    private const int Rows = 12;
    private const int Narrowest = 40;
    private const string Eighths = " ▁▂▃▄▅▆▇█";

    private readonly record struct Column(double Value, Severity? Firing);

    public static void Write(IAnsiConsole console, BacktestResult result, History history)
    {
        if (history.Count < 2)
            return;
        var labels = history.AsSpan().ToArray().Select(observation => observation.Value).ToArray();
        var (low, high) = (labels.Min(), labels.Max());
        var margin = Math.Max(Label(low).Length, Label(high).Length) + 1;
        var columns = Columns(result, history, Math.Max(Narrowest, console.Profile.Width - 1) - margin);
        for (var row = Rows - 1; row >= 0; row--)
        {
            var label = row == Rows - 1 ? Label(high) : row == 0 ? Label(low) : "";
            console.MarkupLine(label.PadLeft(margin - 1) + " " + string.Concat(columns.Select(column => Cell(column, row, low, high))));
        }

        // Seen without colours too.
        console.MarkupLine(new string(' ', margin) + string.Concat(columns.Select(column => Painted(column.Firing is { } severity ? $"{(int)severity}" : "·", column.Firing))));
        var (from, to) = (history[0].Period.ToString(), history.Last.Period.ToString());
        console.WriteLine(new string(' ', margin) + from + to.PadLeft(Math.Max(to.Length + 1, columns.Count - from.Length)));
        console.MarkupLine(new string(' ', margin) + string.Join("  ", Enum.GetValues<Severity>().Select(severity => $"{Painted($"{(int)severity}", severity)} {severity.Word()}")) + "  [grey]·[/] not firing");
    }

    private static List<Column> Columns(BacktestResult result, History history, int width)
    {
        var (first, days) = (history[0].Period, (history.Last.Period - history[0].Period).TotalDays);
        var spans = FiringSpan.Of(result.States).ToList();
        var columns = new List<Column>(width);
        for (var at = 0; at < width; at++)
        {
            var (from, to) = (first.Add(TimeSpan.FromDays(days * at / width)), first.Add(TimeSpan.FromDays(days * (at + 1) / width)));
            var value = history[history.IndexAtOrBefore(to)].Value;
            var firing = spans.Where(span => span.From < to && !(span.To <= from)).Select(span => (Severity?)span.Severity).Max();
            columns.Add(new(value, firing));
        }

        return columns;
    }

    /// <summary>The part of a column that lies in one row.</summary>
    private static string Cell(Column column, int row, double low, double high)
    {
        var share = high > low ? (Level(column.Value, low) - Level(low, low)) / (Level(high, low) - Level(low, low)) : 0.5;
        var eighths = 1 + (int)Math.Round(share * (Rows * 8 - 1));
        var sign = Eighths[Math.Clamp(eighths - row * 8, 0, 8)].ToString();
        return Painted(sign, column.Firing);
    }

    private static double Level(double value, double low) => low > 0 ? Math.Log(value) : value;

    private static string Painted(string sign, Severity? severity) => severity switch
    {
        Severity.Minor => $"[blue]{sign}[/]",
        Severity.Moderate => $"[yellow]{sign}[/]",
        Severity.Severe => $"[darkorange]{sign}[/]",
        Severity.Extreme => $"[red]{sign}[/]",
        _ => $"[grey]{sign}[/]",
    };

    private static string Label(double value) => value.ToString("#,0.####", System.Globalization.CultureInfo.InvariantCulture);
}
