using CsCheck;
using Notifier.Core.Deliveries;
using Notifier.Core.Episodes;
using Notifier.Core.Subscriptions;
using Notifier.Core.Tests.Subscriptions;
using Notifier.Core.Tests.Warnings;
using Notifier.Core.Warnings;

namespace Notifier.Core.Tests.Deliveries;

public sealed class HoldingTests
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(10);
    private static readonly DateTimeOffset Noon = new(2027, 1, 4, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Midnight = new(2027, 1, 5, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Morning = new(2027, 1, 5, 7, 0, 0, TimeSpan.Zero);
    private static readonly QuietHours Night = new(new(22, 0), new(7, 0));

    [Theory]
    [InlineData(ChannelType.Email, null, true)]
    [InlineData(ChannelType.Feishu, null, true)]
    [InlineData(ChannelType.Webhook, null, false)]
    [InlineData(ChannelType.Email, false, false)]
    [InlineData(ChannelType.Webhook, true, true)]
    public void People_wait_for_the_group_and_programs_do_not(ChannelType channel, bool? grouped, bool waits)
    {
        var verdict = Holding.Judge(Of(Cadence.Immediate with { Grouped = grouped }, channel), WarningSamples.Of(), Noon, Wait);

        Assert.Equal(waits ? new HoldVerdict(SummaryReason.Group, Noon + Wait) : HoldVerdict.AtOnce, verdict);
    }

    [Fact]
    public void Without_a_group_wait_nothing_waits() =>
        Assert.Equal(HoldVerdict.AtOnce, Holding.Judge(Of(Cadence.Immediate), WarningSamples.Of(), Noon, TimeSpan.Zero));

    [Theory]
    [InlineData(TransitionKind.Opened, Severity.Severe, Severity.Extreme, true)]
    [InlineData(TransitionKind.Opened, Severity.Extreme, Severity.Extreme, false)]
    [InlineData(TransitionKind.Escalated, Severity.Moderate, Severity.Moderate, false)]
    [InlineData(TransitionKind.Corrected, Severity.Extreme, Severity.Extreme, false)]
    // Good news wakes nobody.
    [InlineData(TransitionKind.Resolved, Severity.Extreme, Severity.Extreme, true)]
    [InlineData(TransitionKind.Eased, Severity.Extreme, Severity.Severe, true)]
    [InlineData(TransitionKind.Reminder, Severity.Extreme, Severity.Extreme, true)]
    [InlineData(TransitionKind.Opened, Severity.Extreme, null, true)]
    public void At_night_only_what_is_new_and_severe_enough_is_told(TransitionKind kind, Severity severity, Severity? from, bool held)
    {
        var to = Of(Cadence.Immediate with { Quiet = Night with { Override = from } });

        var verdict = Holding.Judge(to, WarningSamples.Of(kind, severity), Midnight, Wait);

        Assert.Equal(held ? new HoldVerdict(SummaryReason.QuietHours, Morning) : HoldVerdict.AtOnce with { Overrides = true }, verdict);
    }

    [Fact]
    public void A_group_wait_that_ends_in_quiet_hours_lasts_until_morning()
    {
        var (to, late) = (Of(Cadence.Immediate with { Quiet = Night }), new DateTimeOffset(2027, 1, 4, 21, 59, 55, TimeSpan.Zero));

        Assert.Equal(new HoldVerdict(SummaryReason.QuietHours, Morning), Holding.Judge(to, WarningSamples.Of(severity: Severity.Severe), late, Wait));
        Assert.Equal(new HoldVerdict(SummaryReason.Group, late + Wait), Holding.Judge(to, WarningSamples.Of(severity: Severity.Extreme), late, Wait));
    }

    [Theory]
    [InlineData(DigestPeriod.Daily, SummaryReason.DailyDigest, 1)]
    [InlineData(DigestPeriod.Weekly, SummaryReason.WeeklyDigest, 7)]
    public void A_digest_gets_everything_whatever_its_severity(DigestPeriod period, SummaryReason reason, int days)
    {
        var to = Of(new Cadence(period, new(8, 0), Quiet: Night));

        var verdict = Holding.Judge(to, WarningSamples.Of(severity: Severity.Extreme), Noon, Wait);

        Assert.Equal(new HoldVerdict(reason, new DateTimeOffset(2027, 1, 4, 8, 0, 0, TimeSpan.Zero).AddDays(days)), verdict);
    }

    [Fact]
    public void What_is_held_is_held_until_later() =>
        Gen.Select(CadenceSamples.Digests, Gen.Bool, CadenceSamples.Zones, CadenceSamples.Instants, Gen.Enum<Severity>()).Sample((cadence, immediate, zone, now, severity) =>
        {
            var to = Of(immediate ? cadence with { Digest = DigestPeriod.Immediate } : cadence) with { Zone = zone.Id };

            var verdict = Holding.Judge(to, WarningSamples.Of(severity: severity), now, Wait);

            Assert.Equal(verdict.Held, verdict.Until is not null);
            Assert.True(verdict.Until is null || verdict.Until > now);
            Assert.NotEmpty(verdict.Explain(to));
        }, iter: 5_000);

    [Fact]
    public void Who_asks_is_told_why_and_until_when_by_his_clock()
    {
        var to = Of(Cadence.Immediate with { Quiet = Night }) with { Zone = "Asia/Shanghai" };
        var night = Midnight.AddHours(-9);

        Assert.Equal(
            "Kept back for quiet hours from 22:00 to 07:00, until 2027-01-05 07:00:00 in Asia/Shanghai.",
            Holding.Judge(to, WarningSamples.Of(), night, Wait).Explain(to));
        Assert.Equal(
            "Told at once: quiet hours do not hold what is extreme or worse.",
            Holding.Judge(to, WarningSamples.Of(severity: Severity.Extreme), night, Wait).Explain(to));
        var weekly = to with { Cadence = new(DigestPeriod.Weekly, new(17, 30), DayOfWeek.Friday) };
        Assert.Equal(
            "Kept back for the weekly digest on Friday at 17:30, until 2027-01-08 17:30:00 in Asia/Shanghai.",
            Holding.Judge(weekly, WarningSamples.Of(), night, Wait).Explain(weekly));
        Assert.Equal("Told at once.", HoldVerdict.AtOnce.Explain(to));
    }

    private static Subscription Of(Cadence cadence, ChannelType channel = ChannelType.Email) =>
        new(new string('a', 32), new Channel(channel, ""), new([], [], [], []), SubscriptionState.Active) { Cadence = cadence };
}
