using Notifier.Core.Entries.Lineages;

namespace Notifier.Core.Tests.Entries.Lineages;

/// <summary>A measure whose page is titled by its bare name is the one that others name in 《》.</summary>
public sealed class BareTitleTests
{
    private const string Name = "锂电池装卸安全管理办法";

    [Theory]
    [InlineData(Name)]
    [InlineData("锂电池装卸安全管理办法（试行）")]
    [InlineData("国家发展改革委令第71号 锂电池装卸安全管理办法")]
    [InlineData("中华人民共和国国家发展和改革委员会令第71号：锂电池装卸安全管理办法")]
    [InlineData("锂电池装卸安全管理办法（国家发展改革委令第71号）")]
    [InlineData("国家发展改革委发布锂电池装卸安全管理办法")]
    [InlineData("关于印发锂电池装卸安全管理办法的通知")]
    [InlineData("国家发展改革委令（第71号） 锂电池装卸安全管理办法")]
    [InlineData("国家发展改革委 财政部关于印发锂电池装卸安全管理办法的通知")]
    [InlineData("关于印发《锂电池装卸安全管理办法》的通知")]
    [InlineData("《锂电池装卸安全管理办法》")]
    public void It_is_amended_and_repealed_by_what_names_it(string title)
    {
        foreach (var end in new[] { "废止《锂电池装卸安全管理办法》", "关于废止《锂电池装卸安全管理办法》的通知", "关于废止锂电池装卸安全管理办法的公告", "国家发展改革委令第88号 关于废止《锂电池装卸安全管理办法》的决定" })
        {
            var book = new MeasureBook()
                .Take("ndrc", "1", title, "2026-01-10")
                .Take("ndrc", "2", "关于修改《锂电池装卸安全管理办法》的决定", "2026-06-10")
                .Take("ndrc", "3", end, "2027-01-10");

            Assert.Equal(["Opened 1", "Corrected 2", "Resolved 3"], book.Lines);
        }
    }

    [Theory]
    [InlineData("锂电池装卸安全条例")]
    [InlineData("锂电池装卸安全实施细则")]
    [InlineData("锂电池装卸行业规范条件（2026年本）")]
    [InlineData("锂电池装卸安全国家标准")]
    [InlineData("锂电池装卸物项管制目录")]
    [InlineData("锂电池装卸安全专项方案")]
    [InlineData("锂电池产业发展指导意见")]
    [InlineData("锂电池装卸操作指南")]
    [InlineData("锂电池装卸安全技术通则")]
    [InlineData("锂电池交易所章程")]
    [InlineData("关于推进锂电池高质量发展的指导意见")]
    [InlineData("关于对锂电池相关物项实施管制的决定")]
    public void Whatever_kind_of_measure_it_is(string name)
    {
        var book = new MeasureBook().Take("ndrc", "1", name, "2026-01-10").Take("ndrc", "2", $"关于废止《{name}》的通知", "2027-01-10");

        Assert.Equal(["Opened 1", "Resolved 2"], book.Lines);
    }

    [Fact]
    public void Two_bare_titles_are_repealed_by_one_decision()
    {
        var book = new MeasureBook()
            .Take("ndrc", "1", Name, "2026-01-10")
            .Take("ndrc", "2", "国家发展改革委令第71号 锂电池拆解项目管理办法", "2026-01-11")
            .Take("ndrc", "3", "关于废止《锂电池装卸安全管理办法》和《锂电池拆解项目管理办法》的决定", "2027-01-10");

        Assert.Equal(["Opened 1", "Opened 2", "Resolved 3", "Resolved 3"], book.Lines);
    }

    [Theory]
    [InlineData("Lithium Battery Transport and Storage Regulations 2026", "Lithium Battery Transport and Storage (Repeal) Order", false)]
    [InlineData("Lithium Battery Transport Safety Act", "Order repealing the Lithium Battery Transport Safety Act", true)]
    [InlineData("Lithium Battery Transport and Storage Regulations 2026", "Revocation of the Lithium Battery Transport and Storage Regulations 2026", true)]
    [InlineData("Lithium Battery Transport Safety Directive", "Decision amending the Lithium Battery Transport Safety Directive", true)]
    [InlineData("Treasury issues battery sourcing final rule", "Order repealing the battery sourcing final rule", false)]
    public void So_is_one_in_English(string title, string other, bool areOne) => Assert.Equal(areOne, MeasureBook.AreOne(
        MeasureBook.Entry("gazette", "1", title, "2026-01-10", "", "Ministry of Transport"), MeasureBook.Entry("gazette", "2", other, "2027-01-10", "", "Ministry of Transport")));

    [Fact]
    public void A_consultation_on_a_bare_title_is_adopted()
    {
        var book = new MeasureBook()
            .Take("ndrc", "1", "锂电池装卸安全管理办法（征求意见稿）", "2026-01-10")
            .Take("ndrc", "2", "关于印发《锂电池装卸安全管理办法》的通知", "2026-06-10");

        Assert.Equal(["Opened 1", "Escalated 2"], book.Lines);
    }

