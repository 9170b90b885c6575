using CsCheck;
using Notifier.Core.Backtesting;
using Notifier.Core.Entries;
using Notifier.Core.Observations;

namespace Notifier.Core.Tests.Backtesting;

/// <summary>Counts see observations only: with gaps they give the states that durations give where the gaps are closed.</summary>
public sealed class GapsAndCountsTests
{
    private static readonly DateOnly FirstDay = new(2024, 1, 1);

    [Fact]
    public void Counts_with_gaps_equal_durations_with_the_gaps_closed() =>
        Gen.Select(
            Gen.Select(Gen.Int[8, 12], Gen.Frequency((3, Gen.Const(1)), (1, Gen.Int[2, 30]))).Array[1, 80],
            Gen.Int[0, 3].Select(index => ((string[])[">", ">=", "<", "<="])[index]),
            Gen.Int[1, 5],
            Gen.Int[0, 4]).Sample((steps, sign, met, tolerated) =>
        {
            var counts = WrittenRules.One($"value {sign} 10", $"\"keepFiringFor\":{tolerated}", $"{met}");
            var durations = WrittenRules.One($"value {sign} 10", $"\"keepFiringFor\":{Days(tolerated)}", met == 1 ? "1" : Days(met - 1));
            var day = FirstDay;
            var gapped = new History(steps.Select(step => new Observation(Period.From(day = day.AddDays(step.Item2)), step.Item1)));
            var closed = new History(steps.Select((step, index) => new Observation(Period.From(FirstDay.AddDays(index)), step.Item1)));

            Assert.Equal(
                Backtest.Run(durations, new Series("s"), closed, EntryLog.Empty).States.Select(state => (state.Phase, state.Severity)),
                Backtest.Run(counts, new Series("s"), gapped, EntryLog.Empty).States.Select(state => (state.Phase, state.Severity)));
        }, iter: 5000);

    private static string Days(int days) => days == 0 ? "0" : $"\"{days}d\"";
}
