using System.Text;
using Notifier.Core.Rules;

namespace Notifier.Core.Tests.Rules;

public sealed class RuleSizeTests
{
    [Theory]
    [InlineData(4096, true)]
    [InlineData(4097, false)]
    public void A_condition_has_at_most_4096_characters(int length, bool accepted)
    {
        const string Comparison = "value > 1";
        var condition = Comparison + " or value > 2".PadLeft(length - Comparison.Length);

        // The blanks are squeezed out of the canonical text, so that only the text as it came is long.
        Assert.Equal(accepted ? [] : ["too-long"], Codes(WithCondition(condition)));
    }

    [Fact]
    public void A_condition_is_judged_as_it_will_be_stored()
    {
        var dense = string.Join(" or ", Enumerable.Repeat("value>1", 370));

        Assert.True(dense.Length <= 4096);
        Assert.Equal(["too-long"], Codes(WithCondition(dense)));
    }

    [Fact]
    public void A_rule_fits_into_a_row_or_is_refused()
    {
        var series = string.Join(",", Enumerable.Range(0, 600).Select(number => $"\"{new string('s', 50)}-{number}\""));

        Assert.Equal(["rule-too-large"], Codes($$"""{"id":"a","series":[{{series}}],"above":1}"""));
    }

    [Fact]
    public void Nesting_64_deep_is_read()
    {
        Assert.Empty(Codes(WithCondition(new string('(', 64) + "value > 5" + new string(')', 64))));
        Assert.Empty(Codes(WithCondition(string.Concat(Enumerable.Repeat("not ", 64)) + "value > 5")));
    }

    [Fact]
    public void A_text_of_nothing_but_faults_is_judged_in_one_walk()
    {
        var fields = string.Join(",", Enumerable.Range(0, 50_000).Select(number => $"\"f{number}\":0"));

        Assert.True(Codes($"{{{fields}}}").Count > 50_000);
    }

    private static string WithCondition(string condition) => $$"""{"id":"a","series":"li","ladder":[{"severity":"minor","when":"{{condition}}"}]}""";

    private static List<string> Codes(string json) =>
        [.. RuleDocument.Parse(Encoding.UTF8.GetBytes(json), null, SampleCatalog.All).Findings.Select(finding => finding.Code)];
}
