using CsCheck;
using Notifier.Core.Backtesting;
using Notifier.Core.Entries;
using Notifier.Core.Episodes;
using Notifier.Core.Observations;
using Notifier.Core.Observations.Quality;
using Notifier.Core.Rules;
using Notifier.Core.Tests.Observations;
using Notifier.Core.Warnings;
using static Notifier.Core.Tests.Episodes.RolledRuns;

namespace Notifier.Core.Tests.Episodes;

/// <summary>A value that is put aside on the day of a roll: the roll stays, whatever becomes of the value.</summary>
public sealed class RolledSuspectTests
{
    /// <summary>Both contracts tenfold on the day of the roll, and the new one 60% above the old: a factor that units have waits for a person.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(200)]
    public void A_jump_on_the_day_of_a_roll_is_told_once_it_is_confirmed(int chunk)
    {
        var prices = RolledPrices.Of([.. Enumerable.Range(0, 110).Select(day => (80_000.0 + (day % 2 * 400)) * (day < 100 ? 1 : 10))], day => day == 100 ? 1.6 : 1);

        var (held, before) = Feed(prices, chunk, Steps);
        Assert.Empty(before);
        Assert.All(held.Suspects, suspect => Assert.Contains(" of 80,400 CNY/t (2020-04-09): a decimal point?", suspect.Detail, StringComparison.Ordinal));
        Assert.Equal((10, 100), (held.Suspects.Count, held.Window.Count));

        // What a person says comes without contracts.
        var told = SeriesCommit.Advance(held, Steps, [prices.Traded[100]], EntryLog.Empty, screening: new(QualityChecks.OfPrice, Confirmed: new HashSet<Period> { RolledPrices.Day(100) }));

        Assert.Equal(["change", "multiple", "runup"], told.Warnings.Select(one => one.Rule).Order(StringComparer.Ordinal));
        Assert.All(told.Warnings, one => Assert.Contains("lc2001 rolled to lc2002 on 2020-04-10 at ×1.60, which is taken out", one.Reason, StringComparison.Ordinal));
        Assert.Equal((prices.Rolls[0], 110), (Assert.Single(told.State.Window.Rolls), told.State.Window.Count));
        Assert.Empty(told.State.Suspects);
    }

    /// <summary>A factor that says nothing is believed after three days, by whatever commits they come.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(101)]
    [InlineData(200)]
    public void A_jump_over_the_roll_is_told_with_the_third_day_that_agrees(int chunk)
    {
        var prices = RolledPrices.Of([.. Enumerable.Range(0, 110).Select(day => (80_000.0 + (day % 2 * 400)) * (day < 100 ? 1 : 5.5))], day => day is 100 or 101 ? 2.2 : 1);

        var (state, told) = Feed(prices, chunk, Steps);

        Assert.Equal(["change", "multiple", "runup"], told.Select(one => one.Rule).Order(StringComparer.Ordinal));
        Assert.Equal(prices.Rolls, state.Window.Rolls);
        Assert.Equal(110, state.Window.Count);
        Assert.Empty(state.Suspects);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(41)]
    [InlineData(80)]
    public void A_misprint_on_the_day_of_a_roll_leaves_the_roll_measured(int chunk)
    {
        var prices = RolledPrices.Of([.. Enumerable.Range(0, 80).Select(day => 80_000.0 + (day % 2 * 400))], day => day == 40 ? 1.6 : 1, _ => true);
        var misprinted = prices with { Traded = [.. prices.Traded.Select((one, day) => day == 40 ? one with { Value = one.Value * 100 } : one)] };

        var (state, told) = Feed(misprinted, chunk, Steps);

        Assert.Empty(told);
        Assert.Equal(SuspectKind.Scale, Assert.Single(state.Suspects).Kind);
        Assert.Equal(prices.Rolls[0] with { At = RolledPrices.Day(41) }, Assert.Single(state.Window.Rolls));

        // Confirmed after all, or corrected by its source: the roll is where it was, once.
        var confirmed = SeriesCommit.Advance(state, Steps, [misprinted.Traded[40]], EntryLog.Empty, screening: new(QualityChecks.OfPrice, Confirmed: new HashSet<Period> { RolledPrices.Day(40) }));
        Assert.Equal(prices.Rolls, confirmed.State.Window.Rolls);
        var corrected = SeriesCommit.Advance(state, Steps, [prices.Traded[40]], EntryLog.Empty, screening: new(QualityChecks.OfPrice));
        Assert.Equal(prices.Rolls, corrected.State.Window.Rolls);
        Assert.Empty(corrected.Warnings);
        Assert.Equal(prices.Traded, corrected.State.Window.AsSpan().ToArray());
    }

