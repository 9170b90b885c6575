using System.Text.RegularExpressions;
using Notifier.Tests.Architecture;

namespace Notifier.EndToEndTests.Readme;

/// <summary>The fenced blocks of the README.</summary>
internal static partial class ReadmeText
{
    public static string Text { get; } = Checkout.Read("README.md");

    /// <summary>The blocks of one language, in order.</summary>
    public static IReadOnlyList<string> Blocks(string language, string? heading = null) =>
        [.. Fence().Matches(heading is null ? Text : Section(heading)).Where(match => match.Groups[1].Value == language).Select(match => match.Groups[2].Value)];

    /// <summary>Every command line that the README tells its reader to type: lines of blocks, and the code in its tables.</summary>
    public static IEnumerable<string> NotifierLines() =>
        Blocks("sh").Concat(Blocks("console")).SelectMany(block => block.Split('\n'))
            .Select(line => line.StartsWith("$ ", StringComparison.Ordinal) ? line[2..] : line)
            .Concat(Inline().Matches(Text).Select(match => match.Groups[1].Value))
            .Select(line => line.Replace("dotnet run --project functions/Notifier.Cli -c Release -- ", "notifier ", StringComparison.Ordinal))
            .Where(line => line.StartsWith("notifier ", StringComparison.Ordinal));

    private static string Section(string heading)
    {
        var from = Text.IndexOf("\n## " + heading + "\n", StringComparison.Ordinal);
        Assert.True(from >= 0, "the README has no section " + heading);
        var to = Text.IndexOf("\n## ", from + 4, StringComparison.Ordinal);
        return to < 0 ? Text[from..] : Text[from..to];
    }

    [GeneratedRegex("^```([a-z]*)\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex("`(notifier [^`]+)`")]
    private static partial Regex Inline();
}
