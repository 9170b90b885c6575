using System.Diagnostics;

namespace Notifier.Tests.Architecture;

/// <summary>The checkout that these tests were built from: its files as git sees them.</summary>
internal static class Checkout
{
    public static string Root { get; } = FindRoot();

    /// <summary>Tracked files and new ones that are not ignored, with <c>/</c>, relative to the root.</summary>
    public static IReadOnlyList<string> Files { get; } = Git("ls-files", "--cached", "--others", "--exclude-standard")
        .Where(file => File.Exists(PathOf(file)))
        .Distinct()
        .Order(StringComparer.Ordinal)
        .ToList();

    public static string PathOf(string file) => Path.Combine(Root, file);

    public static string Read(string file) => File.ReadAllText(PathOf(file));

    public static IEnumerable<string> FilesBelow(string folder, string extension = "") =>
        Files.Where(file => file.StartsWith(folder + "/", StringComparison.Ordinal) && file.EndsWith(extension, StringComparison.Ordinal));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Notifier.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException("Notifier.sln is in no folder above " + AppContext.BaseDirectory);
    }

    private static string[] Git(params string[] arguments)
    {
        var start = new ProcessStartInfo("git") { WorkingDirectory = Root, RedirectStandardOutput = true };
        // A checkout that belongs to another user (a mounted volume) is still this one; and names stay as they are.
        foreach (var argument in (string[])["-c", "safe.directory=*", "-c", "core.quotePath=false", .. arguments])
            start.ArgumentList.Add(argument);
        using var git = Process.Start(start)!;
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        return git.ExitCode == 0
            ? output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            : throw new InvalidOperationException("git ended with " + git.ExitCode);
    }
}
