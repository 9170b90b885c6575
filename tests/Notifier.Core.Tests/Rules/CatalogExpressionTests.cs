using System.Text;
using Notifier.Core.Indicators;
using Notifier.Core.Rules;

namespace Notifier.Core.Tests.Rules;

/// <summary>The language and the real catalogue fit together: what an indicator calls itself is what a rule may say.</summary>
public sealed class CatalogExpressionTests
{
    public static TheoryData<string> Names() => [.. IndicatorCatalog.All.Select(syntax => syntax.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_example_of_an_indicator_is_a_condition_without_findings(string name)
    {
        var example = IndicatorCatalog.Find(name)!.Example;

        var document = Parse(example);

        Assert.Empty(document.Findings);
        Assert.Contains(name, Assert.Single(document.Rules).Ladder[0].WhenText, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_text_of_an_indicator_is_read_as_the_same_indicator(string name)
    {
        var when = Parse(IndicatorCatalog.Find(name)!.Example).Rules[0].Ladder[0].When;
        var text = when is Comparison comparison ? comparison.Sides().First(side => side.Text.StartsWith(name, StringComparison.Ordinal)).Text : ConditionText.Format(when);

        var expression = IndicatorExpression.Parse(text);

        Assert.Empty(expression.Findings);
        Assert.Equal(text, expression.Indicator!.Text);
    }

    [Theory]
    [InlineData("change( 90d )", "change(90d)")]
    [InlineData("multiple(min,52)", "multiple(min, 52)")]
    [InlineData("count(\"it's\", 2w)", "count(\"it's\", 14d)")]
    [InlineData("count('both '' and \"', 24h)", "count('both '' and \"', 1d)")]
    [InlineData("age()", "age")]
    public void An_expression_is_written_in_one_way(string text, string canonical)
    {
        Assert.Equal(canonical, IndicatorExpression.Parse(text).Indicator?.Text);
        Assert.Equal(canonical, IndicatorExpression.Parse(canonical).Indicator?.Text);
    }

    [Theory]
    [InlineData("", "1:1 unexpected-text")]
    [InlineData("5", "1:1 unexpected-text")]
    [InlineData("change(90d) > 1", "1:13 unexpected-text")]
    [InlineData("chnage(90d)", "1:1 unknown-indicator")]
    [InlineData("change(90d", "1:7 unexpected-text")]
    public void What_is_no_expression_has_a_place(string text, string expected)
    {
        var expression = IndicatorExpression.Parse(text);

        Assert.Null(expression.Indicator);
        Assert.Equal([expected], expression.Findings.Select(finding => $"{finding.Line}:{finding.Column} {finding.Code}"));
    }

    private static RuleDocument Parse(string condition) =>
        RuleDocument.Parse(Encoding.UTF8.GetBytes($$"""{"id":"a","series":"li","ladder":[{"severity":"minor","when":"{{condition}}"}]}"""));
}
