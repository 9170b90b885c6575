using Notifier.Core.Entries;
using Notifier.Core.Episodes;
using Notifier.Core.Observations;
using Notifier.Core.Rules;

namespace Notifier.Core.Tests.Episodes;

/// <summary>History, revisions and changed rules run silently; only the newest verdict is compared with what was told.</summary>
public sealed class SilentRunTests
{
    [Fact]
    public void Old_warnings_of_an_imported_history_are_never_sent() =>
        Assert.Empty(new WatchedSeries(Over("r", 10)).Feed("2024-01-01", 1, 12, 32, 12, 1));

    [Fact]
    public void A_history_that_comes_in_parts_is_silent_until_its_end_whatever_happens_meanwhile()
    {
        var series = new WatchedSeries(Over("r", 10));

        Assert.Empty(series.Import("2024-01-01", 12, 32));
        Assert.Empty(series.Import("2024-01-03", 1, 12));
        Assert.Empty(series.Rules(Over("r", 10), Over("s", 20)));
        Assert.Empty(series.Tick("2024-01-05T12:00:00Z"));
        Assert.Empty(series.State.Rules);
        Assert.Equal(["opened severe/severe 2024-01-07 #1 since 2024-01-06"], series.Feed("2024-01-05", 1, 12, 12).Select(WatchedSeries.Line));
        Assert.False(series.State.IsImporting);
        // From then on what comes late is told, also by a source that is behind.
        Assert.Equal(["resolved severe/severe 2024-01-08 #2"], series.Import("2024-01-08", 1).Select(WatchedSeries.Line));
    }

    [Fact]
    public void In_parts_or_at_once_the_same_is_known_at_the_end()
    {
        var (parts, whole) = (new WatchedSeries(Over("r", 10)), new WatchedSeries(Over("r", 10)));
        parts.Import("2024-01-01", 1, 12);
        parts.Import("2024-01-03", 1, 12, 12);

        var told = parts.Advance([], behind: false);

        Assert.Equal(whole.Feed("2024-01-01", 1, 12, 1, 12, 12).Select(WatchedSeries.Line), told.Select(WatchedSeries.Line));
        Assert.Equal(SeriesStateCodec.Pack(whole.State), SeriesStateCodec.Pack(parts.State));
    }

    [Fact]
    public void What_runs_at_the_first_poll_is_one_opening_with_the_first_period_of_its_run()
    {
        var series = new WatchedSeries(WrittenRules.One("value >= 10", "\"keepFiringFor\":1", "2"));

        Assert.Equal("opened severe/severe 2024-01-07 #1 since 2024-01-03", WatchedSeries.Line(Assert.Single(series.Feed("2024-01-01", 12, 1, 12, 12, 1, 12, 12))));
        Assert.Empty(series.Feed("2024-01-01", 12, 1, 12, 12, 1, 12, 12));
    }

    [Fact]
    public void A_rule_made_while_its_condition_holds_opens_at_once_at_the_severity_now_and_says_since_when()
    {
        var series = new WatchedSeries();
        series.Feed("2024-01-01", 1, 12, 22, 32, 32);

        Assert.Equal("opened severe/severe 2024-01-05 #1 since 2024-01-02", WatchedSeries.Line(Assert.Single(series.Rules(Ladder()))));
        Assert.Empty(series.Rules(Ladder()));
        Assert.Equal("resolved severe/severe 2024-01-06 #2", WatchedSeries.Line(Assert.Single(series.Feed("2024-01-06", 1))));
    }

    [Fact]
    public void Made_with_arm_it_does_not_say_so_until_it_worsens_and_then_tells_the_end()
    {
        var armed = Ladder("\"onCreate\":\"arm\"");
        var series = new WatchedSeries();
        series.Feed("2024-01-01", 1, 12);

        Assert.Empty(series.Rules(armed));
        Assert.Equal(
            ["escalated moderate/moderate 2024-01-03 #2", "resolved moderate/moderate 2024-01-04 #3"],
            series.FeedDaily("2024-01-03", 22, 1).Select(WatchedSeries.Line));
    }

    [Fact]
    public void Made_with_arm_an_end_of_what_nobody_was_told_of_is_not_told_and_the_next_episode_is()
    {
        var series = new WatchedSeries();
        series.Feed("2024-01-01", 1, 32);
        series.Rules(Ladder("\"onCreate\":\"arm\""));

        Assert.Equal(["opened minor/minor 2024-01-05 #1"], series.FeedDaily("2024-01-03", 12, 1, 12).Select(WatchedSeries.Line));
    }

    [Fact]
    public void A_revision_that_gives_another_severity_is_one_correction_that_names_both()
    {
        var series = new WatchedSeries(Ladder());
        series.Feed("2024-01-01", 1);
        var opened = Assert.Single(series.FeedDaily("2024-01-02", 32));

        var warning = Assert.Single(series.Feed("2024-01-02", 12));

        Assert.Equal("corrected minor/severe 2024-01-02 #2", WatchedSeries.Line(warning));
        Assert.Equal("minor instead of severe after a revision from 2024-01-02 on: 12 CNY/t, limit 10 CNY/t", warning.Reason);
        Assert.Equal("因2024-01-02起的数据修订，由橙色更正为蓝色：最新值12 CNY/t，阈值10 CNY/t", warning.ReasonZh);
        Assert.Equal(opened.Episode, warning.Episode);
        Assert.Equal("resolved minor/severe 2024-01-03 #3", WatchedSeries.Line(Assert.Single(series.Feed("2024-01-03", 1))));
    }

