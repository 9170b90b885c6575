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

/// <summary>A roll of the main contract raises no alarm, and hides none.</summary>
public sealed class RolledSeriesTests
{
    [Theory]
    [InlineData(1.6)]
    [InlineData(2)]
    [InlineData(0.5)]
    [InlineData(2.2046)]
    public void Flat_contracts_that_differ_raise_nothing(double ratio)
    {
        var prices = RolledPrices.Of([.. Enumerable.Repeat(80_000.0, 400)], day => day % 37 == 0 ? day % 2 == 0 ? ratio : 1 / ratio : 1);

        Assert.Empty(AtOnce(prices).Warnings);
        Assert.Empty(DayByDay(prices).Warnings);
        Assert.Empty(DayByDay(prices).State.Suspects);
        Assert.Equal(prices.Rolls, DayByDay(prices).State.Window.Rolls);
    }

    [Fact]
    public void A_real_rise_over_several_rolls_is_told_on_its_day()
    {
        // Tenfold within a year, while each new contract costs a third less.
        var prices = RolledPrices.Of([.. Enumerable.Range(0, 400).Select(day => 10_000 * Math.Pow(10, Math.Max(0, day - 30) / 365.0))], day => day % 45 == 0 ? 2 / 3.0 : 1);
        var rule = Rule("tenfold", "multiple(min, 365d) >= 5");

        var told = Feed(prices, 1, [rule]).Warnings;

        var expected = Backtest.Run(rule, Rolled, new History(prices.Pure), EntryLog.Empty).Transitions.Single(one => one.Kind == TransitionKind.Opened);
        Assert.Equal((TransitionKind.Opened, expected.Period), (Assert.Single(told).Kind, told[0].Period));
        Assert.Contains("6 rolls of the contract are taken out, the last: lc2006 rolled to lc2007 on 2020-09-27 at ×0.667, which is taken out", told[0].Reason, StringComparison.Ordinal);
        Assert.Contains("已剔除6次换月的价差", told[0].ReasonZh, StringComparison.Ordinal);
    }

    [Fact]
    public void The_limit_of_a_price_is_that_of_the_contract_itself()
    {
        var prices = RolledPrices.Of([.. Enumerable.Repeat(80_000.0, 60)], day => day == 40 ? 1.6 : 1);

        var told = Feed(prices, 1, [Rule("high", "value >= 100000 CNY/t")]).Warnings;

        Assert.Equal(("opened severe/severe 2020-02-10 #1", "128,000 CNY/t, limit 100,000 CNY/t"), (WatchedSeries.Line(Assert.Single(told)), told[0].Reason));
    }

    [Fact]
    public void However_the_days_arrive_the_warnings_are_those_of_the_returns() =>
        Gen.Select(RolledPrices.Any(80, 220), Gen.Int[0, 6], Gen.Int[1, 40]).Sample((prices, which, chunk) =>
        {
            var rule = Relative[which];
            var expected = Backtest.Run(rule, Rolled, new History(prices.Pure), EntryLog.Empty);

            // Walks that stand still now and then are no matter of this test.
            var (state, warnings) = Feed(prices, chunk, [rule], QualityChecks.None);

            var first = prices.Pure[Math.Min(chunk, prices.Pure.Length) - 1].Period;
            Assert.Equal(
                expected.Transitions.Where(one => one.Period > first).Select(one => (one.Kind, one.Severity, one.Period)),
                warnings.SelectMany(one => one.Transitions).Where(one => one.Period > first).Select(one => (one.Kind, one.Severity, one.Period)));
            Assert.Equal(expected.States[^1].Phase == RungPhase.Firing ? expected.States[^1].Severity : null, state.Rules[rule.Id].Told);
            Assert.Equal(prices.Traded, state.Window.AsSpan().ToArray());
            Assert.Equal(prices.Rolls, state.Window.Rolls);
        }, iter: 300);

    [Fact]
    public void Days_that_are_read_again_change_nothing() => RolledPrices.Any(60, 120).Sample(prices =>
    {
        var state = AtOnce(prices).State;

        var again = SeriesCommit.Advance(state, Relative, prices.Traded[30..], EntryLog.Empty, screening: prices.Screening);

        Assert.Same(state, again.State);
        Assert.Empty(again.Warnings);
    }, iter: 50);

