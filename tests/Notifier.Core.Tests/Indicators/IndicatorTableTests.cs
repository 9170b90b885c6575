using System.Runtime.CompilerServices;
using System.Text;
using Notifier.Core.Indicators;

namespace Notifier.Core.Tests.Indicators;

/// <summary>The list of indicators in README.md is that of the catalogue.</summary>
public sealed class IndicatorTableTests
{
    private const string Heading = "### Indicators\n";

    /// <summary>With <c>UPDATE_GOLDEN=1</c> it writes the section instead.</summary>
    [Fact]
    public void The_readme_lists_every_indicator_with_its_arguments_and_an_example()
    {
        var readme = ReadmePath();
        var text = File.ReadAllText(readme);
        var start = text.IndexOf(Heading, StringComparison.Ordinal);
        Assert.True(start >= 0, "README.md has no section “Indicators”");
        var next = text.IndexOf("\n## ", start, StringComparison.Ordinal) + 1;
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
            File.WriteAllText(readme, text[..start] + Section() + "\n" + text[next..], new UTF8Encoding(false));
        else
            Assert.Equal(Section(), text[start..next].TrimEnd('\n') + "\n");
    }

    private static string Section() =>
        $"{Heading}\n| indicator | what it reads | example |\n|---|---|---|\n{string.Concat(IndicatorCatalog.All.Select(Row))}";

    private static string Row(IndicatorSyntax syntax) =>
        $"| `{syntax.Name}{Arguments(syntax)}` | {Cell(syntax.Summary)} | `{Cell(syntax.Example)}` |\n";

    private static string Arguments(IndicatorSyntax syntax) =>
        syntax.Parameters.Count == 0 ? "" : $"({string.Join(", ", syntax.Parameters.Select(Argument))})";

    /// <summary>Words to choose from by themselves, others by name; in brackets where it may be left out.</summary>
    private static string Argument(IndicatorParameter parameter)
    {
        var text = parameter.Choices is { Count: > 0 } choices ? string.Join('/', choices) : parameter.Name;
        return parameter.Default is not null ? $"[{text}]" : parameter.Repeats ? $"{text}…" : text;
    }

    /// <summary>A bar would end the cell.</summary>
    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);

    private static string ReadmePath([CallerFilePath] string test = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(test)!, "..", "..", "..", "README.md"));
}
