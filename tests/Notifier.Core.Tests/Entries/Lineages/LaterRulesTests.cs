using Notifier.Core.Entries.Lineages;
using Notifier.Core.Warnings;
using static Notifier.Core.Tests.Entries.Lineages.Measures;

namespace Notifier.Core.Tests.Entries.Lineages;

/// <summary>What is told by a rule that is younger than the measure, or that an update makes match for the first time; and what a removed rule leaves.</summary>
public sealed class LaterRulesTests
{
    private const string Capacity = """{ "id": "capacity", "title": "Capacity", "on": "entry", "match": { "topics": ["capacity_investment_control"] }, "severity": "severe", "tags": ["policy"] }""";
    private const string Comment = """{ "id": "comment", "on": "entry", "match": { "topics": ["capacity_investment_control"], "stages": ["comment"] }, "severity": "minor" }""";
    private const string Final = """{ "id": "final", "on": "entry", "match": { "topics": ["capacity_investment_control"], "stages": ["final"] }, "severity": "minor" }""";
    private const string Force = """{ "id": "force", "on": "entry", "match": { "topics": ["capacity_investment_control"], "stages": ["final", "effective"] }, "severity": "minor" }""";
    private const string Lithium = """{ "id": "lithium", "on": "entry", "match": { "words": ["碳酸锂"] }, "severity": "minor" }""";
    private const string Consultation = "关于《汽车产业投资管理规定（征求意见稿）》公开征求意见的公告";

    [Fact]
    public void An_update_that_first_makes_a_rule_match_opens_it_on_the_day_of_the_update()
    {
        var measure = new Measures(Capacity)
            .Take("1", "通知一则", "2026-03-01")
            .Take("1", "通知一则", "2026-03-01", "严格控制新增产能。", today: "2026-03-03")
            .Take("1", "通知一则", "2026-03-01", "严格控制新增产能。。", today: "2026-03-04");

        Assert.Equal(["capacity Opened 2026-03-03"], measure.Lines);
        Assert.EndsWith("published 2026-03-01 without it", measure.Told[0].Reason, StringComparison.Ordinal);
        Assert.EndsWith("2026-03-01发布时尚未提及", measure.Told[0].ReasonZh, StringComparison.Ordinal);
    }

    [Fact]
    public void What_reads_otherwise_because_it_is_read_otherwise_stays_silent()
    {
        var measure = new Measures(Capacity).Take("1", "通知一则", "2026-03-01").Take("1", "通知一则", "2026-03-01", "严格控制新增产能。", silent: true);

        Assert.Empty(measure.Told);
    }

