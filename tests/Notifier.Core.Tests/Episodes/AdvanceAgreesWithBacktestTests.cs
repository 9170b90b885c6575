using CsCheck;
using Notifier.Core.Backtesting;
using Notifier.Core.Entries;
using Notifier.Core.Episodes;
using Notifier.Core.Observations;
using Notifier.Core.Rules;

namespace Notifier.Core.Tests.Episodes;

/// <summary>However a history arrives, the machines end in the same place and the appended observations tell the same transitions.</summary>
public sealed class AdvanceAgreesWithBacktestTests
{
    private static readonly Series Series = new("s", "CNY/t");

    [Fact]
    public void Any_chunks_give_the_transitions_of_the_backtest() =>
        Gen.Select(RandomHistories.Daily, RandomHistories.Rule, RandomHistories.Cuts).Sample((history, rule, cuts) =>
        {
            var expected = Backtest.Run(rule, Series, new History(history), EntryLog.Empty);
            var baseline = history[Math.Min(cuts[0], history.Length) - 1].Period;

            var (state, transitions) = Feed(rule, history, cuts);

            Assert.Equal(Tuples(expected.Transitions.Where(transition => transition.Period > baseline)), Tuples(transitions));
            Assert.Equal(expected.States[^1].Phase == RungPhase.Firing ? expected.States[^1].Severity : null, state.Rules["r"].Told);
        }, iter: 3000);

    [Fact]
    public void Observations_in_any_order_with_revisions_end_with_the_verdict_of_the_backtest() =>
        Gen.Select(RandomHistories.Daily, RandomHistories.Rule, Gen.Int[1, 6], Gen.Int[0, int.MaxValue - 1]).Sample((history, rule, chunks, seed) =>
        {
            var shuffled = history.ToArray();
            new Random(seed).Shuffle(shuffled);
            var state = SeriesState.New(Series);
            foreach (var chunk in shuffled.Chunk((shuffled.Length / chunks) + 1))
            {
                // A wrong value first, which is revised in the next commit.
                state = SeriesCommit.Advance(state, [rule], [.. chunk.Select(observation => observation with { Value = observation.Value + 3 })], EntryLog.Empty).State;
                state = SeriesCommit.Advance(state, [rule], chunk, EntryLog.Empty).State;
            }

            var expected = Backtest.Run(rule, Series, new History(history), EntryLog.Empty).States[^1];
            Assert.Equal(expected.Phase == RungPhase.Firing ? expected.Severity : null, state.Rules["r"].Told);
            Assert.Equal(history, state.Window.AsSpan().ToArray());
        }, iter: 1000);

    [Fact]
    public void A_commit_tried_again_gives_the_same_warnings_and_a_known_observation_changes_nothing() =>
        Gen.Select(RandomHistories.Daily, RandomHistories.Rule).Sample((history, rule) =>
        {
            var before = SeriesCommit.Advance(SeriesState.New(Series), [rule], history[..(history.Length / 2)], EntryLog.Empty).State;
            var once = SeriesCommit.Advance(before, [rule], history, EntryLog.Empty);
            var again = SeriesCommit.Advance(before, [rule], history, EntryLog.Empty);
            var nothing = SeriesCommit.Advance(once.State, [rule], history, EntryLog.Empty);

            Assert.Equal(once.Warnings.Select(warning => warning.Id), again.Warnings.Select(warning => warning.Id));
            Assert.Same(once.State, nothing.State);
            Assert.Empty(nothing.Warnings);
            Assert.Empty(nothing.Changed);
        }, iter: 500);

    /// <summary>The first chunk is history, the others are appended; the transitions are those of the appended ones.</summary>
    private static (SeriesState State, List<Transition> Transitions) Feed(Rule rule, Observation[] history, int[] cuts)
    {
        var (state, transitions, fed, cut) = (SeriesState.New(Series), new List<Transition>(), 0, 0);
        while (fed < history.Length)
        {
            var size = Math.Min(cuts[cut++ % cuts.Length], history.Length - fed);
            var commit = SeriesCommit.Advance(state, [rule], history[fed..(fed + size)], EntryLog.Empty);
            if (fed > 0)
                transitions.AddRange(commit.Warnings.SelectMany(warning => warning.Transitions));
            state = SeriesStateCodec.Unpack(SeriesStateCodec.Pack(commit.State));
            fed += size;
        }

        return (state, transitions);
    }

    private static IEnumerable<object> Tuples(IEnumerable<Transition> transitions) =>
        transitions.Select(transition => (transition.Kind, transition.Severity, transition.Period, transition.Value, transition.Reason)).Cast<object>();
}