    [Fact]
    public void A_revision_after_which_nothing_fires_is_a_correction_and_the_end_of_the_episode()
    {
        var series = new WatchedSeries(Ladder());
        series.Feed("2024-01-01", 1);
        series.FeedDaily("2024-01-02", 32);

        var warning = Assert.Single(series.Feed("2024-01-02", 3));

        Assert.Equal("corrected severe/severe 2024-01-02 #3", WatchedSeries.Line(warning));
        Assert.Equal("not firing instead of severe after a revision from 2024-01-02 on: 3 CNY/t, limit 30 CNY/t", warning.Reason);
        Assert.Equal("因2024-01-02起的数据修订，由橙色更正为未触发：最新值3 CNY/t，阈值30 CNY/t", warning.ReasonZh);
        Assert.Equal([TransitionKind.Corrected, TransitionKind.Resolved], warning.Transitions.Select(transition => transition.Kind));
        Assert.Null(series.State.Rules["r"].Told);
        Assert.Equal("opened minor/minor 2024-01-03 #1", WatchedSeries.Line(Assert.Single(series.Feed("2024-01-03", 12))));
    }

    [Fact]
    public void A_revision_that_makes_it_fire_is_an_opening_with_the_first_period()
    {
        var series = new WatchedSeries(WrittenRules.One("value >= 10", @for: "2"));
        series.Feed("2024-01-01", 1, 1, 12);

        Assert.Equal("opened severe/severe 2024-01-03 #1 since 2024-01-02", WatchedSeries.Line(Assert.Single(series.Feed("2024-01-02", 12))));
    }

    [Fact]
    public void A_revision_with_the_same_verdict_is_stored_and_not_told()
    {
        var series = new WatchedSeries(Ladder());
        series.Feed("2024-01-01", 1);
        series.FeedDaily("2024-01-02", 32);

        Assert.Empty(series.Feed("2024-01-02", 33));
        Assert.Equal(new(Period.Parse("2024-01-02"), 33), Assert.Single(series.Last.Changed));
        Assert.Equal("33 CNY/t, limit 30 CNY/t", series.State.Rules["r"].LastReason);
    }

    [Fact]
    public void A_backfill_runs_silently_and_an_appended_observation_of_the_same_commit_is_recorded()
    {
        var series = new WatchedSeries(Ladder());
        series.Feed("2024-01-10", 1);

        var warning = Assert.Single(series.Advance([Of("2024-01-05", 32), Of("2024-01-06", 1), Of("2024-01-11", 12)]));

        Assert.Equal("opened minor/minor 2024-01-11 #1", WatchedSeries.Line(warning));
    }

    [Fact]
    public void A_correction_and_a_worsening_in_one_commit_are_one_message()
    {
        var series = new WatchedSeries(Ladder());
        series.Feed("2024-01-01", 1);
        series.FeedDaily("2024-01-02", 22);

        var warning = Assert.Single(series.Advance([Of("2024-01-02", 12), Of("2024-01-03", 32)]));

        Assert.Equal("escalated severe/severe 2024-01-03 #3", WatchedSeries.Line(warning));
        Assert.Equal([TransitionKind.Corrected, TransitionKind.Escalated], warning.Transitions.Select(transition => transition.Kind));
    }

    [Theory]
    [InlineData(25, "escalated severe/severe 2024-01-02 #2")]
    [InlineData(10, null)]
    [InlineData(40, "resolved minor/minor 2024-01-02 #2")]
    public void A_changed_ladder_runs_silently_and_tells_only_the_difference(int limit, string? told)
    {
        var series = new WatchedSeries(Over("r", 10, "minor"));
        series.Feed("2024-01-01", 1);
        series.Feed("2024-01-02", 32);

        var warnings = series.Rules(limit == 25 ? Over("r", 25, "severe") : Over("r", limit, "minor"));

        Assert.Equal(told is null ? [] : [told], warnings.Select(WatchedSeries.Line));
        if (told is null)
            return;
        Assert.StartsWith("the rule was changed: 32 CNY/t, limit ", warnings[0].Reason);
        Assert.StartsWith("规则已修改：最新值32 CNY/t，阈值", warnings[0].ReasonZh);
    }

    [Fact]
    public void What_fires_only_because_it_is_kept_firing_says_so_in_both_languages()
    {
        var warning = Assert.Single(new WatchedSeries(WrittenRules.One("value >= 10", "\"keepFiringFor\":5")).Feed("2024-01-01", 12, 5));

        Assert.Equal(("kept firing: 5 CNY/t, limit 10 CNY/t", "延续触发：最新值5 CNY/t，阈值10 CNY/t"), (warning.Reason, warning.ReasonZh));
    }

