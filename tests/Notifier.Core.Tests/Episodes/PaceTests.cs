using Notifier.Core.Backtesting;
using Notifier.Core.Entries;
using Notifier.Core.Episodes;
using Notifier.Core.Indicators;
using Notifier.Core.Observations;
using Notifier.Core.Rules;

namespace Notifier.Core.Tests.Episodes;

/// <summary>A rung that fires says when the next one comes if the price goes on as it does.</summary>
public sealed class PaceTests
{
    // At rest first; then it doubles in 100 observations, of which 59 have passed.
    private static readonly double[] Doubling = [.. Enumerable.Repeat(100.0, 35), .. Enumerable.Range(0, 60).Select(at => 100 * Math.Pow(2, at / 100.0))];

    [Theory]
    [InlineData("multiple(min, 365d) >= 1.5 and logreturn(30d) >= 0.1", "multiple(min, 365d) >= 2", "at this pace ×2 in about 41 days", "按此速度约41天后达到2倍")]
    [InlineData("multiple(min, 365d) >= 1.5 and logreturn(30d) >= 0.1", "multiple(min, 365d) >= 1.7 and change(5d) > 0", "at this pace ×1.7 in about 18 days", "按此速度约18天后达到1.7倍")]
    [InlineData("multiple(min, 365d) >= 1.5 and change(30d) >= 1%", "multiple(min, 30d) >= 9", "at this pace ×2 in about 41 days", "按此速度约41天后达到2倍")]
    [InlineData("multiple(min, 120d) >= 1.5", "value > 900", "at this pace ×2 in about 41 days", "按此速度约41天后达到2倍")]
    [InlineData("multiple(min, 365) >= 1.5 and logreturn(30) >= 0.1", "multiple(min, 365) >= 1.51", "at this pace ×1.51 in about 0.5 days", "按此速度约0.5天后达到1.51倍")]
    [InlineData("value >= 150 and change(10d) > 1%", "value >= 200 CNY/t", "at this pace 200 CNY/t in about 41 days", "按此速度约41天后达到200 CNY/t")]
    [InlineData("value >= 400 or change(10d) > 1%", "age > 3d", "at this pace 400 CNY/t in about 141 days", "按此速度约141天后达到400 CNY/t")]
    [InlineData("multiple(min, 365d) >= 1.5", "multiple(min, 365d) >= 2", "at this pace ×2 in about 64 days (58–71)", "按此速度约64天后达到2倍（58–71）")]
    [InlineData("multiple(min, 120d) >= 1.5", "multiple(min, 120d) >= 300", "", "")] // 764 days: more than two years.
    [InlineData("multiple(max, 365d) >= 1 and logreturn(30d) >= 0.1", "multiple(max, 365d) >= 2", "", "")]
    [InlineData("logreturn(30d) >= 0.1", "logreturn(30d) >= 0.9", "", "")]
    public void The_next_milestone_and_its_time(string when, string higher, string english, string chinese) =>
        Assert.Equal((english, chinese), Said(when, higher, Doubling, Frequency.Daily));

    [Theory]
    [InlineData(Frequency.Weekly, "at this pace ×2 in about 41 weeks", "按此速度约41周后达到2倍")]
    [InlineData(Frequency.Monthly, "", "")]
    public void Time_is_counted_in_the_periods_of_the_series(Frequency frequency, string english, string chinese) =>
        Assert.Equal((english, chinese), Said("multiple(min, 60) >= 1.5 and logreturn(10) > 0", "multiple(min, 60) >= 2", Doubling, frequency));

    [Fact]
    public void On_a_grid_it_is_counted_in_weeks() =>
        Assert.Equal(
            ("at this pace ×2 in about 6.1 weeks (5.8–6.4)", "按此速度约6.1周后达到2倍（5.8–6.4）"),
            Said("weekly(multiple(min, 52)) >= 1.4 and weekly(logreturn(4)) > 0", "weekly(multiple(min, 52)) >= 2", Doubling, Frequency.Daily));

    [Fact]
    public void A_fall_leads_nowhere()
    {
        double[] fallen = [.. Doubling, 140, 130];

        Assert.Equal(("", ""), Said("multiple(min, 365d) >= 1.2 and change(5d) < 0", "multiple(min, 365d) >= 2", fallen, Frequency.Daily));
    }

    [Theory]
    [InlineData(0.004, "at this pace ×2 in about 41 days (32–56)")]
    [InlineData(0.05, "at this pace ×2 in about 41 days (9.4+)")]
    public void The_band_is_as_wide_as_the_growth_scatters(double scatter, string english)
    {
        double[] noisy = [.. Doubling.Select((value, at) => at < 60 || at is 64 or 94 ? value : value * (1 + (at % 2 == 0 ? scatter : -scatter)))];

        Assert.Equal(english, Said("multiple(min, 365d) >= 1.5 and logreturn(30d) >= 0.1", "multiple(min, 365d) >= 2", noisy, Frequency.Daily).English);
    }

    [Fact]
    public void It_is_told_where_a_rung_fires_and_not_where_one_ends()
    {
        var rule = Rule("multiple(min, 120d) >= 1.2 and logreturn(10d) > 0", "multiple(min, 120d) >= 1.4 and logreturn(10d) > 0");
        var history = History([.. Doubling, 130, 125, 100, 90], Frequency.Daily);

        var transitions = Backtest.Run(rule, new Series("s", "CNY/t"), history, EntryLog.Empty).Transitions;

        Assert.Equal([TransitionKind.Opened, TransitionKind.Escalated, TransitionKind.Resolved], transitions.Select(transition => transition.Kind));
        Assert.EndsWith("; at this pace ×1.4 in about 22 days", transitions[0].Reason, StringComparison.Ordinal);
        Assert.EndsWith("；按此速度约22天后达到1.4倍", transitions[0].ReasonZh, StringComparison.Ordinal);
        Assert.EndsWith("; at this pace ×2 in about 51 days", transitions[1].Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("pace", transitions[2].Reason, StringComparison.Ordinal);
    }

    private static (string English, string Chinese) Said(string when, string higher, double[] values, Frequency frequency)
    {
        var rule = Rule(when, higher);
        var history = History(values, frequency);
        var pace = Pace.Of(rule, rule.Ladder[0], new Moment(new Series("s", "CNY/t", frequency), history, history.Count - 1, history.Last.Period, EntryLog.Empty));
        return (pace?.English ?? "", pace?.Chinese ?? "");
    }

    private static Rule Rule(string when, string higher) => WrittenRules.Parse(
        $$"""{"id":"r","title":"t","series":["s"],"ladder":[{"severity":"minor","when":"{{when}}"},{"severity":"severe","when":"{{higher}}"}]}""", allowWarnings: true);

    private static History History(double[] values, Frequency frequency) => Indicators.RandomPrices.History(values, frequency);
}
