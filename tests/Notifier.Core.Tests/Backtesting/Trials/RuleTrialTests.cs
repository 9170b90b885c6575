using Notifier.Core.Backtesting.Trials;
using Notifier.Core.Observations;
using Notifier.Core.Warnings;

namespace Notifier.Core.Tests.Backtesting.Trials;

public sealed class RuleTrialTests
{
    [Fact]
    public void A_stricter_rule_tells_later_and_less()
    {
        // A year and a half flat, a month at 1.6, a month at 1.9, then double.
        var history = Days([.. Flat(500, 100), .. Flat(30, 160), .. Flat(30, 190), .. Flat(171, 210)]);

        var (own, looser, stricter) = RuleTrial.WithNeighbours(WrittenRules.One("multiple(min, 365d) >= 1.6"), new Series("s"), history);

        Assert.Equal([(1, 62.0), (1, 62.0), (1, 32.0)], new[] { own, looser, stricter }.Select(trial => (trial.Messages, trial.Doublings[0].Leads[0].Days)));
        Assert.Equal("multiple(min, 365d) >= 1.75", stricter.Rungs[0].When);
        Assert.Equal([history[500]], own.Rungs[0].Alarms);
        Assert.Equal(1 / (730 / 365.25), own.MessagesPerYear, 1e-12);
    }

    [Fact]
    public void Of_daily_lithium_the_moderate_rung_warned_before_it_doubled()
    {
        var trial = RuleTrial.Of(WrittenRules.Parse(WrittenRules.Lithium), new Series("lithium-carbonate-cn", "CNY/t"), PriceFile.Read("prices/daily/lithium_carbonate_cn_spot.csv"));

        var doubling = Assert.Single(trial.Doublings);
        Assert.Equal(
            [(Severity.Minor, "2020-12-07", 53.0), (Severity.Moderate, "2021-01-08", 21.0)],
            doubling.Leads.Select(lead => (lead.Severity, lead.At.ToString(), lead.Days)));
    }

    [Fact]
    public void Of_no_history_nothing_is_told()
    {
        var trial = RuleTrial.Of(WrittenRules.One("value > 1"), new Series("s"), new History());

        Assert.Equal((0, 0.0), (trial.Messages, trial.Years));
        Assert.Empty(trial.Doublings);
    }

    private static IEnumerable<double> Flat(int days, double value) => Enumerable.Repeat(value, days);

    private static History Days(IReadOnlyList<double> values) =>
        new(values.Select((value, day) => new Observation(Period.From(new DateOnly(2020, 1, 1)).Add(TimeSpan.FromDays(day)), value)));
}
