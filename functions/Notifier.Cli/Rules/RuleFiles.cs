using System.IO.Enumeration;

namespace Notifier.Cli.Rules;

/// <param name="Path">As given on the command line; below a folder the folder's text, and <c>/</c> between names.</param>
internal sealed record RuleFile(string Path, byte[] Content);

/// <summary>The files that a command line names.</summary>
internal static class RuleFiles
{
    public const string StandardInput = "-";

    private static readonly EnumerationOptions AnyDepth = new() { RecurseSubdirectories = true, IgnoreInaccessible = false };

    /// <summary>Reads all before anything is judged, so that no half of a result is written.</summary>
    /// <exception cref="UnreadableInputException">One of them cannot be read.</exception>
    public static IReadOnlyList<RuleFile> Read(IReadOnlyList<string> paths) => [.. paths.SelectMany(Find).Distinct().Select(ReadOne)];

    public static RuleFile ReadOne(string path)
    {
        try
        {
            return new(path, path == StandardInput ? ReadInput() : File.ReadAllBytes(path));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new UnreadableInputException(Explain(path, failure));
        }
    }

    /// <summary>A file, or standard input, to be read piece by piece.</summary>
    /// <exception cref="UnreadableInputException">It cannot be opened.</exception>
    public static Stream Open(string path)
    {
        try
        {
            return path == StandardInput ? Console.OpenStandardInput() : new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new UnreadableInputException(Explain(path, failure));
        }
    }

    private static IReadOnlyList<string> Find(string path)
    {
        if (path == StandardInput || !Directory.Exists(path))
            return [path];
        try
        {
            var files = RulesBelow(path).Select(file => file.Replace('\\', '/')).Order(StringComparer.Ordinal).ToList();
            return files.Count > 0 ? files : throw new UnreadableInputException($"no *.json file below the folder '{path}'");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UnreadableInputException(Explain(path, failure));
        }
    }

    /// <summary>Links to folders are not followed: one that leads back up would never end.</summary>
    private static FileSystemEnumerable<string> RulesBelow(string folder) => new(folder, static (ref entry) => entry.ToSpecifiedFullPath(), AnyDepth)
    {
        ShouldIncludePredicate = static (ref entry) => !entry.IsDirectory && entry.FileName.EndsWith(".json", StringComparison.OrdinalIgnoreCase),
        ShouldRecursePredicate = static (ref entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
    };

    private static byte[] ReadInput()
    {
        using var input = Console.OpenStandardInput();
        using var content = new MemoryStream();
        input.CopyTo(content);
        return content.ToArray();
    }

    private static string Explain(string path, Exception failure) => failure switch
    {
        FileNotFoundException or DirectoryNotFoundException => $"cannot read '{path}': there is no such file or folder",
        UnauthorizedAccessException => $"cannot read '{path}': access is denied",
        _ => $"cannot read '{path}': {failure.Message}",
    };
}
