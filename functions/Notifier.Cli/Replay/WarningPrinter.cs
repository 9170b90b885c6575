using Notifier.Core.Warnings;

namespace Notifier.Cli.Replay;

/// <summary>Prints warnings, the severity's word in its colour where a person looks at it: on a terminal and without NO_COLOR.</summary>
internal sealed class WarningPrinter(TextWriter output, bool color)
{
    private readonly List<string> _lines = [];

    /// <summary>What was printed, without colours.</summary>
    public IReadOnlyList<string> Lines => _lines;

    public static WarningPrinter ForConsole() =>
        new(Console.Out, !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")));

    public void Print(Warning warning)
    {
        var line = WarningLine.Format(warning);
        _lines.Add(line);
        output.Write((color ? Colored(line, warning.Severity) : line) + "\n");
        output.Flush();
    }

    private static string Colored(string line, Severity severity)
    {
        var word = severity.Word();
        // The first such word after the date is the severity's column.
        var at = line.IndexOf(word, StringComparison.Ordinal);
        return $"{line[..at]}\e[{Code(severity)}m{word}\e[0m{line[(at + word.Length)..]}";
    }

    // Orange has no name among the first 16 colours: 208 of the 256.
    private static string Code(Severity severity) => severity switch
    {
        Severity.Minor => "34",
        Severity.Moderate => "33",
        Severity.Severe => "38;5;208",
        _ => "31",
    };
}
