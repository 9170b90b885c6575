using Notifier.Core.Entries;
using Notifier.Core.Entries.Lineages;

namespace Notifier.Core.Tests.Entries.Lineages;

/// <summary>The number of a document is one key, in whatever order its parts are written, and of its body only.</summary>
public sealed class DocumentNumberTests
{
    [Theory]
    [InlineData("商务部公告2026年第46号")]
    [InlineData("商务部2026年第46号公告")]
    [InlineData("商务部公告〔2026〕46号")]
    [InlineData("商务部公告［2026］第46号")]
    [InlineData("商务部公告 2026 年第 46 号")]
    [InlineData("商务部公告（2026年第046号）")]
    [InlineData("中华人民共和国商务部公告2026年第46号 关于对锂电池相关物项实施出口管制的决定")]
    [InlineData("商务部 海关总署公告2026年第46号 公布对锂电池相关物项实施出口管制的决定")]
    [InlineData("商务部〔2026〕46号公告")]
    [InlineData("商务部发布2026年第46号公告")]
    [InlineData("2026年第46号公告", "商务部")]
    [InlineData("关于对锂电池相关物项实施出口管制的公告（〔2026〕46号）", "商务部")]
    public void The_order_of_its_parts_is_no_difference(string title, string? agency = null) =>
        Assert.Contains("no:MOFCOM:公告:2026:46", Keys(title, agency));

    [Theory]
    [InlineData("工业和信息化部公告2026年第46号")]
    [InlineData("海关总署 商务部公告2026年第46号")]
    [InlineData("江苏省商务厅公告2026年第46号")]
    [InlineData("商务部公告2026年第47号")]
    [InlineData("商务部公告2025年第46号")]
    [InlineData("商务部令2026年第46号")]
    [InlineData("三部门公告2026年第46号", "商务部")]
    public void Another_body_number_year_or_kind_is_another(string title, string? agency = null) =>
        Assert.DoesNotContain("no:MOFCOM:公告:2026:46", Keys(title, agency));

    [Theory]
    [InlineData("关于做好锂电池产业链协同的通知（发改产业〔2026〕45号）")]
    [InlineData("发改产业[2026]45号：锂电池产业链协同")]
    [InlineData("发改产业〔2026〕第045号 关于做好锂电池产业链协同的通知")]
    public void A_letter_is_known_by_the_code_of_its_sender(string title) => Assert.Contains("no:发改产业:2026:45", Keys(title));

    [Theory]
    [InlineData("工业和信息化部令第50号")]
    [InlineData("中华人民共和国工业和信息化部令（第50号）")]
    [InlineData("工信部第五十号令")]
    public void Orders_are_numbered_through_the_years(string title) => Assert.Contains("no:MIIT:令::50", Keys(title));

    [Fact]
    public void A_measure_that_refers_to_another_has_not_its_number()
    {
        Assert.DoesNotContain("no:财税:2020:45", Keys("关于财税〔2020〕45号文件有关执行口径的通知"));
        Assert.Contains("no:财税:2020:45", Keys("关于废止财税〔2020〕45号文件的通知"));
    }

    [Fact]
    public void The_number_at_the_head_of_the_text_is_its_own() =>
        Assert.Contains("no:工信部联节:2026:5", LineageKeys.Own(MeasureBook.Entry("miit", "1", "关于动力电池综合利用的通知", "2026-03-10", "工信部联节〔2026〕5号\n各省、自治区：\n根据财税〔2020〕45号，通知如下。", "MIIT")));

    private static IEnumerable<string> Keys(string title, string? agency = null) =>
        LineageKeys.Of(MeasureBook.Entry("s", "1", title, "2026-03-10", "", agency)).Select(key => key.Text);
}