    [Fact]
    public void A_series_that_turns_out_to_be_monthly_runs_its_rules_again()
    {
        var rule = WrittenRules.One("change(30d) >= 50%");
        var daily = SeriesCommit.Advance(SeriesState.New(new Series("s")), [rule], [Of("2024-01-31", 10), Of("2024-02-29", 20)], EntryLog.Empty);
        Assert.Empty(daily.Warnings);

        var monthly = SeriesCommit.Advance(daily.State with { Series = new Series("s", "", Frequency.Monthly) }, [rule], [], EntryLog.Empty);

        Assert.Equal("opened severe/severe 2024-02-29 #1 since 2024-02-29", WatchedSeries.Line(Assert.Single(monthly.Warnings)));
    }

    [Fact]
    public void A_new_title_runs_nothing_again_but_is_kept()
    {
        var series = new WatchedSeries(Over("r", 10));
        series.Feed("2024-01-01", 1, 32);
        var renamed = WrittenRules.Parse("""{"id":"r","title":"New","series":["s"],"tags":["x"],"ladder":[{"severity":"severe","when":"value >= 10"}]}""");

        Assert.Empty(series.Rules(renamed));
        Assert.Equal(("New", renamed.Version), (series.State.Rules["r"].Title, series.State.Rules["r"].RuleVersion));
    }

    [Fact]
    public void A_series_that_leaves_resolves_what_is_open_and_keeps_its_history()
    {
        var series = new WatchedSeries(Over("a", 10), Over("b", 100));
        series.Feed("2024-01-01", 1);
        var opened = Assert.Single(series.Feed("2024-01-02", 32));

        var left = SeriesCommit.Leave(series.State);

        var removed = Assert.Single(left.Warnings);
        Assert.Equal("resolved severe/severe 2024-01-02 #2", WatchedSeries.Line(removed));
        Assert.Equal(("series removed", "序列已移除", opened.Episode, "t"), (removed.Reason, removed.ReasonZh, removed.Episode, removed.RuleTitle));
        Assert.Equal((0, 2, 1), (left.State.Rules.Count, left.State.Window.Count, left.State.Episodes));
        var again = SeriesCommit.Leave(left.State);
        Assert.Same(left.State, again.State);
        Assert.Empty(again.Warnings);
    }

    [Fact]
    public void A_removed_rule_resolves_and_made_again_it_is_a_new_episode()
    {
        var series = new WatchedSeries(Over("r", 10));
        series.Feed("2024-01-01", 1);
        var opened = Assert.Single(series.Feed("2024-01-02", 32));

        var removed = Assert.Single(series.Rules());
        Assert.Equal("resolved severe/severe 2024-01-02 #2", WatchedSeries.Line(removed));
        Assert.Equal(("rule removed", "规则已删除", opened.Episode, "t"), (removed.Reason, removed.ReasonZh, removed.Episode, removed.RuleTitle));
        Assert.Empty(series.State.Rules);

        var again = Assert.Single(series.Rules(Over("r", 10)));
        Assert.Equal("opened severe/severe 2024-01-02 #1 since 2024-01-02", WatchedSeries.Line(again));
        Assert.NotEqual(opened.Episode, again.Episode);
    }

    [Fact]
    public void A_removed_rule_that_told_nothing_says_nothing()
    {
        var series = new WatchedSeries(Over("r", 10));
        series.Feed("2024-01-01", 1);

        Assert.Empty(series.Rules());
        Assert.Empty(series.State.Rules);
    }

    [Fact]
    public void Rules_of_other_series_and_rules_on_entries_are_passed_over()
    {
        var other = WrittenRules.Parse("""{"id":"o","title":"t","series":["other"],"above":1,"severity":"severe"}""");
        var entries = WrittenRules.Parse("""{"id":"e","title":"t","on":"entry","match":{"words":["锂"]},"severity":"minor"}""");
        var series = new WatchedSeries(other, entries);

        Assert.Empty(series.Feed("2024-01-01", 1, 32));
        Assert.Empty(series.State.Rules);
    }

    [Fact]
    public void A_value_that_is_not_finite_is_a_bug_of_the_caller() =>
        Assert.Throws<ArgumentException>(() => new WatchedSeries(Ladder()).Feed("2024-01-01", double.NaN));

    private static Observation Of(string period, double value) => new(Period.Parse(period), value);

    private static Rule Over(string id, int limit, string severity = "severe") =>
        WrittenRules.Parse($$"""{"id":"{{id}}","title":"t","series":["s"],"ladder":[{"severity":"{{severity}}","when":"value >= {{limit}}"}]}""");

    private static Rule Ladder(string more = "\"tags\":[\"x\"]") => WrittenRules.Parse($$"""
        {"id":"r","title":"t","series":["s"],{{more}},"ladder":[
          {"severity":"minor","when":"value >= 10"},{"severity":"moderate","when":"value >= 20"},{"severity":"severe","when":"value >= 30"}]}
        """);
}
