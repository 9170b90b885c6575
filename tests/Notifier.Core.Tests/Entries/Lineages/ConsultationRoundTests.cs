using Notifier.Core.Entries.Dates;
using Notifier.Core.Entries.Lineages;

namespace Notifier.Core.Tests.Entries.Lineages;

/// <summary>A consultation that is extended, reopened or held again is one measure, and its new date is told with the one before.</summary>
public sealed class ConsultationRoundTests
{
    private const string Notice = "关于公开征求《新能源汽车动力电池综合利用管理办法（征求意见稿）》意见的公告";
    private const string Rule = "Vehicle Battery Labeling Requirements for Importers and Producers";

    [Theory]
    [InlineData("关于延长《新能源汽车动力电池综合利用管理办法（征求意见稿）》征求意见期限的公告", "征求意见截止时间由2026年4月15日延长至2026年5月15日。")]
    [InlineData("关于《新能源汽车动力电池综合利用管理办法（征求意见稿）》意见征集延期的通知", "意见反馈截止日期顺延至2026年5月15日。")]
    [InlineData("关于再次公开征求《新能源汽车动力电池综合利用管理办法（征求意见稿）》意见的公告", "请于2026年5月15日前反馈意见。")]
    [InlineData("关于《新能源汽车动力电池综合利用管理办法（第二次征求意见稿）》公开征求意见的公告", "请于2026年5月15日前反馈意见。")]
    [InlineData("关于第二次征求《新能源汽车动力电池综合利用管理办法（征求意见稿）》意见的通知", "请于2026年5月15日前将意见反馈我司。")]
    [InlineData(Notice, "请于2026年5月15日前反馈意见。")]
    public void A_longer_or_further_consultation_corrects_the_date(string title, string text)
    {
        var book = new MeasureBook()
            .Take("miit", "1", Notice, "2026-03-10", "请于2026年4月15日前反馈意见。", "MIIT")
            .Take("miit", "2", title, "2026-04-02", text, "MIIT");

        Assert.Equal(["Opened 1", "Corrected 2"], book.Lines);
        Assert.Contains("comments until 2026-05-15 (was 2026-04-15)", book.Told[1].Reason, StringComparison.Ordinal);
        Assert.Contains("意见反馈截止2026-05-15（原为2026-04-15）", book.Told[1].ReasonZh, StringComparison.Ordinal);
        Assert.Equal(new DateOnly(2026, 5, 15), book.Measures.Values.Single().DateOf(PolicyDateKind.Deadline));
        // Nobody is reminded of the old date, and of the new one again a month and a week ahead.
        book.On("2026-04-08").On("2026-04-16").On("2026-05-08").On("2026-05-16");
        Assert.Equal(["Opened 1", "Corrected 2", "Reminder 2", "Reminder 2", "Resolved 2"], book.Lines);
    }

