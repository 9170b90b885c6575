using Notifier.Core.Entries.Lineages;
using static Notifier.Core.Tests.Entries.Lineages.Measures;

namespace Notifier.Core.Tests.Entries.Lineages;

/// <summary>What time alone tells of a measure: a month and a week ahead, the day itself, the end.</summary>
public sealed class LineageCalendarTests
{
    private const string All = """{ "id": "all", "on": "entry", "match": {}, "severity": "minor" }""";
    private const string Quiet = """{ "id": "quiet", "on": "entry", "match": {}, "severity": "minor", "before": [] }""";
    private const string Consultation = "关于《汽车产业投资管理规定（征求意见稿）》公开征求意见的公告";

    [Fact]
    public void A_deadline_is_told_a_month_and_a_week_ahead_and_ends_the_consultation()
    {
        var measure = new Measures(All, Quiet).Take("1", Consultation, "2026-03-01", "请于2026年4月15日前反馈意见。");
        for (var day = new DateOnly(2026, 3, 1); day <= new DateOnly(2026, 5, 1); day = day.AddDays(1))
            measure.On(day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal(
            ["all Opened 2026-03-01", "quiet Opened 2026-03-01", "all Reminder 2026-03-16", "all Reminder 2026-04-08", "all Resolved 2026-04-16", "quiet Resolved 2026-04-16"],
            measure.Lines);
        Assert.Equal("“关于《汽车产业投资管理规定（征求意见稿）》公开征求意见的公告”: comments are taken until 2026-04-15, in 7 days", measure.Told[3].Reason);
        Assert.Equal("“关于《汽车产业投资管理规定（征求意见稿）》公开征求意见的公告”：意见反馈截止2026-04-15，还有7天", measure.Told[3].ReasonZh);
        Assert.False(LineageCalendar.IsWatched(measure.Lineage!, measure.Rules));
    }

    [Fact]
    public void A_measure_comes_into_force_on_its_day()
    {
        var measure = new Measures(All).Take("1", $"关于印发{Name}的通知", "2026-06-01", "自2026年7月1日起施行，有效期至2026年12月31日。");
        foreach (var day in new[] { "2026-06-24", "2026-06-30", "2026-07-01", "2026-12-31", "2027-01-01" })
            measure.On(day);

        Assert.Equal(["all Opened 2026-06-01", "all Reminder 2026-06-24", "all Escalated 2026-07-01", "all Reminder 2026-12-31", "all Resolved 2027-01-01"], measure.Lines);
        Assert.Equal(Stage.Effective, measure.Lineage!.Stage);
    }

    [Fact]
    public void After_an_outage_the_newest_is_told_and_not_each()
    {
        var measure = new Measures(All).Take("1", Consultation, "2026-03-01", "请于2026年4月15日前反馈意见。").On("2026-04-10");

        Assert.Equal(["all Opened 2026-03-01", "all Reminder 2026-04-10"], measure.Lines);
        Assert.Contains("in 5 days", measure.Told[1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_dates_are_told_of_on_one_day()
    {
        var measure = new Measures(All).Take("1", $"关于印发{Name}的通知", "2026-03-01", "自2026年5月1日起施行，有效期至2026年5月24日。").On("2026-04-24");

        Assert.Equal(["all Opened 2026-03-01", "all Reminder 2026-04-24", "all Reminder 2026-04-24"], measure.Lines);
    }

    [Fact]
    public void A_consultation_that_had_ended_is_told_and_does_not_stay_open()
    {
        var measure = new Measures(All).Take("1", Consultation, "2026-05-01", "请于2026年4月15日前反馈意见。");

        Assert.False(measure.Lineage!.Episodes["all"].IsOpen);
        Assert.Single(measure.Lines);
    }

    [Fact]
    public void A_deadline_no_longer_counts_once_the_measure_is_adopted()
    {
        var measure = new Measures(All)
            .Take("1", Consultation, "2026-03-01", "请于2026年4月15日前反馈意见。")
            .Take("2", $"关于印发{Name}的通知", "2026-04-01")
            .On("2026-04-16");

        Assert.Equal(["all Opened 2026-03-01", "all Escalated 2026-04-01"], measure.Lines);
    }

    [Fact]
    public void A_consultation_that_ended_opens_anew_with_the_next_stage()
    {
        var measure = new Measures(All)
            .Take("1", Consultation, "2026-03-01", "请于2026年4月15日前反馈意见。")
            .On("2026-04-16")
            .Take("2", $"关于印发{Name}的通知", "2026-06-01");

        Assert.Equal(["all Opened 2026-03-01", "all Resolved 2026-04-16", "all Opened 2026-06-01"], measure.Lines);
        Assert.Equal(2, measure.Told.Select(warning => warning.Episode).Distinct().Count());
    }
}
