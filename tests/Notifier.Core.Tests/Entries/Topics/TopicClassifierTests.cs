using System.Globalization;
using Notifier.Core.Entries.Topics;

namespace Notifier.Core.Tests.Entries.Topics;

public sealed class TopicClassifierTests
{
    [Theory]
    [InlineData("工信部印发汽车数据出境安全指引", "data_security")]
    [InlineData("動力電池回收體系建設", "battery_recycling power_battery")]
    [InlineData("Commission opens an anti-dumping case on lithium‑ion batteries", "power_battery trade_measures")]
    [InlineData("充\n电 桩 补 短 板", "charging_swapping")]
    [InlineData("\\u5145\\u7535\\u6869建设提速", "charging_swapping")]
    [InlineData("&#x5145;&#x7535;&#26729;建设提速", "charging_swapping")]
    [InlineData("充\u200b电\u00ad桩", "charging_swapping")]
    [InlineData("ＯＴＡ升级备案", "data_security")]
    public void A_term_is_found_however_it_is_written(string text, string topics) =>
        Assert.Equal(topics.Split(' ').Order(), TopicClassifier.Default.Classify("", text).Select(hit => hit.Topic).Order());

    [Fact]
    public void Each_term_is_cited_with_its_place_and_its_sentence()
    {
        const string Text = "会议在北京召开。鋰礦 许可从严；另设充 电 桩。";

        var hits = TopicClassifier.Default.Classify("", Text);

        var mine = Assert.Single(Assert.Single(hits, hit => hit.Topic == "resource_security").Terms);
        Assert.Equal("鋰礦", Text.Substring(mine.Start, mine.Length));
        Assert.Equal("鋰礦 许可从严；", mine.Sentence);
        var pile = Assert.Single(Assert.Single(hits, hit => hit.Topic == "charging_swapping").Terms);
        Assert.Equal("充 电 桩", Text.Substring(pile.Start, pile.Length));
        Assert.False(pile.InTitle);
    }

    [Fact]
    public void The_title_counts_half_as_much_again()
    {
        Assert.Equal(1.5, Assert.Single(TopicClassifier.Default.Classify("充电桩", "")).Score);
        Assert.Equal(1.0, Assert.Single(TopicClassifier.Default.Classify("", "充电桩")).Score);
    }

    [Fact]
    public void A_source_that_is_no_policy_source_needs_a_word_of_the_context()
    {
        Assert.NotEmpty(TopicClassifier.Default.Classify("", "两国互加关税", gated: false));
        Assert.Empty(TopicClassifier.Default.Classify("", "两国互加关税", gated: true));
        Assert.NotEmpty(TopicClassifier.Default.Classify("", "两国对锂电池互加关税", gated: true));
    }

    [Fact]
    public void There_are_18_topics_with_names_in_three_languages() =>
        Assert.All(TopicClassifier.Default.Topics, topic => Assert.Equal(["en", "zh-Hans", "zh-Hant"], topic.Names.Keys.Order(StringComparer.Ordinal)));

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("zh-TW")]
    [InlineData("")]
    public void The_culture_of_the_machine_changes_nothing(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            Assert.Single(TopicClassifier.Default.Classify("", "LITHIUM-ION BATTERIES"), hit => hit.Topic == "power_battery");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
