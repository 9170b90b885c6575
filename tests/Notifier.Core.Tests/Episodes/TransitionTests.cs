using Notifier.Core.Episodes;
using Notifier.Core.Observations;
using Notifier.Core.Rules;

namespace Notifier.Core.Tests.Episodes;

/// <summary>What is told when observations are appended.</summary>
public sealed class TransitionTests
{
    [Fact]
    public void Each_rung_is_its_own_machine_and_the_highest_one_firing_is_the_severity()
    {
        var series = new WatchedSeries(Ladder());
        series.Feed("2024-01-01", 1);

        var warnings = series.FeedDaily("2024-01-02", 12, 22, 32, 22, 12, 1);

        Assert.Equal(
            ["opened minor/minor 2024-01-02 #1", "escalated moderate/moderate 2024-01-03 #2", "escalated severe/severe 2024-01-04 #3",
             "eased moderate/severe 2024-01-05 #4", "eased minor/severe 2024-01-06 #5", "resolved minor/severe 2024-01-07 #6"],
            warnings.Select(WatchedSeries.Line));
        Assert.Single(warnings.Select(warning => warning.Episode).Distinct());
        Assert.Equal(6, warnings.Select(warning => warning.Id).Distinct().Count());
    }

    [Fact]
    public void A_jump_to_the_top_is_one_opening_and_a_fall_from_it_one_resolution()
    {
        var series = new WatchedSeries(Ladder());
        series.Feed("2024-01-01", 1);

        Assert.Equal(
            ["opened severe/severe 2024-01-02 #1", "resolved severe/severe 2024-01-03 #2"],
            series.FeedDaily("2024-01-02", 32, 1).Select(WatchedSeries.Line));
    }

    [Fact]
    public void A_new_run_is_a_new_episode_with_sequences_of_its_own()
    {
        var series = new WatchedSeries(Ladder());
        series.Feed("2024-01-01", 1);

        var warnings = series.FeedDaily("2024-01-02", 12, 1, 12);

        Assert.Equal([1, 2, 1], warnings.Select(warning => warning.Sequence));
        Assert.NotEqual(warnings[0].Episode, warnings[2].Episode);
    }

    [Fact]
    public void What_happened_in_one_commit_is_one_message_with_the_net_change_and_all_transitions()
    {
        var series = new WatchedSeries(Ladder());
        series.Feed("2024-01-01", 1);

        var warning = Assert.Single(series.Feed("2024-01-02", 12, 22, 32, 22));

        Assert.Equal("opened moderate/severe 2024-01-05 #4", WatchedSeries.Line(warning));
        Assert.Equal(
            [TransitionKind.Opened, TransitionKind.Escalated, TransitionKind.Escalated, TransitionKind.Eased],
            warning.Transitions.Select(transition => transition.Kind));
        Assert.Equal(22, warning.Value);
        Assert.Null(warning.AlreadySince);
    }

    [Fact]
    public void What_came_and_went_between_two_polls_is_told_as_resolved_with_its_peak_and_both_reasons()
    {
        var series = new WatchedSeries(Ladder());
        series.Feed("2024-01-01", 1);

        var warning = Assert.Single(series.Feed("2024-01-02", 12, 32, 22, 1));

        Assert.Equal("resolved moderate/severe 2024-01-05 #4", WatchedSeries.Line(warning));
        Assert.Equal(
            "1 CNY/t, limit 20 CNY/t (before: opened minor 2024-01-02, 12 CNY/t, limit 10 CNY/t; escalated severe 2024-01-03, 32 CNY/t, limit 30 CNY/t; eased moderate 2024-01-04, 22 CNY/t, limit 30 CNY/t)",
            warning.Reason);
        Assert.Equal(
            "最新值1 CNY/t，阈值20 CNY/t（此前：2024-01-02发布蓝色，最新值12 CNY/t，阈值10 CNY/t；2024-01-03升级橙色，最新值32 CNY/t，阈值30 CNY/t；2024-01-04降级黄色，最新值22 CNY/t，阈值30 CNY/t）",
            warning.ReasonZh);
    }

    [Fact]
    public void An_episode_people_know_of_is_closed_before_the_next_one_is_opened_in_the_same_commit()
    {
        var series = new WatchedSeries(Ladder());
        series.Feed("2024-01-01", 1);
        var opened = Assert.Single(series.Feed("2024-01-02", 32));

        var warnings = series.Feed("2024-01-03", 1, 12, 1, 22);

        Assert.Equal(["resolved severe/severe 2024-01-03 #2", "opened moderate/moderate 2024-01-06 #1"], warnings.Select(WatchedSeries.Line));
        Assert.Equal(opened.Episode, warnings[0].Episode);
        Assert.NotEqual(opened.Episode, warnings[1].Episode);
    }

