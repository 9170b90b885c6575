namespace Notifier.Cli.Backtesting;

/// <summary>Places in a file as <c>PATH:LINE:COLUMN: message</c>, 1-based, columns in code points: the form that editors jump to.</summary>
internal static class CsvProblem
{
    public static UnreadableInputException At(string path, int line, int column, string message) => new($"{path}:{line}:{column}: {message}");
}
