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
    [InlineData("""{"topics":["capacity_investment_control"]}""", "capacity_investment_control")]
    [InlineData("""{"topics":["data_security"]}""", null)]
    [InlineData("""{"stages":["comment","draft"]}""", "")]
    [InlineData("""{"stages":["final"]}""", null)]
    [InlineData("""{"agencies":["NDRC"]}""", "NDRC")]
    [InlineData("""{"agencies":["国家发改委"]}""", "国家发改委")]
    [InlineData("""{"agencies":["MIIT"]}""", null)]
    public void Topics_stages_and_agencies_are_what_was_read_from_the_texts(string match, string? found)
    {
        var rule = Parse($$"""{"id":"notices","on":"entry","match":{{match}},"severity":"minor"}""").Rules.Single();
        var entry = EntryFactsReader.Read(new("news", "1", "国家发展改革委就汽车投资管理规定公开征求意见", null, "严控新增产能。", "", Period.Parse("2024-07-15"), null, [], []), null);

        Assert.Equal(found, EntryRuleMatch.Find(rule.Entry!, entry) is { } hits ? string.Join(' ', hits) : null);
    }

    [Fact]
    public void A_topic_that_is_not_in_the_taxonomy_is_refused_with_the_nearest_one()
    {
        var document = Parse("""{"id":"notices","on":"entry","match":{"topics":["power_batery"]},"severity":"minor"}""");

        Assert.Equal(["'power_batery' is no word for 'topics': did you mean 'power_battery'?"], document.Findings.Select(finding => finding.Message));
    }

    [Theory]
    [InlineData("""["90d", "1w"]""", "90d 7d")]
    [InlineData("""[]""", "")]
    [InlineData("\"14d\"", "14d")]
    [InlineData("""["12h"]""", null)]
    [InlineData("""["2000d"]""", null)]
    [InlineData("7", null)]
    public void Before_lists_whole_days_and_is_kept_in_the_canonical_text(string before, string? kept)
    {
        var document = Parse($$"""{"id":"notices","on":"entry","match":{},"severity":"minor","before":{{before}}}""");

        if (kept is null)
        {
            Assert.True(document.HasErrors);
            return;
        }

        var rule = document.Rules.Single();
        Assert.Equal(kept, string.Join(' ', rule.Entry!.Before.Select(DurationText.Format)));
        Assert.Equal(rule.Json, Parse(rule.Json).Rules.Single().Json);
    }

    private static RuleDocument Parse(string text) => RuleDocument.Parse(Encoding.UTF8.GetBytes(text));
}
