using Notifier.Core.Deliveries;
using Notifier.Core.Episodes;
using Notifier.Core.Subscriptions;
using Notifier.Core.Warnings;
using Notifier.Deliveries;
using Notifier.Deliveries.Holds;
using Notifier.Subscriptions;

namespace Notifier.Tests.Deliveries.Holds;

public sealed class DigestTests(HoldWorld held) : IClassFixture<HoldWorld>
{
    [Fact]
    public async Task A_daily_digest_is_one_message_with_a_line_for_each_episode()
    {
        var test = await held.Begin().SubscribeAsync(HoldTest.Daily);
        await test.CommitAsync("0 09:00", 1, TransitionKind.Opened);
        // Extreme, too: who asks for a digest gets a digest.
        await test.CommitAsync("0 15:00", 2, TransitionKind.Escalated, Severity.Extreme);
        await test.CommitAsync("1 03:00", 1, TransitionKind.Opened, series: "wheat", rule: "-b");
        await test.SweepAsync("1 07:59:58");
        Assert.Empty(test.Told);
        Assert.All(await test.DeliveriesAsync(), delivery => Assert.Equal((DeliveryState.Held, SummaryReason.DailyDigest), (delivery.State, delivery.HeldFor)));

        await test.SweepAsync("1 08:00");
        await test.SweepAsync("1 08:01");
        await held.World.Get<HoldRelease>().RunAsync(ShardMap.ShardOf(test.To.Id), CancellationToken.None);

        Assert.Equal(["DailyDigest: lithium opened escalated; wheat opened"], test.Told);
        var deliveries = await test.DeliveriesAsync();
        var digest = Assert.Single(deliveries, delivery => delivery.Kind == DeliveryKind.Summary);
        Assert.Equal((DeliveryState.Sent, DeliveryId.OfDigest(test.To.Id, held.World.Time.GetUtcNow().AddMinutes(-1))), (digest.State, digest.Id));
        Assert.All(deliveries.Where(delivery => delivery != digest), delivery => Assert.Equal((DeliveryState.Summarised, digest.Id), (delivery.State, delivery.Summary)));
        Assert.Empty(await test.RowsAsync());
    }

    [Fact]
    public async Task One_warning_alone_is_told_as_what_it_is()
    {
        var test = await held.Begin().SubscribeAsync(HoldTest.Daily);
        await test.CommitAsync("0 09:00", 1, TransitionKind.Opened);

        await test.SweepAsync("1 08:00");
        await test.SweepAsync("2 08:00");

        Assert.Equal(["lithium opened"], test.Told);
        var delivery = Assert.Single(await test.DeliveriesAsync());
        Assert.Equal((DeliveryState.Sent, DeliveryKind.Warning, DeliveryId.Of(test.Warning(1, TransitionKind.Opened), test.To.Id)), (delivery.State, delivery.Kind, delivery.Id));
        Assert.Equal(SummaryReason.DailyDigest, delivery.HeldFor);
    }

    [Fact]
    public async Task A_weekly_digest_comes_on_its_day_and_each_week_is_another()
    {
        var test = await held.Begin().SubscribeAsync(new Cadence(DigestPeriod.Weekly, new(18, 0), DayOfWeek.Friday));
        await test.CommitAsync("0 09:00", 1, TransitionKind.Opened);
        await test.CommitAsync("3 09:00", 2, TransitionKind.Escalated);
        await test.SweepAsync("4 17:59");
        Assert.Empty(test.Told);
        await test.SweepAsync("4 18:00");
        await test.CommitAsync("4 18:01", 3, TransitionKind.Eased);
        await test.CommitAsync("4 18:02", 4, TransitionKind.Escalated, Severity.Severe);
        await test.CommitAsync("6 18:00", 5, TransitionKind.Resolved);
        await test.SweepAsync("11 18:00");

        // The third week's: what eased between two that are held is part of the line only where its beginning is held with it.
        Assert.Equal(["WeeklyDigest: lithium opened escalated", "WeeklyDigest: lithium escalated resolved"], test.Told);
        Assert.Equal(2, test.Messages.Select(message => message.DeliveryId).Distinct().Count());
    }

    [Fact]
    public async Task A_digest_that_nobody_was_there_to_send_is_sent_once_at_the_next_sweep()
    {
        var test = await held.Begin().SubscribeAsync(HoldTest.Daily);
        await test.CommitAsync("0 09:00", 1, TransitionKind.Opened);
        await test.CommitAsync("0 10:00", 2, TransitionKind.Escalated);

        // The service was down over three mornings; what it finds first joins what is overdue.
        await test.CommitAsync("3 14:00", 3, TransitionKind.Escalated, Severity.Severe);
        await test.SweepAsync("3 14:01");
        await test.SweepAsync("4 08:00");

        Assert.Equal(["DailyDigest: lithium opened escalated escalated"], test.Told);
    }

    [Fact]
    public async Task What_comes_to_a_digest_that_was_sent_waits_for_the_next()
    {
        var test = await held.Begin().SubscribeAsync(HoldTest.Daily);
        await test.CommitAsync("0 09:00", 1, TransitionKind.Opened);
        await test.CommitAsync("0 09:00", 1, TransitionKind.Opened, series: "wheat");
        await test.SweepAsync("1 08:00");
        // Judged a moment before the digest, stored a moment after it.
        var due = held.World.Time.GetUtcNow();
        foreach (var sequence in (int[])[2, 3])
        {
            var warning = test.Warning(sequence, TransitionKind.Escalated);
            await held.World.Get<WarningStore>().RecordAsync(warning, CancellationToken.None);
            await held.World.Get<HoldJoin>().RunAsync(
                ShardMap.ShardOf(test.To.Id),
                [new Joining(test.To.Subscription, warning, new HoldVerdict(SummaryReason.DailyDigest, due), Wanted: true)], CancellationToken.None);
        }

        await test.SweepAsync("1 08:01");
        Assert.Single(test.Told);
        await test.SweepAsync("2 08:00");

        Assert.Equal(["DailyDigest: lithium opened; wheat opened", "DailyDigest: lithium escalated escalated"], test.Told);
    }

    [Fact]
    public async Task A_digest_for_who_left_tells_nobody()
    {
        var test = await held.Begin().SubscribeAsync(HoldTest.Daily);
        await test.CommitAsync("0 09:00", 1, TransitionKind.Opened);
        await test.CommitAsync("0 10:00", 2, TransitionKind.Escalated);
        await held.World.Subscriptions.RemoveAsync(test.To.Id, CancellationToken.None);

        await test.SweepAsync("1 08:00");

        Assert.Empty(test.Told);
        var digest = Assert.Single(await test.DeliveriesAsync(), delivery => delivery.Kind == DeliveryKind.Summary);
        Assert.Equal((DeliveryState.Dead, AttemptReason.ChannelDisabled), (digest.State, digest.Attempts[0].Reason));
        Assert.Empty(await test.RowsAsync());
    }
}
