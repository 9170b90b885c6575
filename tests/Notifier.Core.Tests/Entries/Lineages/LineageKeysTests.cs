using Notifier.Core.Entries;
using Notifier.Core.Entries.Lineages;
using Notifier.Core.Observations;

namespace Notifier.Core.Tests.Entries.Lineages;

/// <summary>By what entries of one measure are known to be of one measure, and others not.</summary>
public sealed class LineageKeysTests
{
    [Theory]
    [InlineData("关于《汽车产业投资管理规定（征求意见稿）》公开征求意见的公告", "国家发展改革委印发《汽车产业投资管理规定》")]
    [InlineData("国家发展改革委关于印发《汽车产业投资管理规定》的通知", "关于修改《汽车产业投资管理规定》的决定")]
    [InlineData("住房和城乡建设部 工业和信息化部关于深化智慧城市基础设施与智能网联汽车协同发展试点的通知", "两部门关于深化智慧城市基础设施与智能网联汽车协同发展试点的通知")]
    [InlineData("关于做好锂电池产业链协同的通知（发改产业〔2026〕45号）", "发改产业[2026]45号：锂电池产业链协同")]
    [InlineData("Regulation (EU) 2023/1542 of the European Parliament and of the Council of 12 July 2023 concerning batteries and waste batteries, amending Directive 2008/98/EC", "Proposal for a Regulation of the European Parliament and of the Council concerning batteries and waste batteries, repealing Directive 2006/66/EC")]
    [InlineData("Regulation (EU) 2023/1542 of the European Parliament and of the Council concerning batteries", "Commission Delegated Regulation (EU) 2026/77 amending Annex II to Regulation (EU) 2023/1542")]
    [InlineData("Section 30D New Clean Vehicle Credit; RIN 1545-BQ52", "Clean Vehicle Credits under Sections 25E and 30D, final regulations (RIN 1545-BQ52)")]
    [InlineData("Proposed Rule: Corporate Average Fuel Economy Standards for Passenger Cars", "Final rule: Corporate Average Fuel Economy Standards for Passenger Cars")]
    public void Entries_of_one_measure_share_a_key(string one, string other) => Assert.NotEmpty(Keys(one).Intersect(Keys(other)));

    [Theory]
    [InlineData("关于印发《汽车产业投资管理规定》的通知", "关于印发《动力电池回收利用管理办法》的通知")]
    [InlineData("《经济日报》：锂价回落", "《经济日报》：镍价上涨")]
    [InlineData("Regulation (EU) 2023/1542 concerning batteries and waste batteries, repealing Directive 2006/66/EC", "Regulation (EU) 2026/99 on ecodesign, repealing Directive 2006/66/EC")]
    [InlineData("2026年9月汽车工业经济运行情况", "2026年10月汽车工业经济运行情况")]
    public void Entries_of_two_measures_share_none(string one, string other) => Assert.Empty(Keys(one).Intersect(Keys(other)));

    [Fact]
    public void A_page_is_the_same_with_and_without_what_counts_visitors()
    {
        Assert.Equal(
            Links("http://www.miit.gov.cn/art/2026/art_1.html?utm_source=rss"),
            Links("https://miit.gov.cn/art/2026/art_1.html"));
        Assert.NotEqual(Links("https://miit.gov.cn/show?id=1"), Links("https://miit.gov.cn/show?id=2"));
    }

    [Fact]
    public void A_register_number_in_the_id_is_the_number_in_a_title() =>
        Assert.Contains("eu:r:2023:1542", LineageKeys.Of(Entry("Batteries") with { Id = "CELEX:32023R1542" }).Select(key => key.Text));

    private static List<string> Links(string link) =>
        [.. LineageKeys.Of(Entry("x") with { Link = link }).Where(key => key.Kind == LineageKeyKind.Link).Select(key => key.Text)];

    private static List<string> Keys(string title) => [.. LineageKeys.Of(EntryFactsReader.Read(Entry(title), null)).Select(key => key.Text)];

    private static Entry Entry(string title) => new("s", "1", title, null, "", "", Period.Parse("2026-03-10"), null, [], []);
}
