using Notifier.Core.Entries.Lineages;

namespace Notifier.Core.Tests.Entries.Lineages;

/// <summary>One notice that acts on several measures.</summary>
public sealed class LineageTargetsTests
{
    private const string A = "《新能源汽车生产企业准入管理规则》";
    private const string B = "《锂离子电池行业规范条件公告管理办法》";
    private const string C = "《汽车动力蓄电池行业规范条件》";

    [Theory]
    [InlineData($"工业和信息化部关于废止{A}和{B}的通知", "")]
    [InlineData($"工业和信息化部关于废止{A}{B}的公告", "")]
    [InlineData($"工业和信息化部关于废止{A}（工信部公告2015年第3号）、{B}（工信部电子〔2016〕8号）的决定", "")]
    [InlineData($"工业和信息化部关于废止{A}等2件规章的决定", $"根据《中华人民共和国行政许可法实施办法》，现决定：\n一、{A}（工信部令第3号）\n二、{B}（工信部令第8号）\n自公布之日起废止。")]
    [InlineData("工业和信息化部关于废止部分规范性文件的公告", $"经清理，现将下列文件予以废止。\n1.{A}\n2.{B}")]
    [InlineData("工业和信息化部关于宣布失效一批规范性文件的公告，废止若干文件", $"{A}、{B}自即日起失效。")]
    public void Each_measure_that_is_repealed_is_resolved_once(string title, string text)
    {
        var book = Known(A, B, C)
            .Take("miit", "x", title, "2026-09-01", text, "MIIT")
            .Take("press", "p", title, "2026-09-02", text, null);

        Assert.Equal([A, B], book.Measures.Values.Where(lineage => lineage.Stage == Stage.Repealed).Select(lineage => lineage.Parts[0].Title[7..^3]).Order());
        Assert.Equal(["Opened 0", "Opened 1", "Opened 2", "Resolved x", "Resolved x"], book.Lines);
    }

    [Fact]
    public void Of_those_that_are_amended_each_is_corrected_and_none_is_repealed()
    {
        var book = Known(A, B).Take("miit", "x", $"工业和信息化部关于修改{A}和{B}的决定", "2026-09-01", "", "MIIT");

        Assert.Equal(["Opened 0", "Opened 1", "Corrected x", "Corrected x"], book.Lines);
    }

    [Fact]
    public void A_decision_that_amends_some_and_repeals_others_does_so()
    {
        var book = Known(A, B).Take("miit", "x", "工业和信息化部关于修改和废止部分规章的决定", "2026-09-01", $"一、对{A}作出修改。二、废止{B}。", "MIIT");

        Assert.Equal(["Corrected x", "Opened 0", "Opened 1", "Resolved x"], book.Lines.Order());
        Assert.Equal([Stage.Amended, Stage.Repealed], book.Measures.Values.Select(lineage => lineage.Stage!.Value));
    }

    [Theory]
    [InlineData("关于废止《关于开展新能源汽车动力电池回收利用试点工作的通知》的通知", "1")]
    [InlineData("关于废止《关于印发〈锂离子电池行业规范条件〉的通知》的通知", "2")]
    [InlineData("关于废止《关于开展新能源汽车动力电池回收利用试点工作的通知》和《关于印发〈锂离子电池行业规范条件〉的通知》的通知", "1 2")]
    public void A_notice_is_named_by_its_title_and_what_it_issued_by_its_name(string title, string ended)
    {
        var book = new MeasureBook()
            .Take("miit", "1", "工业和信息化部关于开展新能源汽车动力电池回收利用试点工作的通知", "2020-01-01", "", "MIIT")
            .Take("miit", "2", "工业和信息化部关于印发《锂离子电池行业规范条件》的通知", "2020-01-02", "", "MIIT")
            .Take("miit", "x", title, "2026-09-01", "", "MIIT");

        Assert.Equal(ended, string.Join(' ', book.Measures.Values.Where(lineage => lineage.Stage == Stage.Repealed).Select(lineage => lineage.Parts[0].Id).Order()));
        Assert.Equal(2, book.Measures.Count);
    }

    [Fact]
    public void Two_acts_of_the_EU_are_two()
    {
        var book = new MeasureBook()
            .Take("oj", "1", "Commission Regulation (EU) 2019/1020 on battery marking", "2019-06-25", "", "Official Journal of the EU")
            .Take("oj", "2", "Commission Regulation (EU) 2020/740 on tyre labels", "2020-05-25", "", "Official Journal of the EU")
            .Take("oj", "3", "Commission Regulation (EU) 2026/78 repealing Regulations (EU) 2019/1020 and (EU) 2020/740", "2026-02-01", "", "Official Journal of the EU");

        Assert.Equal(["Opened 1", "Opened 2", "Resolved 3", "Resolved 3"], book.Lines);
    }

    [Theory]
    [InlineData($"关于废止{A}的通知", "")]
    [InlineData($"关于印发{A}的通知", $"{B}同时废止。")]
    [InlineData($"关于《{"汽车产业投资管理规定"}》公开征求意见的公告", "")]
    public void What_acts_on_one_measure_has_no_further_targets(string title, string text) =>
        Assert.Empty(LineageTargets.Of(MeasureBook.Entry("miit", "x", title, "2026-09-01", text, "MIIT")));

    private static MeasureBook Known(params string[] names) => names.Index().Aggregate(
        new MeasureBook(), (book, name) => book.Take("miit", $"{name.Index}", $"工信部关于印发{name.Item}的通知", "2026-01-01", "", "MIIT"));
}