    [Fact]
    public void A_roll_that_is_corrected_later_corrects_what_was_told()
    {
        var prices = RolledPrices.Of([.. Enumerable.Repeat(80_000.0, 150)], day => day == 100 ? 1.6 : 1);
        var wrong = prices with { Rolls = [prices.Rolls[0] with { After = 90_000 }] };
        var (state, told) = Feed(wrong, 150, [Relative[0]]);
        Assert.Equal(TransitionKind.Opened, Assert.Single(told).Kind);

        // The same values, but for one, and the right settlement of the day of the roll.
        var revised = prices.Traded.Select((one, day) => day == 99 ? one with { Value = 80_100 } : one).ToList();
        var commit = SeriesCommit.Advance(state, [Relative[0]], revised, EntryLog.Empty, screening: prices.Screening);

        Assert.Equal([TransitionKind.Corrected, TransitionKind.Resolved], Assert.Single(commit.Warnings).Transitions.Select(one => one.Kind));
        Assert.Equal(prices.Rolls, commit.State.Window.Rolls);
    }

    /// <summary>The step is put aside, and after three days that agree it is taken and counts as none; that is said.</summary>
    [Fact]
    public void Without_a_common_day_the_step_waits_and_counts_as_none()
    {
        var prices = RolledPrices.Of([.. Enumerable.Range(0, 130).Select(day => 80_000.0 + (day % 2 * 400))], day => day == 100 ? 1.6 : 1) with { Rolls = [] };

        var (early, _) = Feed(prices with { Pure = prices.Pure[..101], Traded = prices.Traded[..101] }, 1, Steps);
        Assert.Equal((SuspectKind.Roll, "lc2002"), (early.Suspects.Single().Kind, early.Suspects[0].Contract));
        Assert.Contains("the contract changed from lc2001 to lc2002, without a day on which both settled", early.Suspects[0].Detail, StringComparison.Ordinal);

        var (state, told) = Feed(prices, 1, Steps);
        Assert.Empty(told);
        Assert.Equal(130, state.Window.Count);
        Assert.Equal(new Roll(RolledPrices.Day(100), "lc2001", "lc2002", 80_400, 128_000, null), Assert.Single(state.Window.Rolls));
        Assert.Contains("lc2001 rolled to lc2002 on 2020-04-10 without a day on which both settled: that step of ×1.59 counts as none", state.Rules["multiple"].LastReason, StringComparison.Ordinal);
        Assert.Empty(Feed(prices, 130, Steps).Warnings);
    }

    /// <summary>A price that is wrong by a decimal point on the day of a roll measures no roll.</summary>
    [Fact]
    public void A_wrong_price_is_no_roll()
    {
        var prices = RolledPrices.Of([.. Enumerable.Range(0, 80).Select(day => 80_000.0 + (day % 2 * 400))], day => day == 40 ? 1.05 : 1);
        var traded = prices.Traded.Select((one, day) => day == 40 ? one with { Value = one.Value * 100 } : one).ToArray();
        var wrong = prices with { Traded = traded, Rolls = [prices.Rolls[0] with { After = prices.Rolls[0].After * 100 }] };

        var (state, told) = Feed(wrong, 1, Steps);

        Assert.Empty(told);
        Assert.Equal(SuspectKind.Scale, Assert.Single(state.Suspects).Kind);
    }

    [Fact]
    public void Rolls_and_the_contracts_of_what_is_put_aside_are_packed_with_the_state()
    {
        var prices = RolledPrices.Of([.. Enumerable.Range(0, 41).Select(day => 80_000.0 + day)], day => day is 20 or 40 ? 1.6 : 1);
        var state = Feed(prices with { Rolls = [prices.Rolls[0]] }, 1, Relative).State;

        var read = SeriesStateCodec.Unpack(SeriesStateCodec.Pack(state));

        Assert.Equal(prices.Rolls[0], Assert.Single(read.Window.Rolls));
        Assert.Equal("lc2003", Assert.Single(read.Suspects).Contract);
        Assert.Null(read.Suspects[0].Roll);
    }
}
