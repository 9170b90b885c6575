using CsCheck;
using Notifier.Core.Backtesting;
using Notifier.Core.Entries;
using Notifier.Core.Episodes;
using Notifier.Core.Observations;
using Notifier.Core.Rules;

namespace Notifier.Core.Tests.Episodes;

public sealed class WindowBoundTests
{
    private static readonly Series Series = new("s", "CNY/t");

    [Theory]
    [InlineData("value > 1", Frequency.Daily, 33)]
    [InlineData("multiple(min, 365d) >= 2", Frequency.Daily, 398)]
    [InlineData("change(400d) >= 2", Frequency.Daily, 533)]
    [InlineData("multiple(min, 365d) >= 2", Frequency.Monthly, 45)]
    [InlineData("multiple(min, 52) >= 2 and change(7d) > 0", Frequency.Weekly, 85)]
    [InlineData("multiple(min, 30d) >= 2", Frequency.Intraday, 753)]
    [InlineData("drawdown(all) <= -50%", Frequency.Daily, 33)]
    [InlineData("bsadf(24, 0) >= critical(95%)", Frequency.Daily, 56)]
    [InlineData("weekly(bsadf(52, 0)) >= weekly(critical(95%))", Frequency.Daily, 396)]
    [InlineData("count('x', 3650d) >= 1", Frequency.Daily, 33)]
    [InlineData("multiple(min, 4000d) >= 2", Frequency.Daily, 4033)]
    public void The_observations_that_a_rule_needs_are_known_before_it_is_saved(string when, Frequency frequency, int needed) =>
        Assert.Equal(needed, WindowBound.Needed(WrittenRules.One(when), Series with { Frequency = frequency }));

    /// <summary>Episodes that began long before the window, held by <c>clear</c>, and <c>all</c> over everything: as the backtest over the whole history.</summary>
    [Fact]
    public void A_trimmed_window_gives_the_verdicts_of_the_whole_history_also_after_revisions()
    {
        var rule = WrittenRules.Parse("""
            {"id":"r","title":"t","series":["s"],"keepFiringFor":2,"ladder":[
              {"severity":"minor","when":"multiple(min, 60d) >= 1.6 and change(30d) >= 10%","for":2},
              {"severity":"moderate","when":"value > 35","clear":"value < 6","for":"3d"},
              {"severity":"severe","when":"drawdown(all) <= -60%","for":2}]}
            """);
        Gen.Int[0, int.MaxValue - 1].Sample(seed =>
        {
            var random = new Random(seed);
            var history = Walk(random, 4600);
            var state = SeriesCommit.Advance(SeriesState.New(Series), [rule], history[..3900], EntryLog.Empty).State;
            var transitions = new List<Transition>();
            for (var at = 3900; at < history.Length; at += 50)
            {
                var commit = SeriesCommit.Advance(SeriesStateCodec.Unpack(SeriesStateCodec.Pack(state)), [rule], history[at..(at + 50)], EntryLog.Empty);
                transitions.AddRange(commit.Warnings.SelectMany(warning => warning.Transitions));
                state = Revised(commit.State, rule, history, at + random.Next(50));
            }

            var expected = Backtest.Run(rule, Series, new History(history), EntryLog.Empty);
            Assert.Equal(WindowBound.Points, state.Window.Count);
            Assert.NotNull(state.Rules["r"].Checkpoint);
            Assert.Equal(
                expected.Transitions.Where(transition => transition.Period > history[3899].Period).Select(transition => (transition.Kind, transition.Severity, transition.Period, transition.Reason)),
                transitions.Select(transition => (transition.Kind, transition.Severity, transition.Period, transition.Reason)));
            Assert.Equal(expected.States[^1].Phase == RungPhase.Firing ? expected.States[^1].Severity : null, state.Rules["r"].Told);
        }, iter: 8);
    }

