namespace Notifier.Core.Tests.Entries.Lineages;

/// <summary>A link is of one page, which may be a list of many measures.</summary>
public sealed class SharedPageTests
{
    private const string Page = "https://www.miit.gov.cn/zwgk/zcwj/wjfb/tg/index.html";

    [Theory]
    [InlineData("关于印发锂电池行业规范的通知", "关于印发锂电池行业规范的通知和实施细则的公告")]
    [InlineData("工业和信息化部公告", "工业和信息化部公告2026年第5号")]
    [InlineData("关于组织开展2026年新能源汽车动力电池回收利用试点工作的通知", "关于组织开展2026年新能源汽车动力电池回收利用试点工作的通知（第二批）")]
    [InlineData("关于组织开展2026年新能源汽车动力电池回收利用试点工作的通知", "关于组织开展2026年新能源汽车动力电池回收利用试点工作的补充通知")]
    [InlineData("商务部公告2026年第5号 关于对锂电池相关物项实施出口管制的决定", "商务部公告2026年第6号 关于对锂电池相关物项实施出口管制的决定")]
    [InlineData("Notice of proposed rule", "Notice of proposed rule on battery labels")]
    public void Two_titles_that_begin_alike_are_two_measures(string one, string other) => Assert.False(AreOne(one, other));

    [Theory]
    [InlineData("欧盟电池法规实施细则公布，企业迎来新挑战", "欧盟电池法规实施细则公布，企业迎来新挑战")]
    [InlineData("工业和信息化部等八部门部署新能源汽车动力电池回收利用体系建设", "工业和信息化部等八部门部署新能源汽车动力电池回收利用…")]
    [InlineData("New battery passport rules take shape as member states agree on data", "New battery passport rules take shape as member states...")]
    public void The_same_title_whole_or_cut_is_one(string one, string other) => Assert.True(AreOne(one, other));

    private static bool AreOne(string one, string other) => MeasureBook.AreOne(
        MeasureBook.Entry("a", "1", one, "2026-03-10", "", "MIIT", Page), MeasureBook.Entry("b", "2", other, "2026-03-11", "", null, Page));
}