    [Theory]
    [InlineData($"{Rule}; Extension of Comment Period", "The comment period for the proposed rule published March 10, 2026, at 91 FR 1234, is extended from April 15, 2026 to May 15, 2026.")]
    [InlineData($"{Rule}; Extension of Comment Period", "The due date for comments is extended. Comments must be received on or before May 15, 2026.")]
    [InlineData($"{Rule}; Reopening of Comment Period", "The comment period is reopened until May 15, 2026.")]
    [InlineData($"{Rule}; Supplemental Notice of Proposed Rulemaking", "Comments must be submitted by May 15, 2026.")]
    [InlineData($"Extension of Comment Period for {Rule}", "Comments are due by May 15, 2026.")]
    [InlineData($"Further proposal on batteries", "RIN 2127-AM10. Comments are due by May 15, 2026.")]
    public void So_does_one_of_the_Federal_Register(string title, string text)
    {
        var book = new MeasureBook()
            .Take("register", "2026-01", Rule, "2026-03-10", "RIN 2127-AM10. Comments must be received by April 15, 2026.", "NHTSA", null, "Proposed Rule")
            .Take("register", "2026-02", title, "2026-04-10", text, "NHTSA", null, "Proposed Rule");

        Assert.Equal(["Opened 2026-01", "Corrected 2026-02"], book.Lines);
        Assert.Contains("comments until 2026-05-15 (was 2026-04-15)", book.Told[1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void What_had_ended_goes_on_in_its_episode_and_is_reminded_of_again()
    {
        var book = new MeasureBook()
            .Take("register", "1", Rule, "2026-03-10", "Comments must be received by April 15, 2026.", "NHTSA", null, "Proposed Rule")
            .On("2026-04-08").On("2026-04-16")
            .Take("register", "2", $"{Rule}; Reopening of Comment Period", "2026-06-01", "Comments must be received by July 20, 2026.", "NHTSA", null, "Proposed Rule")
            .On("2026-06-20").On("2026-07-13").On("2026-07-21");

        Assert.Equal(["Opened 1", "Reminder 1", "Resolved 1", "Corrected 2", "Reminder 2", "Reminder 2", "Resolved 2"], book.Lines);
        Assert.Single(book.Told.Select(warning => warning.Episode).Distinct());
        Assert.Equal([1, 2, 3, 4, 5, 6, 7], book.Told.Select(warning => warning.Sequence));
    }

    [Fact]
    public void An_extension_without_a_date_takes_back_the_one_that_was_told()
    {
        var book = new MeasureBook()
            .Take("miit", "1", Notice, "2026-03-10", "请于2026年4月15日前反馈意见。", "MIIT")
            .Take("miit", "2", "关于延长《新能源汽车动力电池综合利用管理办法（征求意见稿）》征求意见期限的公告", "2026-04-02", "", "MIIT")
            .On("2026-04-16");

        Assert.Equal(["Opened 1", "Corrected 2"], book.Lines);
        Assert.Contains("comments are taken longer; until when is not said (was 2026-04-15)", book.Told[1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_copy_of_an_extension_and_one_with_another_date_tell_nothing()
    {
        var book = new MeasureBook()
            .Take("miit", "1", Notice, "2026-03-10", "请于2026年4月15日前反馈意见。", "MIIT")
            .Take("press", "p", Notice, "2026-03-11", "请于2026年4月16日前反馈意见。", null)
            .Take("miit", "2", "关于延长《新能源汽车动力电池综合利用管理办法（征求意见稿）》征求意见期限的公告", "2026-04-02", "延长至2026年5月15日。", "MIIT")
            .Take("press", "q", "工信部延长《新能源汽车动力电池综合利用管理办法》征求意见期限", "2026-04-03", "", null);

        Assert.Equal(["Opened 1", "Corrected 2"], book.Lines);
        Assert.Equal(new DateOnly(2026, 5, 15), book.Measures.Values.Single().DateOf(PolicyDateKind.Deadline));
    }

    [Fact]
    public void Each_extension_is_told_and_the_measure_is_adopted_as_if_there_had_been_none()
    {
        var book = new MeasureBook()
            .Take("miit", "1", Notice, "2026-03-10", "请于2026年4月15日前反馈意见。", "MIIT")
            .Take("miit", "2", "关于延长《新能源汽车动力电池综合利用管理办法（征求意见稿）》征求意见期限的公告", "2026-04-10", "延长至2026年5月15日。", "MIIT")
            .Take("miit", "3", "关于再次延长《新能源汽车动力电池综合利用管理办法（征求意见稿）》征求意见期限的公告", "2026-05-10", "延长至2026年6月15日。", "MIIT")
            // The page of the first notice is put in order, and still has its date.
            .Take("miit", "1", Notice, "2026-03-10", "请于2026年4月15日前反馈意见。附件下载。", "MIIT")
            .Take("miit", "4", "关于印发《新能源汽车动力电池综合利用管理办法》的通知", "2026-09-10", "自2026年10月1日起施行。", "MIIT");

        Assert.Equal(["Opened 1", "Corrected 2", "Corrected 3", "Escalated 4"], book.Lines);
        Assert.Contains("comments until 2026-06-15 (was 2026-05-15)", book.Told[2].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Rounds_of_two_measures_with_one_form_of_title_are_two()
    {
        var book = new MeasureBook()
            .Take("miit", "1", "关于公开征求2026年第一批锂电池行业标准意见的通知", "2026-03-10", "请于2026年4月15日前反馈意见。", "MIIT")
            .Take("miit", "2", "关于公开征求2026年第二批锂电池行业标准意见的通知", "2026-03-20", "请于2026年5月15日前反馈意见。", "MIIT")
            .Take("miit", "3", "关于公开征求锂电池行业标准计划项目意见的通知", "2026-04-20", "请于2026年5月15日前反馈意见。", "MIIT")
            .Take("miit", "4", "关于公开征求锂电池行业标准计划项目意见的通知", "2027-04-20", "请于2027年5月15日前反馈意见。", "MIIT");

        Assert.Equal(["Opened 1", "Opened 2", "Opened 3", "Opened 4"], book.Lines);
    }

    [Fact]
    public void A_page_that_is_changed_in_place_says_which_date_moved()
    {
        var book = new MeasureBook()
            .Take("miit", "1", Notice, "2026-03-10", "请于2026年4月15日前反馈意见。", "MIIT")
            .Take("miit", "1", Notice, "2026-03-10", "请于2026年5月15日前反馈意见。", "MIIT");

        Assert.Equal(["Opened 1", "Corrected 1"], book.Lines);
        Assert.EndsWith("was changed: “请于2026年4月15日前反馈意见。” is now “请于2026年5月15日前反馈意见。”; comments until 2026-05-15 (was 2026-04-15)", book.Told[1].Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("关于推迟实施《汽车产业投资管理规定》的公告", "《汽车产业投资管理规定》自2026年9月1日起施行。", "in force from 2026-09-01 (was 2026-07-01)")]
    [InlineData("关于延长《汽车产业投资管理规定》有效期的通知", "有效期延长至2029年12月31日。", "until 2029-12-31 (was 2028-12-31)")]
    public void A_date_of_an_adopted_measure_moves(string title, string text, string reason)
    {
        var book = new MeasureBook()
            .Take("ndrc", "1", "关于印发《汽车产业投资管理规定》的通知", "2026-06-01", "自2026年7月1日起施行，有效期至2028年12月31日。")
            .Take("ndrc", "2", title, "2026-06-20", text);

        Assert.Equal(["Opened 1", "Corrected 2"], book.Lines);
        Assert.Contains(reason, book.Told[1].Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Vehicle Battery Labeling Requirements; Delay of Effective Date", "Rescheduling")]
    [InlineData("Corporate Average Fuel Economy; Correction", "Correction")]
    [InlineData("Definition of Extension Cords for Battery Chargers", null)]
    [InlineData("关于延长锂电池产业链的指导意见", null)]
    [InlineData("商品房延期交付管理办法", null)]
    [InlineData("《动力电池办法》更正解读", null)]
    public void Words_alone_make_no_addendum(string title, string? addendum) =>
        Assert.Equal(addendum, AddendumReader.Of(Notifier.Core.Entries.EntryWords.Fold(title))?.ToString());
}
