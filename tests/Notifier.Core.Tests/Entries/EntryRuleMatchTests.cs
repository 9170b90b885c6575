using System.Text;
using Notifier.Core.Entries;
using Notifier.Core.Observations;
using Notifier.Core.Rules;

namespace Notifier.Core.Tests.Entries;

/// <summary>Which entries a rule tells of, and what it says that it found.</summary>
public sealed class EntryRuleMatchTests
{
    [Theory]
    [InlineData("""{}""", "")]
    [InlineData("""{"words":["锂电池"]}""", "锂电池")]
    [InlineData("""{"words":["quota|锂电池", "产能"]}""", "锂电池 产能")]
    [InlineData("""{"words":["ＥＶ"]}""", "ＥＶ")]
    [InlineData("""{"words":["cathode"]}""", null)]
    [InlineData("""{"agencies":["miit"]}""", "miit")]
    [InlineData("""{"agencies":["工业和信息化部"]}""", "工业和信息化部")]
    [InlineData("""{"agencies":["MIIT"],"words":["EV"]}""", "MIIT EV")]
    [InlineData("""{"agencies":["ndrc"],"words":["EV"]}""", null)]
    [InlineData("""{"agencies":["miit"],"words":["cathode"]}""", null)]
    public void Each_filled_list_needs_a_hit_and_the_hits_are_named(string match, string? found)
    {
        var rule = Parse($$"""{"id":"notices","on":"entry","match":{{match}},"severity":"minor"}""").Rules.Single();
        var entry = new Entry("miit", "1", "关于锂电池的通知", null, "新能源EV汽车", "暂停新增产能", Period.Parse("2024-07-15"), null, ["工业和信息化部"], []);

        Assert.Equal(found, EntryRuleMatch.Find(rule.Entry!, entry) is { } hits ? string.Join(' ', hits) : null);
    }

    [Theory]
    [InlineData("""{"topics":["power_battery"],"words":["锂"]}""")]
    [InlineData("""{"stages":["draft"]}""")]
    public void A_rule_on_what_is_not_read_yet_is_refused_instead_of_never_telling(string match)
    {
        var document = Parse($$"""{"id":"notices","on":"entry","match":{{match}},"severity":"minor"}""");

        Assert.Equal([FindingCodes.NotReadYet.Word], document.Findings.Select(finding => finding.Code));
        Assert.Empty(document.Rules);
    }

    private static RuleDocument Parse(string text) => RuleDocument.Parse(Encoding.UTF8.GetBytes(text));
}
