using Notifier.Cli.Replay;
using Notifier.Core.Episodes;
using Notifier.Core.Observations;
using Notifier.Core.Warnings;

namespace Notifier.EndToEndTests.Replay;

public sealed class LeadTimesTests
{
    private static readonly History Rise = new(
    [
        At("2020-01-01", 90), // before the reach of the peak: not the trough
        At("2021-01-01", 100),
        At("2021-03-01", 150),
        At("2021-06-01", 200),
        At("2022-01-01", 999),
        At("2022-06-01", 1000),
        At("2022-12-31", 1200),
        At("2023-01-31", 300),
    ]);

    [Fact]
    public void Each_target_counts_from_the_first_alarm_of_at_least_that_severity()
    {
        Warning[] told =
        [
            Told("2020-06-01", Severity.Extreme, TransitionKind.Opened), // before the trough
            Told("2021-02-01", Severity.Minor, TransitionKind.Opened),
            Told("2021-03-01", Severity.Severe, TransitionKind.Escalated),
            Told("2021-05-01", Severity.Extreme, TransitionKind.Eased),
            Told("2022-07-01", Severity.Extreme, TransitionKind.Escalated),
        ];

        Assert.Equal(
            [
                new("doubling", Severity.Minor, 120),
                new("doubling", Severity.Moderate, 92),
                new("doubling", Severity.Severe, 92),
                new("tenfold", Severity.Minor, 485),
                new("tenfold", Severity.Moderate, 457),
                new("tenfold", Severity.Severe, 457),
                new("peak", Severity.Minor, 698),
                new("peak", Severity.Moderate, 670),
                new("peak", Severity.Severe, 670),
                new("peak", Severity.Extreme, 183),
            ],
            LeadTimes.Of(Rise, told));
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
    public void Nothing_told_means_no_lines() => Assert.Empty(LeadTimes.Of(Rise, []));

    private static Observation At(string date, double value) => new(Period.Parse(date), value);

    private static Warning Told(string date, Severity severity, TransitionKind kind) => new(
        new string('a', 32), new string('b', 32), 1, "rule", "Rule", "series", kind, severity, severity, Period.Parse(date), 1, "", "reason",
        null, new WarningInputs("", [], []), [], [], []);
}
