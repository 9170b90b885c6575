using Notifier.Core.Entries;
using Notifier.Core.Entries.Lineages;
using Notifier.Core.Episodes;
using static Notifier.Core.Tests.Entries.Lineages.Measures;

namespace Notifier.Core.Tests.Entries.Lineages;

/// <summary>What is told of a measure, from its draft to its end: each stage once, whoever repeats it.</summary>
public sealed class LineageCommitTests
{
    private const string All = """{ "id": "all", "on": "entry", "match": {}, "severity": "minor" }""";
    private const string Capacity = """{ "id": "capacity", "title": "Capacity", "on": "entry", "match": { "topics": ["capacity_investment_control"] }, "severity": "severe", "tags": ["policy"] }""";
    private const string Finals = """{ "id": "finals", "on": "entry", "match": { "stages": ["final"] }, "severity": "moderate" }""";
    private const string Text = "严格控制新增产能。如有意见，请于2026年4月15日前反馈。";

    [Fact]
    public void A_measure_opens_escalates_is_corrected_and_resolves()
    {
        var measure = new Measures(Capacity)
            .Take("1", $"关于{Name[..^1]}（征求意见稿）》公开征求意见的公告", "2026-03-10", Text)
            .Take("2", $"关于印发{Name}的通知", "2026-06-01", "严格控制新增产能。自2026年7月1日起施行。")
            .Take("3", $"关于修改{Name}的决定", "2027-02-01", "新增产能利用率不低于60%。")
            .Take("4", $"关于废止{Name}的决定", "2028-01-05");

        Assert.Equal(["capacity Opened 2026-03-10", "capacity Escalated 2026-06-01", "capacity Corrected 2027-02-01", "capacity Resolved 2028-01-05"], measure.Lines);
        Assert.Equal([1, 2, 3, 4], measure.Told.Select(warning => warning.Sequence));
        Assert.Single(measure.Told.Select(warning => warning.Episode).Distinct());
        Assert.Equal(["4", "3", "2", "1"], measure.Told[3].Inputs.Entries);
    }

    [Fact]
    public void A_reason_names_what_was_found_the_stage_before_the_dates_and_the_sentence()
    {
        var measure = new Measures(Capacity)
            .Take("1", $"关于{Name[..^1]}（征求意见稿）》公开征求意见的公告", "2026-03-10", Text)
            .Take("2", $"关于印发{Name}的通知", "2026-06-01", "严格控制新增产能。自2026年7月1日起施行。");

        Assert.Equal(
            "“关于《汽车产业投资管理规定（征求意见稿）》公开征求意见的公告” names capacity_investment_control; stage comment; comments until 2026-04-15; it says “严格控制新增产能。”",
            measure.Told[0].Reason);
        Assert.Equal("“关于印发《汽车产业投资管理规定》的通知”; stage final, comment since 2026-03-10; in force from 2026-07-01", measure.Told[1].Reason);
        Assert.Equal("“关于印发《汽车产业投资管理规定》的通知”；阶段：正式发布（此前：征求意见，2026-03-10起）；自2026-07-01起施行", measure.Told[1].ReasonZh);
        Assert.Equal(["capacity_investment_control"], measure.Told[0].Topics);
        Assert.Equal(["policy"], measure.Told[0].Tags);
    }

    [Fact]
    public void Copies_and_interpretations_tell_nothing_and_are_cited_later()
    {
        var measure = new Measures(All)
            .Take("1", $"关于印发{Name}的通知", "2026-06-01")
            .Take("x", $"国务院公报：{Name}发布", "2026-06-09", source: "gazette")
            .Take("2", $"{Name}解读", "2026-06-02")
            .Take("p", $"刚刚，{Name}来了！", "2026-06-01", source: "press")
            .Take("3", $"关于废止{Name}的决定", "2026-08-05");

        Assert.Equal(["all Opened 2026-06-01", "all Resolved 2026-08-05"], measure.Lines);
        Assert.Equal(["3", "p", "2", "x", "1"], measure.Told[1].Inputs.Entries);
    }

