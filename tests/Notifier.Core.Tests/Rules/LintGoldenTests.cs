using System.Runtime.CompilerServices;
using System.Text;
using Notifier.Core.Observations;
using Notifier.Core.Rules;

namespace Notifier.Core.Tests.Rules;

/// <summary>Wrong rule files, named after the fact, and the findings that they get.</summary>
public sealed class LintGoldenTests
{
    private static readonly Dictionary<string, string> Units = new()
    {
        ["lithium-carbonate-cn"] = "CNY/t",
        ["brent"] = "USD/bbl",
        ["water-level"] = "m",
        ["price-index"] = "",
    };

    // These need thousands of characters to say one thing; RuleSizeTests has them.
    private static readonly string[] TooLargeForAFile = ["too-long", "rule-too-large"];

    public static TheoryData<string> Facts() => [.. Directory.EnumerateFiles(Folder(), "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Order()];

    [Theory]
    [MemberData(nameof(Facts))]
    public void The_findings_of(string fact)
    {
        var lines = Findings(fact).Select(finding => $"{finding.Line}:{finding.Column}: {Word(finding.Level)} {finding.Code} {finding.Message}\n");

        GoldenFile.Match(fact + ".txt", string.Concat(lines));
    }

    [Fact]
    public void Every_kind_of_finding_has_a_file_that_shows_it()
    {
        var shown = Facts().SelectMany(fact => Findings(fact.Data)).Select(finding => finding.Code).Concat(TooLargeForAFile).ToHashSet();

        Assert.Empty(FindingCodes.All.Select(code => code.Word).Except(shown));
    }

    private static IReadOnlyList<Finding> Findings(string fact) =>
        RuleDocument.Parse(File.ReadAllBytes(Path.Combine(Folder(), fact + ".json")), id => Units.GetValueOrDefault(id), SampleCatalog.All, id => id == "water-level" ? Frequency.Monthly : null).Findings;

    private static string Word(FindingLevel level) => level == FindingLevel.Error ? "error" : "warning";

    private static string Folder([CallerFilePath] string test = "") => Path.Combine(Path.GetDirectoryName(test)!, "Golden");
}
