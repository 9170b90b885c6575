using CsCheck;
using Notifier.Core.Backtesting;
using Notifier.Core.Entries;
using Notifier.Core.Episodes;
using Notifier.Core.Observations;
using Notifier.Core.Rules;

namespace Notifier.Core.Tests.Episodes;

/// <summary>Rules that change with time alone are evaluated on a schedule between observations.</summary>
public sealed class TickTests
{
    [Fact]
    public void The_schedule_is_daily_at_five_past_midnight_or_every_multiple_of_the_interval()
    {
        var (daily, hourly) = (WrittenRules.One("age > 3d"), WrittenRules.One("age > 3d", "\"tick\":\"6h\""));

        Assert.Equal(
            ["2024-01-02T00:05:00Z", "2024-01-03T00:05:00Z"],
            TickSchedule.Between(daily, Period.Parse("2024-01-01T00:05:00Z"), Period.Parse("2024-01-03T12:00:00Z")).Select(at => at.ToString()));
        Assert.Equal(
            ["2024-01-01T06:00:00Z", "2024-01-01T12:00:00Z", "2024-01-01T18:00:00Z", "2024-01-02"],
            TickSchedule.Between(hourly, Period.Parse("2024-01-01"), Period.Parse("2024-01-02")).Select(at => at.ToString()));
        Assert.Empty(TickSchedule.Between(daily, Period.Parse("2024-01-03T00:05:00Z"), Period.Parse("2024-01-03T00:05:00Z")));
        Assert.True(TickSchedule.Applies(daily));
        Assert.False(TickSchedule.Applies(WrittenRules.One("value > 3")));
    }

    [Fact]
    public void A_series_that_falls_silent_is_told_at_a_tick_and_again_when_it_speaks()
    {
        var series = new WatchedSeries(WrittenRules.One("age > 3d"));
        series.Feed("2024-01-01", 1);

        Assert.Empty(series.Tick("2024-01-03T00:07:00Z"));
        var warning = Assert.Single(series.Tick("2024-01-05T09:00:00Z"));
        Assert.Equal("opened severe/severe 2024-01-04T00:05:00Z #1", WatchedSeries.Line(warning));
        Assert.StartsWith("last observation 2024-01-01, 3.003", warning.Reason);
        Assert.Empty(series.Tick("2024-01-05T09:00:00Z"));
        Assert.Equal("resolved severe/severe 2024-01-05 #2", WatchedSeries.Line(Assert.Single(series.Feed("2024-01-05", 2))));
    }

    [Fact]
    public void A_tick_counts_as_one_observation_for_a_count()
    {
        var series = new WatchedSeries(WrittenRules.One("age > 1d", @for: "3"));
        series.Feed("2024-01-01", 1);

        Assert.Empty(series.Tick("2024-01-03T00:05:00Z"));
        Assert.Equal("opened severe/severe 2024-01-04T00:05:00Z #1", WatchedSeries.Line(Assert.Single(series.Tick("2024-01-04T00:05:00Z"))));
    }

    [Fact]
    public void A_tick_does_nothing_for_rules_without_time_and_nothing_is_to_be_stored()
    {
        var series = new WatchedSeries(WrittenRules.One("value > 10"));
        series.Feed("2024-01-01", 1);
        var before = series.State;

        Assert.Same(before, SeriesCommit.Advance(before, [WrittenRules.One("value > 10")], [], EntryLog.Empty, Period.Parse("2024-02-01")).State);
    }

    [Fact]
    public void An_entry_opens_a_joint_rule_at_the_next_tick_and_is_cited()
    {
        var series = new WatchedSeries(WrittenRules.One("value >= 10 and count('锂', 14d) >= 1"));
        series.Feed("2024-01-01", 12);
        series.Entries = new([new("gov", "n-1", "锂电池行业规范条件", null, "", "", Period.Parse("2024-01-02T10:00:00Z"), null, [], [])]);

        Assert.Empty(series.Tick("2024-01-02T00:05:00Z"));
        var warning = Assert.Single(series.Tick("2024-01-03T00:05:00Z"));

        Assert.Equal("opened severe/severe 2024-01-03T00:05:00Z #1", WatchedSeries.Line(warning));
        Assert.Equal(["n-1"], warning.Inputs.Entries);
        Assert.Equal("12 CNY/t, limit 10 CNY/t; 1 entry on '锂' in 14 days, the newest “锂电池行业规范条件”, limit 1", warning.Reason);
        Assert.Equal("resolved severe/severe 2024-01-17T00:05:00Z #2", WatchedSeries.Line(Assert.Single(series.Tick("2024-01-17T00:05:00Z"))));
    }