    [Fact]
    public void What_was_there_before_anybody_watched_is_noted_and_its_next_stage_is_told()
    {
        var measure = new Measures(All)
            .Take("1", $"关于{Name[..^1]}（征求意见稿）》公开征求意见的公告", "2026-03-10", silent: true)
            .Take("2", $"关于印发{Name}的通知", "2026-06-01");

        Assert.Equal(["all Opened 2026-06-01"], measure.Lines);
        Assert.Contains("stage final, comment since 2026-03-10", measure.Told[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_on_a_stage_waits_for_it()
    {
        var measure = new Measures(Finals)
            .Take("1", $"关于{Name[..^1]}（征求意见稿）》公开征求意见的公告", "2026-03-10")
            .Take("2", $"关于印发{Name}的通知", "2026-06-01")
            .Take("3", $"关于修改{Name}的决定", "2026-09-01");

        Assert.Equal(["finals Opened 2026-06-01"], measure.Lines);
    }

    [Fact]
    public void A_changed_number_is_told_with_its_clause_and_a_changed_comma_is_not()
    {
        var measure = new Measures(All)
            .Take("1", $"关于印发{Name}的通知", "2026-06-01", "第一条 总则。第二条 产能利用率不低于50%。")
            .Take("1", $"关于印发{Name}的通知", "2026-06-01", "第一条，总则。第二条 产能利用率不低于50%。")
            .Take("1", $"关于印发{Name}的通知", "2026-06-01", "第一条，总则。第二条 产能利用率不低于60%。");

        Assert.Equal(["all Opened 2026-06-01", "all Corrected 2026-06-01"], measure.Lines);
        Assert.Equal("“关于印发《汽车产业投资管理规定》的通知” was changed: “第二条 产能利用率不低于50%。” is now “第二条 产能利用率不低于60%。”", measure.Told[1].Reason);
    }

    [Fact]
    public void Taking_an_entry_twice_changes_nothing_and_gives_the_same_ids()
    {
        var (once, twice) = (new Measures(All), new Measures(All));
        once.Take("1", $"关于印发{Name}的通知", "2026-06-01");
        twice.Take("1", $"关于印发{Name}的通知", "2026-06-01");
        var before = twice.Lineage;

        twice.Take("1", $"关于印发{Name}的通知", "2026-06-01");

        Assert.Same(before, twice.Lineage);
        Assert.Equal(once.Told.Select(warning => warning.Id), twice.Told.Select(warning => warning.Id));
    }

    [Theory]
    [InlineData("2", "关于《汽车产业投资管理规定（征求意见稿）》公开征求意见的公告", "2026-09-10", "ndrc", true)]
    [InlineData("3", "关于《汽车产业投资管理规定（征求意见稿）》公开征求意见的公告", "2031-09-10", "ndrc", false)]
    [InlineData("4", "《汽车产业投资管理规定》之后的行业", "2026-12-10", "press", false)]
    [InlineData("p", "关于《汽车产业投资管理规定（征求意见稿）》公开征求意见的公告", "2026-03-12", "press", true)]
    public void What_is_neither_a_copy_nor_a_further_stage_is_a_measure_of_its_own(string id, string title, string day, string source, bool goesOn)
    {
        var measure = new Measures(All).Take("1", $"关于{Name[..^1]}（征求意见稿）》公开征求意见的公告", "2026-03-10");

        Assert.Equal(goesOn, LineageFit.GoesOn(measure.Lineage!, Entry(id, title, day, source: source), LineageKeyKind.Name));
    }

    [Theory]
    [InlineData("江苏省工业和信息化厅关于印发动力电池回收利用管理实施细则的通知", "浙江省工业和信息化厅关于印发动力电池回收利用管理实施细则的通知")]
    [InlineData("关于开展锂电池企业安全生产专项检查的通知", "关于开展锂电池企业安全生产专项检查的通知", "ndrc")]
    [InlineData("Regulation (EU) 2024/2101 on lithium quotas and repealing Directive (EU) 2015/998", "Regulation (EU) 2024/2102 on battery cells and repealing Directive (EU) 2015/998")]
    [InlineData("碳酸锂市场价格周报", "碳酸锂市场价格周报", "other", "碳酸锂均价41万元/吨。", "碳酸锂均价49万元/吨。")]
    public void Two_bodies_two_numbers_and_two_texts_are_two_measures(string one, string other, string source = "other", string text = "", string otherText = "")
    {
        var measure = new Measures(All).Take("1", one, "2026-03-10", text);

        Assert.False(LineageFit.GoesOn(measure.Lineage!, Entry("2", other, "2026-03-13", otherText, source), LineageKeyKind.Title));
    }

    [Fact]
    public void A_copy_of_an_amendment_is_not_told_again()
    {
        var measure = new Measures(All)
            .Take("1", $"关于印发{Name}的通知", "2026-06-01")
            .Take("2", $"关于修改{Name}的决定", "2027-02-01")
            .Take("p", $"关于修改{Name}的决定", "2027-02-03", source: "press");

        Assert.Equal(["all Opened 2026-06-01", "all Corrected 2027-02-01"], measure.Lines);
    }

    [Fact]
    public void An_update_does_not_swallow_what_was_due_that_day()
    {
        var measure = new Measures(All)
            .Take("1", $"关于印发{Name}的通知", "2026-06-01", "自2026年7月1日起施行。")
            .Take("1", $"关于印发{Name}的通知（全文）", "2026-06-24", "自2026年7月1日起施行。")
            .On("2026-06-24")
            .On("2026-07-01");

        Assert.Equal(["all Opened 2026-06-01", "all Corrected 2026-06-24", "all Reminder 2026-06-24", "all Escalated 2026-07-01"], measure.Lines);
    }

    [Fact]
    public void A_lineage_survives_its_store()
    {
        var lineage = new Measures(All, Capacity).Take("1", $"关于{Name[..^1]}（征求意见稿）》公开征求意见的公告", "2026-03-10", Text).Lineage!;

        var read = LineageJson.Read(LineageJson.Write(lineage));

        Assert.Equal(LineageJson.Write(lineage), LineageJson.Write(read));
        Assert.Equal((Stage.Comment, 2, lineage.Id), (read.Stage, read.Episodes.Count, read.Id));
    }

    [Theory]
    [InlineData("", "about lithium", "“about lithium”")]
    [InlineData("", "", "“n1”")]
    public void An_entry_without_a_title_is_told_by_what_it_has(string title, string summary, string reason)
    {
        var entry = Entry("n1", title, "2024-07-15") with { Summary = summary };

        Assert.Equal(reason, LineageCommit.Take(Lineage.Of(entry, "UTC"), entry, false, null, new Measures(All).Rules, false, new(2024, 7, 15)).Warnings.Single().Reason);
    }

    [Fact]
    public void A_long_title_is_cut_between_characters()
    {
        var entry = Entry("1", new string('a', 119) + "🔋" + new string('b', 500), "2024-07-15");

        Assert.Equal($"“{new string('a', 119)}…”", LineageCommit.Take(Lineage.Of(entry, "UTC"), entry, false, null, new Measures(All).Rules, false, new(2024, 7, 15)).Warnings.Single().Reason);
    }
}
