using Notifier.Core.Entries.Lineages;
using static Notifier.Core.Tests.Entries.Lineages.Measures;

namespace Notifier.Core.Tests.Entries.Lineages;

/// <summary>A measure is in force from its day on, not from the day on which somebody writes that it will be.</summary>
public sealed class BeginningTests
{
    private const string All = """{ "id": "all", "on": "entry", "match": {}, "severity": "minor" }""";

    [Theory]
    [InlineData("锂电池仓储新规明年3月起实施", "final")]
    [InlineData("锂电池仓储新规3月起实施", "final")]
    [InlineData("锂电池仓储新规将于12月正式实施", "final")]
    [InlineData("锂电池仓储新规12月1日起施行", "final")]
    [InlineData("锂电池仓储新规次年3月1日起施行", "final")]
    [InlineData("锂电池仓储新规11月20日起施行", "effective")]
    [InlineData("锂电池仓储新规今起施行", "effective")]
    [InlineData("锂电池仓储新规正式实施", "effective")]
    [InlineData("Battery storage rule takes effect next March", "final")]
    [InlineData("Battery storage rule will take effect", "final")]
    [InlineData("Battery storage rule to take effect on March 1, 2027", "final")]
    [InlineData("Battery storage rule takes effect in March", "final")]
    [InlineData("Battery storage rule takes effect", "effective")]
    [InlineData("Battery storage rule took effect on November 1, 2026", "effective")]
    [InlineData("Battery storage rule may take effect in spring", null)]
    public void A_title_says_in_force_only_of_what_has_begun(string title, string? stage) =>
        Assert.Equal(stage, Entry("1", title, "2026-11-20").Facts.Stage?.Word());

    [Fact]
    public void A_later_day_in_the_text_makes_it_adopted() =>
        Assert.Equal(Stage.Final, Entry("1", "锂电池仓储新规正式实施", "2026-11-20", "本办法自2027年3月1日起施行。").Facts.Stage);

    [Theory]
    [InlineData("明年3月起实施")]
    [InlineData("正式实施")]
    public void A_copy_in_the_press_does_not_bring_into_force_what_is_known_to_begin_later(string said)
    {
        var measure = new Measures(All)
            .Take("1", $"关于印发{Name}的通知", "2026-11-20", "自2027年3月1日起施行。")
            .Take("p", $"{Name}{said}", "2026-11-21", source: "press");

        Assert.Equal(["all Opened 2026-11-20"], measure.Lines);
        Assert.Equal(Stage.Final, measure.Lineage!.Stage);
    }

    [Fact]
    public void A_final_action_at_the_head_of_the_text_is_final() =>
        Assert.Equal(Stage.Final, Entry("1", "Battery storage", "2026-11-20", "Final rule. The rule sets limits.").Facts.Stage);

    [Theory]
    [InlineData("本决定自2027年4月1日起施行。")]
    [InlineData("《汽车产业投资管理规定》自2027年4月1日起废止。")]
    public void The_date_of_a_repeal_is_from_when_it_is_repealed(string text)
    {
        var measure = new Measures(All)
            .Take("1", $"关于印发{Name}的通知", "2026-06-01", "自2026年7月1日起施行。")
            .Take("2", $"关于废止{Name}的决定", "2026-11-20", text);

        Assert.Equal($"“关于废止{Name}的决定”; stage repealed, final since 2026-06-01; repealed from 2027-04-01", measure.Told[^1].Reason);
        Assert.Equal($"“关于废止{Name}的决定”；阶段：废止（此前：正式发布，2026-06-01起）；自2027-04-01起废止", measure.Told[^1].ReasonZh);
    }
}