    [Fact]
    public void A_later_rule_does_not_announce_the_past_and_tells_the_next_stage_though_it_does_not_name_the_topic_again()
    {
        var measure = new Measures()
            .Take("1", Consultation, "2026-03-01", "严格控制新增产能。")
            .Rule(Capacity)
            .Take("2", $"关于印发{Name}的通知", "2026-06-01");

        Assert.Equal(["capacity Opened 2026-06-01"], measure.Lines);
        Assert.Contains("stage final, comment since 2026-03-01", measure.Told[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_later_rule_tells_the_repeal_and_leaves_nothing_open()
    {
        var measure = new Measures()
            .Take("1", $"关于印发{Name}的通知", "2026-03-01", "严格控制新增产能。")
            .Rule(Capacity, Lithium)
            .Take("2", $"关于废止{Name}的决定", "2026-06-01");

        Assert.Equal(["capacity Opened 2026-06-01"], measure.Lines);
        Assert.False(measure.Lineage!.Episodes["capacity"].IsOpen);
    }

    [Fact]
    public void A_later_rule_tells_a_deadline_that_was_moved_and_no_corrected_word()
    {
        var measure = new Measures()
            .Take("1", Consultation, "2026-03-01", "严格控制新增产能。请于2026年4月15日前反馈意见。")
            .Rule(Capacity)
            .Take("1", Consultation, "2026-03-01", "严格控制新增的产能。请于2026年4月15日前反馈意见。", today: "2026-03-20")
            .Take("1", Consultation, "2026-03-01", "严格控制新增的产能。请于2026年5月15日前反馈意见。", today: "2026-04-02");

        Assert.Equal(["capacity Opened 2026-04-02"], measure.Lines);
        Assert.EndsWith("announced since 2026-03-01", measure.Told[0].Reason, StringComparison.Ordinal);
        Assert.Contains("2026年5月15日", measure.Told[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_later_rule_is_reminded_of_the_dates_to_come_and_goes_on_from_there()
    {
        var measure = new Measures().Take("1", Consultation, "2026-03-01", "严格控制新增产能。请于2026年4月15日前反馈意见。").Rule(Capacity, Lithium);
        for (var day = new DateOnly(2026, 3, 20); day <= new DateOnly(2026, 5, 1); day = day.AddDays(1))
            measure.On(day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal(["capacity Opened 2026-04-08", "capacity Resolved 2026-04-16"], measure.Lines);
        Assert.EndsWith("comments are taken until 2026-04-15, in 7 days; announced since 2026-03-01", measure.Told[0].Reason, StringComparison.Ordinal);
        Assert.EndsWith("还有7天；2026-03-01起已公布", measure.Told[0].ReasonZh, StringComparison.Ordinal);
        Assert.Equal("2026-03-01", measure.Told[0].AlreadySince.ToString());
    }

    [Fact]
    public void A_measure_is_looked_at_for_rules_to_come_while_a_date_lies_ahead()
    {
        var measure = new Measures().Take("1", Consultation, "2026-03-01", "请于2026年4月15日前反馈意见。").Lineage!;
        var far = new Measures().Take("1", $"关于印发{Name}的通知", "2026-03-01", "自2028年1月1日起施行。").Lineage!;

        Assert.Equal(new DateOnly(2026, 3, 11), LineageCalendar.NextLook(measure, [], new(2026, 3, 10)));
        Assert.Null(LineageCalendar.NextLook(measure, [], new(2026, 4, 15)));
        Assert.Equal(new DateOnly(2026, 12, 31), LineageCalendar.NextLook(far, [], new(2026, 3, 10)));
    }

    [Fact]
    public void Who_asks_for_a_stage_is_reminded_while_the_measure_is_at_it()
    {
        var measure = new Measures(Comment, Final, Force)
            .Take("1", Consultation, "2026-03-01", "严格控制新增产能。请于2026年4月15日前反馈意见。")
            .On("2026-04-08")
            .Take("2", $"关于印发{Name}的通知", "2026-04-10", "严格控制新增产能。自2026年6月1日起施行，有效期至2026年12月31日。");
        foreach (var day in new[] { "2026-05-25", "2026-06-01", "2026-12-24", "2027-01-01" })
            measure.On(day);

        Assert.Equal(["comment Opened 2026-03-01", "comment Reminder 2026-04-08", "comment Resolved 2027-01-01"], measure.Lines.Where(line => line.StartsWith("comment", StringComparison.Ordinal)));
        Assert.Equal(["final Opened 2026-04-10", "final Reminder 2026-05-25", "final Resolved 2027-01-01"], measure.Lines.Where(line => line.StartsWith("final", StringComparison.Ordinal)));
        Assert.Equal(
            ["force Opened 2026-04-10", "force Reminder 2026-05-25", "force Escalated 2026-06-01", "force Reminder 2026-12-24", "force Resolved 2027-01-01"],
            measure.Lines.Where(line => line.StartsWith("force", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_removed_rule_ends_what_it_had_open_once_and_by_its_old_name()
    {
        var measure = new Measures(Capacity, Lithium)
            .Take("1", $"关于印发{Name}的通知", "2026-03-01", "严格控制新增产能。碳酸锂。")
            .Rule(Lithium)
            .Remove("2026-03-05")
            .Remove("2026-03-06");

        Assert.Equal(["capacity Opened 2026-03-01", "lithium Opened 2026-03-01", "capacity Resolved 2026-03-05"], measure.Lines);
        var (opened, ended) = (measure.Told[0], measure.Told[2]);
        Assert.Equal((opened.Episode, 2, "Capacity", "rule removed", "规则已删除", Severity.Severe), (ended.Episode, ended.Sequence, ended.RuleTitle, ended.Reason, ended.ReasonZh, ended.Peak));
        Assert.Equal(["policy"], ended.Tags);
        Assert.True(measure.Lineage!.Episodes["lithium"].IsOpen);
    }
}
