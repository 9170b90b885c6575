using System.Text.RegularExpressions;

namespace Notifier.Tests.Architecture;

/// <summary>The maps in functions/README.md and tests/README.md have a row for each folder that holds files, and for no other.</summary>
public sealed partial class CodeMapTests
{
    public static TheoryData<string, string> Projects() => new(
        Checkout.Files
            .Where(file => file.EndsWith(".csproj", StringComparison.Ordinal) && !file.Contains("Benchmarks", StringComparison.Ordinal))
            .Select(file => file.Split('/'))
            .Select(parts => (parts[0], parts[1])));

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_has_a_row_for_each_of_its_folders(string root, string project)
    {
        var prefix = $"{root}/{project}/";
        var folders = Checkout.Files
            .Where(file => file.StartsWith(prefix, StringComparison.Ordinal))
            .Select(file => file[prefix.Length..])
            .Where(file => file.Contains('/', StringComparison.Ordinal))
            .Select(file => file[..file.LastIndexOf('/')])
            // Golden files belong to the tests beside them.
            .Where(folder => !folder.Split('/').Contains("Golden"))
            .Distinct()
            .Order(StringComparer.Ordinal);

        Assert.Equal(folders, Rows(Checkout.Read($"{root}/README.md"), project).Where(row => row != ".").Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Rows(string readme, string project)
    {
        var heading = Regex.Match(readme, $"^#+ {Regex.Escape(project)}$", RegexOptions.Multiline);
        Assert.True(heading.Success, $"the map has no section {project}");
        var section = readme[(heading.Index + heading.Length)..];
        var end = Heading().Match(section);
        return Row().Matches(end.Success ? section[..end.Index] : section).Select(row => row.Groups[1].Value);
    }

    [GeneratedRegex("^#", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex("^\\| `([^`]+)` \\|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
