using Notifier.Core.Deliveries;
using Notifier.Core.Episodes;
using Notifier.Core.Warnings;
using Notifier.Deliveries;

namespace Notifier.Tests.Deliveries.Holds;

public sealed class QuietHoursTests(HoldWorld held) : IClassFixture<HoldWorld>
{
    [Fact]
    public async Task Fired_escalated_and_resolved_overnight_is_one_line_in_the_morning()
    {
        var test = await held.Begin().SubscribeAsync(HoldTest.Quiet);
        await test.CommitAsync("0 22:30", 1, TransitionKind.Opened);
        await test.CommitAsync("1 01:00", 2, TransitionKind.Escalated, Severity.Severe);
        await test.CommitAsync("1 05:00", 3, TransitionKind.Resolved, Severity.Severe);
        await test.SweepAsync("1 06:59:58");
        Assert.Empty(test.Told);

        await test.SweepAsync("1 07:00");

        Assert.Equal(["QuietHours: lithium opened escalated resolved"], test.Told);
        Assert.Empty(await test.RowsAsync());
    }

    [Fact]
    public async Task What_is_severe_enough_is_told_at_once_and_stands_for_what_was_held_of_its_episode()
    {
        var test = await held.Begin().SubscribeAsync(HoldTest.Quiet);
        await test.CommitAsync("0 23:00", 1, TransitionKind.Opened);
        await test.CommitAsync("0 23:10", 1, TransitionKind.Opened, series: "wheat", rule: "-b");
        await test.CommitAsync("1 02:00", 2, TransitionKind.Escalated, Severity.Extreme);
        Assert.Equal(["lithium escalated"], test.Told);
        // That it is over can wait.
        await test.CommitAsync("1 03:00", 3, TransitionKind.Resolved, Severity.Extreme);

        await test.SweepAsync("1 07:00");

        Assert.Equal(["lithium escalated", "QuietHours: lithium resolved; wheat opened"], test.Told);
        var told = DeliveryId.Of(test.Warning(2, TransitionKind.Escalated), test.To.Id);
        Assert.Equal(told, (await test.DeliveriesAsync()).Single(delivery => delivery.Id == DeliveryId.Of(test.Warning(1, TransitionKind.Opened), test.To.Id)).Summary);
    }

    [Fact]
    public async Task Who_does_not_want_to_hear_of_ends_hears_of_them_where_the_beginning_was_held()
    {
        var test = await held.Begin().SubscribeAsync(HoldTest.Quiet, subscription => subscription with { TellResolved = false });
        await test.CommitAsync("0 12:00", 1, TransitionKind.Opened, series: "wheat");
        await test.SweepAsync("0 12:01");
        await test.CommitAsync("0 23:00", 1, TransitionKind.Opened);
        await test.CommitAsync("1 03:00", 2, TransitionKind.Eased);
        await test.CommitAsync("1 04:00", 3, TransitionKind.Resolved);
        await test.CommitAsync("1 04:00", 2, TransitionKind.Resolved, series: "wheat");

        await test.SweepAsync("1 07:00");

        Assert.Equal(["wheat opened", "QuietHours: lithium opened eased resolved"], test.Told);
    }

    [Fact]
    public async Task Outside_quiet_hours_it_is_told_as_ever()
    {
        var test = await held.Begin().SubscribeAsync(HoldTest.Quiet with { Grouped = false });

        await test.CommitAsync("0 21:59", 1, TransitionKind.Opened);

        Assert.Equal(["lithium opened"], test.Told);
    }

    [Fact]
    public async Task Who_comes_late_to_what_is_held_keeps_the_next_night_quiet()
    {
        var test = await held.Begin().SubscribeAsync(HoldTest.Quiet);
        await test.CommitAsync("0 23:00", 1, TransitionKind.Opened);
        await test.CommitAsync("0 23:30", 2, TransitionKind.Escalated);
        // A group whose wait ended while nobody was there, of one that wakes and one that does not.
        await test.CommitAsync("1 21:00", test.Warning(1, TransitionKind.Opened, Severity.Extreme, "wheat", "-b"), test.Warning(1, TransitionKind.Opened, series: "rice", rule: "-c"));

        await test.SweepAsync("1 23:00");
        Assert.Equal(["wheat opened"], test.Told);
        Assert.All(
            (await test.DeliveriesAsync()).Where(delivery => delivery.State == DeliveryState.Held),
            delivery => Assert.Equal((SummaryReason.QuietHours, held.Now.Date.AddHours(31)), (delivery.HeldFor, delivery.HeldUntil!.Value.UtcDateTime)));
        await test.SweepAsync("2 07:00");

        Assert.Equal(["wheat opened", "QuietHours: lithium opened escalated; rice opened"], test.Told);
        Assert.Empty(await test.RowsAsync());
    }
}
