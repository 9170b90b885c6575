using System.IO.Enumeration;
using Notifier.Cli.Backtesting;
using Notifier.Core.Backtesting.Scoring;
using Notifier.Core.Observations;

namespace Notifier.Cli.Scoring;

/// <summary>One series of a panel, and where it was read.</summary>
/// <param name="Column">Of a file with a series in each column; else empty.</param>
internal sealed record PanelFile(string Path, string Column, PriceFile Prices)
{
    public Series Series { get; } = new("series", "", FrequencyGuess.Of(Prices));
}

/// <summary>The series of all tables of prices below some folders.</summary>
internal static class PanelFiles
{
    private static readonly EnumerationOptions AnyDepth = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };

    /// <param name="except">Patterns of file names (<c>*_2021vintage.csv</c>) that are left out.</param>
    /// <param name="skipped">Told of each file that is no table of prices.</param>
    /// <exception cref="UnreadableInputException">A file cannot be read, or there is none.</exception>
    public static IReadOnlyList<PanelFile> Read(IReadOnlyList<string> folders, IReadOnlyList<string> except, Action<string> skipped)
    {
        var files = folders.SelectMany(Find).Distinct(StringComparer.Ordinal)
            .Where(path => !except.Any(pattern => IsMatch(pattern, path)))
            .ToList();
        var series = files.AsParallel().AsOrdered().Select(path => (Path: path, Series: ReadOne(path, out var problem), Problem: problem)).ToList();
        // The first in the order of names, whichever was met first.
        if (series.FirstOrDefault(file => file.Problem is not null).Problem is { } unreadable)
            throw unreadable;
        foreach (var (path, _, _) in series.Where(file => file.Series.Count == 0))
            skipped(path);
        return series.SelectMany(file => file.Series).ToList() is { Count: > 0 } found
            ? found
            : throw new UnreadableInputException($"no history in a *.csv file below '{string.Join("', '", folders)}'");
    }

    private static IReadOnlyList<string> Find(string path)
    {
        if (File.Exists(path))
            return [path];
        try
        {
            return [.. Directory.EnumerateFiles(path, "*.csv", AnyDepth).Select(file => file.Replace('\\', '/')).Order(StringComparer.Ordinal)];
        }
        catch (DirectoryNotFoundException)
        {
            throw new UnreadableInputException($"cannot read the panel '{path}': there is no such folder");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UnreadableInputException($"cannot read the panel '{path}': {failure.Message}");
        }
    }

    /// <returns>Nothing where it is a table of something else.</returns>
    private static IReadOnlyList<PanelFile> ReadOne(string path, out UnreadableInputException? problem)
    {
        problem = null;
        try
        {
            return [.. PriceCsv.ReadColumns(path).Select(column => new PanelFile(path, column.Column, column.File))];
        }
        catch (UnreadableInputException unreadable)
        {
            problem = unreadable;
            return [];
        }
    }

    /// <summary>A pattern is meant for the name of the series as well as for that of its file.</summary>
    private static bool IsMatch(string pattern, string path) =>
        FileSystemName.MatchesSimpleExpression(pattern, Path.GetFileName(path)) || FileSystemName.MatchesSimpleExpression(pattern, Path.GetFileNameWithoutExtension(path));
}