    [Fact]
    public void An_entry_that_comes_after_its_tick_opens_a_joint_rule_at_once_and_counts_once()
    {
        var series = new WatchedSeries(WrittenRules.One("value >= 10 and count('锂', 14d) >= 1"));
        series.Feed("2024-01-01", 12);
        Assert.Empty(series.Tick("2024-01-02T00:06:00Z"));
        series.Entries = new([new("gov", "n-1", "锂电池行业规范条件", null, "", "", Period.Parse("2024-01-02"), null, [], [])]);

        Assert.Equal("opened severe/severe 2024-01-02T10:30:00Z #1", WatchedSeries.Line(Assert.Single(series.Tick("2024-01-02T10:30:00Z"))));
        Assert.Empty(series.Tick("2024-01-02T11:00:00Z"));
        // The price of the same day, which came later.
        Assert.Empty(series.Feed("2024-01-02", 12));
        // A revision runs the machines again, and the entry between the ticks is not lost.
        Assert.Empty(series.Feed("2024-01-01", 13));
        Assert.Empty(series.Tick("2024-01-03T00:05:00Z"));
    }

    [Fact]
    public void Entries_that_come_between_two_ticks_are_one_observation_for_a_count()
    {
        var series = new WatchedSeries(WrittenRules.One("count('锂', 14d) >= 1", @for: "3"));
        series.Feed("2024-01-01", 12);
        foreach (var hour in new[] { 10, 11, 12 })
        {
            series.Entries = new([.. series.Entries.Entries, new("gov", $"n-{hour}", $"锂 {hour}", null, "", "", Period.Parse($"2024-01-02T{hour}:00:00Z"), null, [], [])]);
            Assert.Empty(series.Tick($"2024-01-02T{hour}:01:00Z"));
        }

        Assert.Empty(series.Tick("2024-01-03T00:05:00Z"));
        Assert.Single(series.Tick("2024-01-04T00:05:00Z"));
    }

    [Fact]
    public void Ticks_missed_in_an_outage_are_stepped_as_the_backtest_does()
    {
        var rule = Gen.OneOf<string>(Gen.Const("age >= 2d"), Gen.Const("age > 1d and value >= 10"), Gen.Const("age < 4d or value < 9"));
        Gen.Select(RandomHistories.Daily, rule, Gen.Int[1, 3], RandomHistories.Cuts).Sample((history, when, met, cuts) =>
        {
            var written = WrittenRules.One(when, "\"keepFiringFor\":1", $"{met}");
            var expected = Backtest.Run(written, new Series("s", "CNY/t"), new History(history), EntryLog.Empty);
            var series = new WatchedSeries(written);
            var (fed, transitions) = (0, new List<Transition>());
            for (var cut = 0; fed < history.Length; cut++)
            {
                var chunk = history.Skip(fed).Take(cuts[cut % cuts.Length]).ToArray();
                var told = series.Advance(chunk);
                if (fed > 0)
                    transitions.AddRange(told.SelectMany(warning => warning.Transitions));
                fed += chunk.Length;
            }

            var baseline = history[Math.Min(cuts[0], history.Length) - 1].Period;
            Assert.Equal(
                expected.Transitions.Where(transition => transition.Period > baseline).Select(transition => (transition.Kind, transition.Period, transition.Reason)),
                transitions.Select(transition => (transition.Kind, transition.Period, transition.Reason)));
        }, iter: 200);
    }

    [Fact]
    public void A_backtest_has_a_state_for_each_observation_and_each_tick_between_them()
    {
        var history = new History([new(Period.Parse("2024-01-01"), 1), new(Period.Parse("2024-01-03"), 1)]);

        var states = Backtest.Run(WrittenRules.One("age > 1d"), new Series("s"), history, EntryLog.Empty).States;

        Assert.Equal(
            ["2024-01-01 Inactive", "2024-01-01T00:05:00Z Inactive", "2024-01-02T00:05:00Z Firing", "2024-01-03 Inactive"],
            states.Select(state => $"{state.At} {state.Phase}"));
    }
}