    [Theory]
    [InlineData("新能源汽车推广应用推荐车型目录（第九批）", "新能源汽车推广应用推荐车型目录（第十批）")]
    [InlineData("锂电池装卸安全管理办法", "钠电池装卸安全管理办法")]
    [InlineData("锂离子电池行业规范条件（2025年本）", "锂离子电池行业规范条件（2026年本）")]
    [InlineData("江苏省锂电池装卸安全管理办法", "浙江省锂电池装卸安全管理办法")]
    public void Two_names_are_two_measures(string one, string other) => Assert.False(MeasureBook.AreOne(
        MeasureBook.Entry("ndrc", "1", one, "2026-01-10", "全文"), MeasureBook.Entry("gazette", "2", other, "2026-01-20", "全文")));

    [Theory]
    [InlineData("锂电池产业链供应商清单")]
    [InlineData("关于公开征求锂电池行业标准意见的通知")]
    [InlineData("国家发展改革委公布锂电池行业投资计划")]
    public void What_comes_out_under_one_title_every_year_is_a_measure_each_time(string title)
    {
        var book = new MeasureBook().Take("ndrc", "1", title, "2026-01-10", "一").Take("ndrc", "2", title, "2027-01-10", "二");

        Assert.Equal(["Opened 1", "Opened 2"], book.Lines);
    }

    [Theory]
    [InlineData("解读：锂电池装卸安全管理办法")]
    [InlineData("锂电池装卸安全管理办法解读")]
    [InlineData("一图读懂：锂电池装卸安全管理办法")]
    [InlineData("《锂电池装卸安全管理办法》政策解读")]
    [InlineData("【解读】锂电池装卸安全管理办法")]
    public void An_interpretation_tells_nothing(string title)
    {
        var book = new MeasureBook().Take("ndrc", "1", Name, "2026-01-10").Take("press", "p", title, "2026-01-12", "", null);

        Assert.Equal(["Opened 1"], book.Lines);
        Assert.Single(book.Measures);
    }

    [Fact]
    public void Neither_does_a_gazette_that_prints_it_twice()
    {
        var book = new MeasureBook()
            .Take("ndrc", "1", Name, "2026-01-10", "第一条 为了安全。")
            .Take("gazette", "2", $"关于印发《{Name}》的通知", "2026-01-12", "现印发给你们。")
            .Take("gazette", "3", Name, "2026-01-13", "第一条 为了安全。");

        Assert.Equal(["Opened 1"], book.Lines);
    }

    [Theory]
    [InlineData("关于印发《锂电池双语管理办法》的通知", "關於印發《鋰電池雙語管理辦法》的通知")]
    [InlineData("关于公开征求《锂电池双语管理办法（征求意见稿）》意见的公告", "關於公開徵求《鋰電池雙語管理辦法（徵求意見稿）》意見的公告")]
    [InlineData("锂电池双语管理办法", "鋰電池雙語管理辦法")]
    [InlineData("商务部公告2026年第46号 关于对锂电池相关物项实施出口管制的公告", "商務部公告2026年第46號 關於對鋰電池相關物項實施出口管制的公告")]
    [InlineData("工信部关于开展锂电池双语标识试点工作的通知", "工信部關於開展鋰電池雙語標識試點工作的通知")]
    public void Traditional_characters_are_the_same_measure(string one, string other)
    {
        var (gazette, press) = (MeasureBook.Entry("gazette", "1", one, "2026-01-10", "", null), MeasureBook.Entry("press", "2", other, "2026-01-12", "", null));

        Assert.True(MeasureBook.AreOne(gazette, press));
        Assert.True(MeasureBook.AreOne(press with { Published = gazette.Published }, gazette));
    }

    [Theory]
    [InlineData("关于公开征求《电动汽车用动力蓄电池安全要求》国家标准第1号修改单意见的通知")]
    [InlineData("关于公开征求《电动汽车用动力蓄电池安全要求》修改单（征求意见稿）意见的通知")]
    [InlineData("《电动汽车用动力蓄电池安全要求》第1号修改单公开征求意见")]
    public void An_amendment_sheet_of_a_standard_is_a_measure_of_its_own(string title)
    {
        var book = new MeasureBook()
            .Take("sac", "1", "关于公开征求《电动汽车用动力蓄电池安全要求》国家标准意见的通知", "2026-01-10", "请反馈意见。")
            .Take("sac", "2", title, "2026-05-10", "请反馈意见。")
            .Take("press", "p", title, "2026-05-11", "请反馈意见。", null);

        Assert.Equal(["Opened 1", "Opened 2"], book.Lines);
    }

    [Fact]
    public void Two_sheets_of_one_standard_are_two() => Assert.False(MeasureBook.AreOne(
        MeasureBook.Entry("sac", "1", "关于征求《电动汽车用动力蓄电池安全要求》第1号修改单意见的通知", "2026-01-10"),
        MeasureBook.Entry("sac", "2", "关于征求《电动汽车用动力蓄电池安全要求》第2号修改单意见的通知", "2026-03-10")));
}
