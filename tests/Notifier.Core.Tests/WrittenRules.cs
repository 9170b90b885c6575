using System.Text;
using Notifier.Core.Rules;

namespace Notifier.Core.Tests;

/// <summary>Rules as people write them, read by the parser that production uses.</summary>
internal static class WrittenRules
{
    /// <summary>The ladder of the design: rungs of multiples and growth on daily lithium carbonate.</summary>
    public const string Lithium = """
        { "id": "lithium-carbonate-surge", "title": "Lithium carbonate surge", "series": ["lithium-carbonate-cn"],
          "ladder": [
            { "severity": "minor",    "when": "multiple(min, 365d) >= 1.25 and change(90d) >= 15%" },
            { "severity": "moderate", "when": "multiple(min, 365d) >= 1.5 and logreturn(90d) >= 0.25", "for": 3 },
            { "severity": "severe",   "when": "multiple(min, 365d) >= 2", "for": 3 },
            { "severity": "extreme",  "when": "multiple(min, 730d) >= 10" } ],
          "keepFiringFor": 3, "remind": "30d" }
        """;

    public static Rule Parse(string json, bool allowWarnings = false)
    {
        var document = RuleDocument.Parse(Encoding.UTF8.GetBytes(json));
        var findings = document.Findings.Where(finding => finding.Level == FindingLevel.Error || !allowWarnings);
        Assert.Equal("", string.Join("\n", findings.Select(finding => $"{finding.Line}:{finding.Column} {finding.Code} {finding.Message}")));
        return Assert.Single(document.Rules);
    }

    /// <summary>A rule on series <c>s</c> with one rung <c>severe</c>.</summary>
    /// <param name="more">Further fields of the rule.</param>
    /// <param name="for">A count or a duration in quotes.</param>
    public static Rule One(string when, string more = "", string @for = "1") =>
        Parse($$"""{"id":"r","title":"t","series":["s"],"ladder":[{"severity":"severe","when":"{{when}}","for":{{@for}}}]{{(more.Length > 0 ? "," + more : "")}}}""");
}