    [Fact]
    public void A_worsening_that_passed_between_two_polls_is_told_as_eased()
    {
        var series = new WatchedSeries(Ladder());
        series.Feed("2024-01-01", 1);
        series.Feed("2024-01-02", 12);

        Assert.Equal("eased minor/severe 2024-01-04 #3", WatchedSeries.Line(Assert.Single(series.Feed("2024-01-03", 32, 12))));
    }

    [Fact]
    public void A_warning_carries_what_its_verdict_rests_on()
    {
        var rule = WrittenRules.Parse("""{"id":"r","title":"Rise","series":["s"],"tags":["metal"],"ladder":[{"severity":"severe","when":"multiple(min, 4d) >= 2"}]}""");
        var series = new WatchedSeries(rule);
        series.Feed("2024-01-01", 10);

        var warning = Assert.Single(series.Feed("2024-01-02", 20));

        Assert.Equal(("Rise", "r", "s", "CNY/t", 20.0), (warning.RuleTitle, warning.Rule, warning.Series, warning.Unit, warning.Value));
        Assert.Equal(["metal"], warning.Tags);
        Assert.Equal(rule.Version, warning.Inputs.RuleVersion);
        Assert.Equal([new(Period.Parse("2024-01-01"), 10), new Observation(Period.Parse("2024-01-02"), 20)], warning.Inputs.Observations);
        Assert.Equal("×2.00 of the 4-day low 10 CNY/t (2024-01-01), limit ×2; at this pace ×3 in about 0.6 days", warning.Reason);
        Assert.Equal("为4天最低价10 CNY/t（2024-01-01）的2.00倍，阈值2倍；按此速度约0.6天后达到3倍", warning.ReasonZh);
        Assert.Matches("^[0-9a-f]{32}$", warning.Id);
        Assert.Matches("^[0-9a-f]{32}$", warning.Episode);
    }

    [Fact]
    public void An_unknown_outcome_changes_nothing_and_is_reported()
    {
        var series = new WatchedSeries(WrittenRules.One("change(2d) > 10%", "\"keepFiringFor\":1", "2"));
        series.Feed("2024-01-01", 10, 10, 10);
        series.FeedDaily("2024-01-04", 20);

        // Nine days later the base is missing: the run of one met observation stands, as if the day had not been.
        Assert.Empty(series.Feed("2024-01-13", 20));
        Assert.Equal(EvaluationOutcome.NoData, series.State.Rules["r"].LastOutcome);
        Assert.Equal("change(2d): no positive value between 2024-01-10 and 2024-01-11 to compare with", series.State.Rules["r"].LastReason);
        Assert.Equal(new RungState(RungPhase.Pending, Period.Parse("2024-01-04"), 1, 0, null), Assert.Single(series.State.Rules["r"].Rungs));

        Assert.Equal("opened severe/severe 2024-01-15 #1", WatchedSeries.Line(Assert.Single(series.FeedDaily("2024-01-14", 20, 30))));
    }

    [Fact]
    public void A_long_reason_is_told_whole_and_kept_short()
    {
        var when = string.Join(" and ", Enumerable.Range(1, 40).Select(limit => $"change({limit}) > 0"));
        var series = new WatchedSeries(WrittenRules.Parse($$"""{"id":"r","title":"t","series":["s"],"ladder":[{"severity":"severe","when":"{{when}}"}]}"""));
        series.Feed("2024-01-01", [.. Enumerable.Range(1, 40).Select(value => (double)value)]);

        Assert.True(Assert.Single(series.Feed("2024-02-10", 50)).Reason.Length > 2000);
        Assert.Equal(401, series.State.Rules["r"].LastReason.Length);
    }

    [Fact]
    public void Between_when_and_clear_an_observation_counts_for_neither_side()
    {
        var rule = WrittenRules.Parse("""{"id":"r","title":"t","series":["s"],"ladder":[{"severity":"severe","when":"value >= 10","clear":"value < 5","for":2,"keepFiringFor":1}]}""");
        var series = new WatchedSeries(rule);
        series.Feed("2024-01-01", 1);

        // 10, 7, 10 are two met ones; then 7s hold for ever; 4, 7, 4 are two that clear.
        Assert.Equal(
            ["opened severe/severe 2024-01-04 #1", "resolved severe/severe 2024-01-10 #2"],
            series.FeedDaily("2024-01-02", 10, 7, 10, 7, 7, 7, 4, 7, 4).Select(WatchedSeries.Line));
    }

    private static Rule Ladder() => WrittenRules.Parse("""
        {"id":"r","title":"t","series":["s"],"ladder":[
          {"severity":"minor","when":"value >= 10"},{"severity":"moderate","when":"value >= 20"},{"severity":"severe","when":"value >= 30"}]}
        """);
}