    /// <summary>Charts that remember all observations, and a statistic over thousands of them, through bytes and back at each commit.</summary>
    [Fact]
    public void A_trimmed_window_gives_the_verdicts_of_recursions_over_the_whole_history()
    {
        var rule = WrittenRules.Parse("""
            {"id":"r","title":"t","series":["s"],"ladder":[
              {"severity":"minor","when":"cusum(0.5) >= 3 or vote(1, cusum(0.25, lo) >= 4, zscore(52) <= -3)"},
              {"severity":"moderate","when":"ewma(0.2) > ewma(0.2, ucl)"},
              {"severity":"severe","when":"zscore(52) >= 1.5 and pagehinkley(0.005) >= 1 and value > bollinger(20, up)"}]}
            """);
        Gen.Int[0, int.MaxValue - 1].Sample(seed =>
        {
            var random = new Random(seed);
            var history = Walk(random, 4400);
            var state = SeriesCommit.Advance(SeriesState.New(Series), [rule], history[..3950], EntryLog.Empty).State;
            var transitions = new List<Transition>();
            for (var at = 3950; at < history.Length; at += 30)
            {
                var commit = SeriesCommit.Advance(SeriesStateCodec.Unpack(SeriesStateCodec.Pack(state)), [rule], history[at..(at + 30)], EntryLog.Empty);
                transitions.AddRange(commit.Warnings.SelectMany(warning => warning.Transitions));
                state = Revised(commit.State, rule, history, at + random.Next(30));
            }

            var expected = Backtest.Run(rule, Series, new History(history), EntryLog.Empty);
            Assert.Equal(5, state.Window.Dropped!.Runs.All.Count);
            Assert.Equal(
                expected.Transitions.Where(transition => transition.Period > history[3949].Period).Select(transition => (transition.Kind, transition.Severity, transition.Period, transition.Reason)),
                transitions.Select(transition => (transition.Kind, transition.Severity, transition.Period, transition.Reason)));
            Assert.NotEmpty(transitions);
        }, iter: 3);
    }

    [Fact]
    public void An_episode_that_began_before_the_window_survives_a_revision_inside_it()
    {
        var rule = WrittenRules.Parse("""{"id":"r","title":"t","series":["s"],"ladder":[{"severity":"minor","when":"value > 35","clear":"value < 6"}]}""");
        var history = Walk(new Random(1), 4300).Select((observation, day) => observation with { Value = day == 100 ? 36 : 10 + (day % 7) }).ToArray();
        var first = SeriesCommit.Advance(SeriesState.New(Series), [rule], history[..90], EntryLog.Empty);
        var state = SeriesCommit.Advance(first.State, [rule], history[90..], EntryLog.Empty).State;
        Assert.Equal(Core.Warnings.Severity.Minor, state.Rules["r"].Told);

        var revised = SeriesCommit.Advance(state, [rule], [history[^3] with { Value = 12.5 }], EntryLog.Empty);

        Assert.Single(revised.Changed);
        Assert.Empty(revised.Warnings);
        Assert.Equal(Core.Warnings.Severity.Minor, revised.State.Rules["r"].Told);
    }

    [Fact]
    public void Values_that_do_not_compress_leave_room_for_the_machines()
    {
        var random = new Random(5);
        var rules = Enumerable.Range(0, 20).Select(number => WrittenRules.Parse($$"""{"id":"r{{number}}","title":"A title of some length, {{number}}","series":["s"],"above":{{number}},"severity":"severe"}""")).ToArray();
        var history = Enumerable.Range(0, 5000).Select(day => new Observation(Period.FromTicks((day * 1_234_567_890_123L) + 7), random.NextDouble() * 10)).ToArray();

        var state = SeriesCommit.Advance(SeriesState.New(Series with { Frequency = Frequency.Intraday }), rules, history, EntryLog.Empty).State;

        Assert.InRange(state.Window.Count, 2000, 3999);
        Assert.Equal(5000 - state.Window.Count, state.Window.Dropped!.Count);
        Assert.InRange(SeriesStateCodec.Pack(state).Length, 40_000, SeriesStateCodec.MaximumBytes);
    }

    [Fact]
    public void Observations_older_than_the_window_are_known_and_change_nothing()
    {
        var history = Walk(new Random(3), 4100);
        var state = SeriesCommit.Advance(SeriesState.New(Series), [], history, EntryLog.Empty).State;

        Assert.Same(state, SeriesCommit.Advance(state, [], history, EntryLog.Empty).State);
        Assert.Empty(SeriesCommit.Advance(state, [], [history[5] with { Value = 77 }], EntryLog.Empty).Changed);
    }

    /// <summary>Two commits: a wrong value and its repair; both run the machines again from the checkpoint.</summary>
    private static SeriesState Revised(SeriesState state, Rule rule, Observation[] history, int index)
    {
        state = SeriesCommit.Advance(state, [rule], [history[index] with { Value = history[index].Value * 3 }], EntryLog.Empty).State;
        return SeriesCommit.Advance(state, [rule], [history[index]], EntryLog.Empty).State;
    }

    private static Observation[] Walk(Random random, int count)
    {
        var value = 10.0;
        return [.. Enumerable.Range(0, count).Select(day =>
        {
            value = Math.Clamp(value * (1 + (0.04 * random.Next(-2, 3))), 5.5, 40);
            return new Observation(Period.From(new DateOnly(2010, 1, 1).AddDays(day)), Math.Round(value, 1));
        })];
    }
}
