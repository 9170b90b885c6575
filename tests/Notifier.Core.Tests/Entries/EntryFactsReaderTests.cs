using System.Globalization;
using Notifier.Core.Entries;
using Notifier.Core.Entries.Dates;
using Notifier.Core.Entries.Lineages;
using Notifier.Core.Observations;

namespace Notifier.Core.Tests.Entries;

/// <summary>What an entry says of itself, read from its texts.</summary>
public sealed class EntryFactsReaderTests
{
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    [Fact]
    public void Topics_numbers_agencies_stage_and_dates_are_read_with_their_sentences()
    {
        var entry = Entry("国家发展改革委 工业和信息化部关于印发《汽车产业投资管理规定》的通知", "严格控制新增产能，产能利用率不低于80%。本规定自2026年5月1日起施行。", "2026-03-10");

        var facts = EntryFactsReader.Read(entry, "国家发改委", Shanghai).Facts;

        Assert.Contains(facts.Topics, topic => topic is { Id: "capacity_investment_control", Sentence: "严格控制新增产能，产能利用率不低于80%。" });
        Assert.Contains(facts.Quantities, quantity => quantity.Value == 80);
        Assert.Equal(["NDRC", "MIIT"], facts.Agencies);
        Assert.Equal(Stage.Final, facts.Stage);
        Assert.Equal([new(PolicyDateKind.Effective, new(2026, 5, 1), "本规定自2026年5月1日起施行。")], facts.Dates);
    }

    [Theory]
    [InlineData("2026-03-09T17:00:00Z", "2026-03-10")] // one o'clock in Shanghai
    [InlineData("2026-03-09T15:00:00Z", "2026-03-09")]
    [InlineData("2026-03-10", "2026-03-10")] // a day without a time
    public void The_day_of_publication_is_that_of_the_source(string published, string day) =>
        Assert.Equal(day, EntryFactsReader.Read(Entry("办法", "本办法自公布之日起施行。", published), "NDRC", Shanghai).Facts.Dates.Single().Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    [Fact]
    public void The_end_of_the_measure_before_is_not_the_end_of_this_one() =>
        Assert.DoesNotContain(EntryFactsReader.Read(Entry("新办法", "本办法自2026年5月1日起施行。原办法自2026年5月1日起废止。", "2026-03-10"), "NDRC").Facts.Dates, date => date.Kind == PolicyDateKind.Expiry);

    [Fact]
    public void A_newspaper_must_name_the_industry_before_a_topic_counts()
    {
        var entry = Entry("市政府严控新增产能", "水泥行业", "2026-03-10");

        Assert.Empty(EntryFactsReader.Read(entry, agency: null).Facts.Topics);
        Assert.NotEmpty(EntryFactsReader.Read(entry, "NDRC").Facts.Topics);
    }

    [Fact]
    public void The_facts_survive_their_store()
    {
        var facts = EntryFactsReader.Read(Entry("关于《锂电池规范》征求意见", "碳酸锂去年涨了10倍。请于2026年4月1日前反馈意见。", "2026-03-10"), "MIIT").Facts;

        Assert.Equal(EntryFactsJson.Write(facts), EntryFactsJson.Write(EntryFactsJson.Read(EntryFactsJson.Write(facts))));
        Assert.Contains("碳酸锂", EntryFactsJson.Write(facts), StringComparison.Ordinal);
    }

    private static Entry Entry(string title, string content, string published) => new("s", "1", title, null, "", content, Period.Parse(published), null, [], []);
}
