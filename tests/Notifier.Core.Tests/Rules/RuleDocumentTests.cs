using System.Text;
using Notifier.Core.Rules;
using Notifier.Core.Warnings;

namespace Notifier.Core.Tests.Rules;

public sealed class RuleDocumentTests
{
    private const string Surge =
        """
        { "id": "lithium-carbonate-surge", "title": "Lithium carbonate surge", "series": ["lithium-carbonate-cn"],
          "ladder": [
            { "severity": "minor",    "when": "multiple(min, 365d) >= 1.25 and change(90d) >= 15%" },
            { "severity": "moderate", "when": "multiple(min, 365d) >= 1.5 and logreturn(90d) >= 0.25", "for": 3 },
            { "severity": "severe",   "when": "multiple(min, 365d) >= 2", "for": 3 },
            { "severity": "extreme",  "when": "multiple(min, 730d) >= 10" } ],
          "keepFiringFor": 3, "remind": "30d" }
        """;

    [Fact]
    public void The_ladder_of_the_design_is_read_whole()
    {
        var rule = Assert.Single(Read(Surge).Rules);

        Assert.Equal("lithium-carbonate-surge", rule.Id);
        Assert.Equal("Lithium carbonate surge", rule.Title);
        Assert.Equal(["lithium-carbonate-cn"], rule.Series);
        Assert.Equal([Severity.Minor, Severity.Moderate, Severity.Severe, Severity.Extreme], rule.Ladder.Select(rung => rung.Severity));
        Assert.Equal([1, 3, 3, 1], rule.Ladder.Select(rung => rung.For.Count));
        Assert.All(rule.Ladder, rung => Assert.Equal(3, rung.KeepFiringFor.Count));
        Assert.Equal(TimeSpan.FromDays(30), rule.Remind);
        var and = Assert.IsType<And>(rule.Ladder[0].When);
        var change = Assert.IsType<Comparison>(and.Right);
        Assert.Equal(("change(90d)", ComparisonOperator.GreaterOrEqual, 0.15, "15%"), (change.Indicator.Text, change.Operator, change.Limit, change.LimitText));
    }

    [Fact]
    public void The_canonical_text_is_the_full_form_on_one_line() =>
        Assert.Equal(
            """{"id":"lithium-carbonate-surge","title":"Lithium carbonate surge","series":["lithium-carbonate-cn"],"ladder":[{"severity":"minor","when":"multiple(min, 365d) >= 1.25 and change(90d) >= 15%"},{"severity":"moderate","when":"multiple(min, 365d) >= 1.5 and logreturn(90d) >= 0.25","for":3},{"severity":"severe","when":"multiple(min, 365d) >= 2","for":3},{"severity":"extreme","when":"multiple(min, 730d) >= 10"}],"keepFiringFor":3,"remind":"30d"}""",
            Assert.Single(Read(Surge).Rules).Json);

    [Theory]
    [InlineData("""{"id":"x","series":"li","above":500000}""", """{"id":"x","title":"x","series":["li"],"ladder":[{"severity":"severe","when":"value > 500000"}]}""")]
    [InlineData("""{"id":"x","series":["li"],"below":-1.5e3,"severity":"minor"}""", """{"id":"x","title":"x","series":["li"],"ladder":[{"severity":"minor","when":"value < -1.5e3"}]}""")]
    [InlineData("""{"id":"x","series":"li","multiple":2}""", """{"id":"x","title":"x","series":["li"],"ladder":[{"severity":"severe","when":"multiple(min, 365d) >= 2"}]}""")]
    [InlineData("""{"id":"x","series":"li","multiple":2,"window":52}""", """{"id":"x","title":"x","series":["li"],"ladder":[{"severity":"severe","when":"multiple(min, 52) >= 2"}]}""")]
    [InlineData("""{"id":"x","series":"li","multiple":10,"window":"730d","for":"3d","keepFiringFor":2,"clear":"multiple(min, 730d) < 8"}""", """{"id":"x","title":"x","series":["li"],"ladder":[{"severity":"severe","when":"multiple(min, 730d) >= 10","for":"3d","clear":"multiple(min, 730d) < 8"}],"keepFiringFor":2}""")]
    [InlineData("""{"id":"x","series":"li","above":"500000 CNY/t","title":"锂价"}""", """{"id":"x","title":"锂价","series":["li"],"ladder":[{"severity":"severe","when":"value > 500000 CNY/t"}]}""")]
    public void A_threshold_becomes_the_full_rule(string threshold, string full)
    {
        Assert.Equal(full, Assert.Single(Read(threshold).Rules).Json);
        Assert.Equal(full, Assert.Single(Read(full).Rules).Json);
    }

    [Fact]
    public void Notes_are_kept_in_the_canonical_text()
    {
        const string Full = """{"id":"x","title":"x","series":["li"],"ladder":[{"severity":"severe","when":"value > 1"}],"notes":["recall 1.00","recall 1.00 again"]}""";

        var rule = Assert.Single(Read(Full).Rules);

        Assert.Equal(["recall 1.00", "recall 1.00 again"], rule.Notes);
        Assert.Equal(Full, rule.Json);
        Assert.Equal("invalid-text", Assert.Single(RuleDocument.Parse(Encoding.UTF8.GetBytes(Full.Replace("again", new string('x', 1_000), StringComparison.Ordinal))).Findings).Code);
    }

    [Fact]
    public void A_rule_on_entries_is_read()
    {
        const string Full = """{"id":"battery-notices","title":"电池公告","on":"entry","match":{"agencies":["MIIT"],"words":["锂电池","cathode|anode"]},"severity":"minor","tags":["policy"]}""";

        var rule = Assert.Single(Read(Full).Rules);

        Assert.Equal(Full, rule.Json);
        Assert.Equal(["锂电池", "cathode|anode"], rule.Entry!.Words);
        Assert.Equal(Severity.Minor, rule.Entry.Severity);
        Assert.Empty(rule.Series);
        Assert.Empty(rule.Ladder);
    }

    [Fact]
    public void An_entry_is_told_once_so_that_nothing_reminds_of_it()
    {
        var document = Parse("""{"id":"battery-notices","on":"entry","match":{"words":["锂电池"]},"severity":"minor","remind":"1w"}""");

        Assert.Equal(["misplaced-field"], document.Findings.Select(finding => finding.Code));
    }

    [Fact]
    public void A_ladder_in_any_order_is_sorted_by_severity() =>
        Assert.Equal(
            [Severity.Minor, Severity.Extreme],
            Assert.Single(Read("""{"id":"x","series":"li","ladder":[{"severity":"extreme","when":"value > 9"},{"severity":"minor","when":"value > 5"}]}""").Rules).Ladder.Select(rung => rung.Severity));

    [Fact]
    public void Nothing_of_a_document_with_an_error_is_used()
    {
        var document = Parse("""[{"id":"good","series":"li","above":1},{"id":"Bad","series":"li","above":1}]""");

        Assert.True(document.HasErrors);
        Assert.Empty(document.Rules);
        Assert.Equal(["invalid-id"], document.Findings.Select(finding => finding.Code));
    }

    private static RuleDocument Read(string json)
    {
        var document = Parse(json);
        Assert.Empty(document.Findings);
        return document;
    }

    private static RuleDocument Parse(string json) => RuleDocument.Parse(Encoding.UTF8.GetBytes(json), null, SampleCatalog.All);
}
