using Notifier.Cli.Replay;
using Notifier.Core.Episodes;
using Notifier.Core.Observations;
using Notifier.Core.Tests;
using Notifier.Core.Warnings;

namespace Notifier.EndToEndTests.Replay;

public sealed class LeadTimesTests
{
    private static readonly History Rise = new(
    [
        At("2018-01-01", 40), // of an earlier life of the series: a year lies between it and the trough
        At("2019-06-01", 110),
        At("2020-03-01", 100), // the trough: 730 days before the peak there is 105, and this within a year before it
        At("2020-12-15", 120),
        At("2021-01-01", 105),
        At("2021-03-01", 150), // a year after the trough
        At("2021-06-01", 209), // not yet twice 105
        At("2021-07-01", 210),
        At("2022-03-01", 999), // not yet ten times the 100 of 730 days before
        At("2022-06-01", 1000), // and no longer: the lowest of its 730 days is 105
        At("2022-06-02", 1050),
        At("2022-12-31", 1200),
        At("2023-01-31", 300),
    ]);

    [Fact]
    public void Each_target_counts_from_the_first_alarm_of_at_least_that_severity()
    {
        Warning[] told =
        [
            Told("2019-06-01", Severity.Extreme, TransitionKind.Opened), // before the trough
            Told("2021-02-01", Severity.Minor, TransitionKind.Opened),
            Told("2021-03-01", Severity.Severe, TransitionKind.Escalated),
            Told("2021-05-01", Severity.Extreme, TransitionKind.Eased),
            Told("2022-07-01", Severity.Extreme, TransitionKind.Escalated),
        ];

        Assert.Equal(
            [
                new("doubling", Severity.Minor, 150),
                new("doubling", Severity.Severe, 122),
                new("tenfold", Severity.Minor, 486),
                new("tenfold", Severity.Severe, 458),
                new("peak", Severity.Minor, 698),
                new("peak", Severity.Severe, 670),
                new("peak", Severity.Extreme, 183),
            ],
            LeadTimes.Of(Rise, told));
    }

    [Fact]
    public void On_the_shipped_history_the_targets_are_where_the_rule_has_its_limits()
    {
        var told = new[] { Told("2020-12-12", Severity.Minor, TransitionKind.Opened), Told("2021-02-02", Severity.Severe, TransitionKind.Escalated), Told("2022-01-24", Severity.Extreme, TransitionKind.Escalated) };

        // Doubled on 2021-01-31 (68,000 of 34,000), ten times on 2022-01-24, highest on 2022-11-30.
        Assert.Equal(
            ["doubling Minor 50", "tenfold Minor 408", "tenfold Severe 356", "tenfold Extreme 0", "peak Minor 718", "peak Severe 666", "peak Extreme 310"],
            LeadTimes.Of(LithiumHistory.Daily(), told).Select(lead => FormattableString.Invariant($"{lead.Target} {lead.Severity} {lead.Days}")));
    }

    [Fact]
    public void On_the_true_series_severe_came_51_weeks_before_ten_times_the_trough()
    {
        var told = new[] { Told("2021-01-29", Severity.Severe, TransitionKind.Escalated) };

        Assert.Contains(new("tenfold", Severity.Severe, 357), LeadTimes.Of(PriceFile.Read("prices/daily/lithium_carbonate_cn_spot.csv"), told));
    }

    [Fact]
    public void A_target_that_was_not_reached_has_no_line()
    {
        var flat = new History([At("2021-01-01", 100), At("2021-06-01", 150)]);

        Assert.Equal([new("peak", Severity.Minor, 120)], LeadTimes.Of(flat, [Told("2021-02-01", Severity.Minor, TransitionKind.Opened)]));
    }

    [Fact]
    public void A_trough_at_or_below_zero_has_no_multiples()
    {
        var negative = new History([At("2020-04-20", -37), At("2021-01-01", 80)]);

        Assert.Equal([new("peak", Severity.Minor, 0)], LeadTimes.Of(negative, [Told("2021-01-01", Severity.Minor, TransitionKind.Opened)]));
    }

    [Fact]
    public void A_window_that_begins_before_the_calendar_ends_with_it()
    {
        var early = new History([At("0001-01-01", 1), At("0001-06-01", 2)]);

        Assert.Contains(new("doubling", Severity.Minor, 0), LeadTimes.Of(early, [Told("0001-06-01", Severity.Minor, TransitionKind.Opened)]));
    }

    [Fact]
    public void Nothing_told_means_no_lines() => Assert.Empty(LeadTimes.Of(Rise, []));

    private static Observation At(string date, double value) => new(Period.Parse(date), value);

    private static Warning Told(string date, Severity severity, TransitionKind kind) => new(
        new string('a', 32), new string('b', 32), 1, "rule", "Rule", "series", kind, severity, severity, Period.Parse(date), 1, "", "reason",
        null, new WarningInputs("", [], []), [], [], []);
}
