using System.Runtime.CompilerServices;
using System.Text;
using Notifier.Core.Rules;

namespace Notifier.Core.Tests.Rules;

public sealed class FindingCodesTableTests
{
    private const string Heading = "## Finding codes\n";

    /// <summary>With <c>UPDATE_GOLDEN=1</c> it writes the section instead.</summary>
    [Fact]
    public void The_readme_lists_every_code_with_its_meaning_and_fix()
    {
        var readme = ReadmePath();
        var text = File.ReadAllText(readme);
        var start = text.IndexOf(Heading, StringComparison.Ordinal);
        Assert.True(start >= 0, "functions/README.md has no section “Finding codes”");
        var next = text.IndexOf("\n## ", start, StringComparison.Ordinal) is var found and >= 0 ? found + 1 : text.Length;
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
            File.WriteAllText(readme, text[..start] + Section() + (next < text.Length ? "\n" : "") + text[next..], new UTF8Encoding(false));
        else
            Assert.Equal(Section(), text[start..next].TrimEnd('\n') + "\n");
    }

    [Fact]
    public void A_code_is_kebab_case_and_stands_for_one_kind()
    {
        Assert.All(FindingCodes.All, code => Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", code.Word));
        Assert.Equal(FindingCodes.All.Count, FindingCodes.All.Select(code => code.Word).Distinct().Count());
    }

    private static string Section()
    {
        var rows = FindingCodes.All.Select(code => $"| `{code.Word}` | {(code.Level == FindingLevel.Error ? "error" : "warning")} | {code.Meaning} | {code.Fix} |\n");
        return $"""
            {Heading}
            What `notifier lint` and the API say of a rule. A code never changes its meaning; the message behind it says how to mend the place.
            Only errors refuse a rule. In a document with an error nothing is used.

            | code | level | what is wrong | fix |
            |---|---|---|---|
            {string.Concat(rows)}
            """.TrimEnd('\n') + "\n";
    }

    private static string ReadmePath([CallerFilePath] string test = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(test)!, "..", "..", "..", "functions", "README.md"));
}