    [Fact]
    public void A_day_that_is_read_again_without_a_roll_has_none()
    {
        var prices = RolledPrices.Of([.. Enumerable.Range(0, 80).Select(day => 80_000.0 + (day % 2 * 400))], day => day == 40 ? 1.6 : 1, _ => true);
        var traded = prices.Traded[..41];
        traded[40] = traded[40] with { Value = 8_000_000 };
        var (held, _) = Feed(prices with { Traded = traded }, 1, Steps);
        Assert.Equal(prices.Rolls[0], Assert.Single(held.Suspects).Roll);

        var right = SeriesCommit.Advance(held, Steps, [prices.Pure[40]], EntryLog.Empty, screening: new(QualityChecks.OfPrice, Notes: new Dictionary<Period, string> { [RolledPrices.Day(40)] = "lc2001" }));

        Assert.Empty(right.State.Window.Rolls);
        Assert.Equal((41, "lc2001"), (right.State.Window.Count, right.State.Note));
    }

    /// <summary>Only so many suspects are remembered: their rolls go on with those that are.</summary>
    [Fact]
    public void A_roll_outlives_the_suspect_that_is_forgotten()
    {
        var prices = RolledPrices.Of([.. Enumerable.Range(0, 250).Select(day => (80_000.0 + (day % 2 * 400)) * (day < 100 ? 1 : 10))], day => day is 100 or 101 ? 1.6 : 1);

        var (held, _) = Feed(prices, 1, Steps);
        Assert.Equal(QualityScreen.MostSuspects, held.Suspects.Count);
        var first = held.Suspects[0].Observation;
        var told = SeriesCommit.Advance(held, Steps, [first], EntryLog.Empty, screening: new(QualityChecks.OfPrice, Confirmed: new HashSet<Period> { first.Period }));

        Assert.Equal(2.56, Assert.Single(told.State.Window.Rolls).Ratio, 1e-12);
        // 30 days before the first that is left there is no value.
        Assert.Equal(["multiple", "runup"], told.Warnings.Select(one => one.Rule).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Misprints_on_days_of_rolls_are_nothing_to_the_warnings() =>
        Gen.Select(RolledPrices.Any(80, 220), Gen.Int[1, 40], Gen.Int[2, 5]).Sample((prices, chunk, every) =>
        {
            var spoilt = prices.Rolls.Where((_, index) => index % every == 0).Select(roll => roll.At).Where(at => at > RolledPrices.Day(40)).ToHashSet();
            var misprinted = prices with { Traded = [.. prices.Traded.Select(one => spoilt.Contains(one.Period) ? one with { Value = one.Value * 1_000 } : one)] };
            var rule = Relative[1];

            var byChunks = Feed(misprinted, chunk, [rule], QualityChecks.OfPrice);
            var atOnce = Feed(misprinted, 1_000, [rule], QualityChecks.OfPrice);

            // Walks that stand still for long are put aside too, and no matter of this test.
            if (byChunks.State.Suspects.Concat(atOnce.State.Suspects).Any(suspect => suspect.Kind == SuspectKind.Stale))
                return;
            var rest = new History(prices.Pure.Where(one => !spoilt.Contains(one.Period)));
            var expected = Backtest.Run(rule, Rolled, rest, EntryLog.Empty);
            var first = prices.Pure[Math.Min(chunk, prices.Pure.Length) - 1].Period;
            Assert.Equal(
                expected.Transitions.Where(one => one.Period > first).Select(one => (one.Kind, one.Period)),
                byChunks.Warnings.SelectMany(one => one.Transitions).Where(one => one.Period > first).Select(one => (one.Kind, one.Period)));
            Assert.Equal(spoilt.Order(), byChunks.State.Suspects.Select(suspect => suspect.Period));
            Assert.Equal(atOnce.State.Window.AsSpan().ToArray(), byChunks.State.Window.AsSpan().ToArray());
            Assert.Equal(atOnce.State.Window.Rolls, byChunks.State.Window.Rolls);
        }, iter: 200);
}
