using Notifier.Core.Entries.Lineages;

namespace Notifier.Core.Tests.Entries.Lineages;

/// <summary>A clause that forbids, obliges or allows something else is another clause, though no number changed.</summary>
public sealed class ModalityTests
{
    private const string Title = "关于印发《汽车产业投资管理规定》的通知";

    [Theory]
    [InlineData("第三条 企业不得新增产能。", "第三条 企业可以新增产能。")]
    [InlineData("第三条 企业应当报送数据。", "第三条 企业可以报送数据。")]
    [InlineData("第三条 禁止跨境传输。", "第三条 允许跨境传输。")]
    [InlineData("第三条 企业必须备案。", "第三条 企业原则上备案。")]
    [InlineData("第三条 企业须备案。", "第三条 企业无需备案。")]
    [InlineData("第三条 企业应按规定回收。", "第三条 企业可按规定回收。")]
    [InlineData("Manufacturers must report cobalt content.", "Manufacturers may report cobalt content.")]
    [InlineData("Operators shall not export black mass.", "Operators may export black mass.")]
    [InlineData("The use of mercury is prohibited in cells.", "The use of mercury is permitted in cells.")]
    [InlineData("Operators shall keep records.", "Operators should keep records.")]
    [InlineData("Producers are required to register.", "Producers are not required to register.")]
    public void It_is_told_with_the_clause(string before, string after)
    {
        var book = new MeasureBook()
            .Take("ndrc", "1", Title, "2026-06-01", $"第一条 总则。{before} 第九条 附则说明。")
            .Take("ndrc", "1", Title, "2026-06-01", $"第一条 总 则如下。{after} 第九条 附则说明。");

        Assert.Equal(["Opened 1", "Corrected 1"], book.Lines);
        Assert.Contains($"“{before}” is now “{after}”", book.Told[1].Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("第三条 供应商提供材料。", "第三条 供应链提供材料。")]
    [InlineData("第三条 企业应当报送数据。", "第三条 企业应当按时报送数据。")]
    [InlineData("第三条 推进可再生能源应用。", "第三条 推动可再生能源的应用。")]
    [InlineData("第三条 企业应当备案。", "第三条 企业必须备案。")]
    [InlineData("The report came out in May.", "The report came out this spring.")]
    [InlineData("Operators shall keep records.", "Operators must keep records.")]
    [InlineData("", "未经授权不得转载。")]
    public void Other_words_are_silent(string before, string after)
    {
        var book = new MeasureBook()
            .Take("ndrc", "1", Title, "2026-06-01", $"第一条 总则。{before} 第九条 附则。")
            .Take("ndrc", "1", Title, "2026-06-01", $"第一条 总则。{after} 第九条 附则。");

        Assert.Equal(["Opened 1"], book.Lines);
    }

    [Fact]
    public void A_duty_that_is_added_or_taken_out_is_told_and_one_that_moved_is_not()
    {
        const string Duty = "第三条 企业应当报送数据。";
        Assert.Equal(["Opened 1", "Corrected 1"], After("总则。附则。", $"总则。{Duty}附则。"));
        Assert.Equal(["Opened 1", "Corrected 1"], After($"总则。{Duty}附则。", "总则。附则。"));
        Assert.Equal(["Opened 1"], After($"总则。{Duty}附则。", $"总则。附则。{Duty}"));
    }

    [Fact]
    public void In_a_long_clause_the_quote_begins_shortly_before_the_difference()
    {
        var head = string.Concat(Enumerable.Repeat("动力电池生产企业和综合利用企业", 20));
        var book = new MeasureBook()
            .Take("ndrc", "1", Title, "2026-06-01", $"{head}不得转移。")
            .Take("ndrc", "1", Title, "2026-06-01", $"{head}可以转移。");

        Assert.Contains("不得转移。” is now “…", book.Told[1].Reason, StringComparison.Ordinal);
        Assert.Contains("可以转移。”", book.Told[1].Reason, StringComparison.Ordinal);
    }

    private static IEnumerable<string> After(string before, string after) => new MeasureBook()
        .Take("ndrc", "1", Title, "2026-06-01", before)
        .Take("ndrc", "1", Title, "2026-06-01", after).Lines;
}
