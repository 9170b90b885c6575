using System.Text;
using CsCheck;
using Notifier.Core.Rules;

namespace Notifier.Core.Tests.Rules;

public sealed class RuleProperties
{
    [Fact]
    public void Random_bytes_get_findings_and_no_exception() =>
        Gen.Byte.Array[0, 60].Sample(bytes => PlacesAreWithin(Encoding.UTF8.GetString(bytes), RuleDocument.Parse(bytes, null, SampleCatalog.All).Findings), iter: 20_000);

    [Fact]
    public void Mutated_rules_get_findings_within_the_text() =>
        (from json in RuleTexts.Document
         from mutations in Gen.Select(Gen.Int[0, 10_000], Gen.Int[0, 3], Gen.OneOf(RuleTexts.Shards)).Array[1, 4]
         select mutations.Aggregate(json, (text, mutation) => RuleTexts.Mutate(text, mutation.Item1, mutation.Item2, mutation.Item3)))
        .Sample(
            text =>
            {
                var document = RuleDocument.Parse(Encoding.UTF8.GetBytes(text), _ => "CNY/t", SampleCatalog.All);
                return document.HasErrors == (document.Rules.Count == 0 && document.Findings.Count > 0) && PlacesAreWithin(text, document.Findings);
            },
            iter: 20_000);

    [Fact]
    public void Random_conditions_get_findings_within_the_text() =>
        Gen.OneOf(RuleTexts.Shards).Array[0, 12].Sample(
            shards =>
            {
                var text = string.Concat(shards);
                return PlacesAreWithin(text, IndicatorExpression.Parse(text, SampleCatalog.All).Findings);
            },
            iter: 20_000);

    [Fact]
    public void The_canonical_text_of_a_rule_is_read_as_itself() =>
        RuleTexts.Document.Sample(
            json =>
            {
                var first = RuleDocument.Parse(Encoding.UTF8.GetBytes(json), null, SampleCatalog.All);
                Assert.DoesNotContain(first.Findings, finding => finding.Level == FindingLevel.Error);
                foreach (var rule in first.Rules)
                {
                    var again = Assert.Single(RuleDocument.Parse(Encoding.UTF8.GetBytes(rule.Json), null, SampleCatalog.All).Rules);
                    Assert.Equal(rule.Json, again.Json);
                    Assert.Equal(rule.Version, again.Version);
                    Assert.Equal(rule.Ladder.Select(Tree), again.Ladder.Select(Tree));
                    Assert.Equal((rule.Remind, rule.Tick, rule.Arm), (again.Remind, again.Tick, again.Arm));
                }
            },
            iter: 5_000);

    private static string Tree(Rung rung) => $"{rung.Severity} {Tree(rung.When)} {(rung.Clear is null ? "" : Tree(rung.Clear))} {rung.For} {rung.KeepFiringFor} {rung.WhenText}";

    private static string Tree(Condition condition) => condition switch
    {
        Comparison comparison => $"[{comparison.Indicator.Text} {comparison.Operator} {comparison.Limit:R} {comparison.LimitText} {comparison.LimitIndicator?.Text}]",
        Vote vote => $"(vote {vote.Needed} {string.Join(' ', vote.Conditions.Select(Tree))})",
        And and => $"(and {Tree(and.Left)} {Tree(and.Right)})",
        Or or => $"(or {Tree(or.Left)} {Tree(or.Right)})",
        Not not => $"(not {Tree(not.Operand)})",
        _ => throw new InvalidOperationException(),
    };

    private static bool PlacesAreWithin(string text, IReadOnlyList<Finding> findings)
    {
        var lines = text.TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n', '\r');
        return findings.All(finding =>
            finding.Line >= 1 && finding.Line <= lines.Length
            && finding.Column >= 1 && finding.Column <= lines[finding.Line - 1].EnumerateRunes().Count() + 1
            && !finding.Message.Any(char.IsControl))
            && findings.Zip(findings.Skip(1)).All(pair => (pair.First.Line, pair.First.Column).CompareTo((pair.Second.Line, pair.Second.Column)) <= 0);
    }
}
