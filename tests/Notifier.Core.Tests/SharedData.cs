namespace Notifier.Core.Tests;

/// <summary>
/// The data that tests are measured by and that is no part of the repository: <c>NOTIFIER_SHARED</c> names the folder that
/// holds <c>data/</c>; without it, <c>shared</c> beside the checkout. Where it is absent the test is skipped.
/// </summary>
internal static class SharedData
{
    private static readonly string? Root = Find();

    /// <param name="path">Below <c>data/</c>, with <c>/</c>.</param>
    public static string PathOf(string path)
    {
        Assert.SkipWhen(Root is null, "the shared data is not here: set NOTIFIER_SHARED to the folder that contains data/");
        return Path.Combine(Root!, "data", path);
    }

    public static string Read(string path) => File.ReadAllText(PathOf(path));

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("NOTIFIER_SHARED") is { Length: > 0 } given)
            return Directory.Exists(Path.Combine(given, "data")) ? given : null;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(Path.Combine(folder.FullName, "Notifier.sln")))
                continue;
            var beside = Path.Combine(folder.Parent?.FullName ?? "", "shared");
            return Directory.Exists(Path.Combine(beside, "data")) ? beside : null;
        }

        return null;
    }
}
