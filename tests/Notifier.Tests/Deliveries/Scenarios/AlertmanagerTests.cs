using Notifier.Core.Deliveries;
using Notifier.Core.Episodes;
using Notifier.Core.Subscriptions;
using Notifier.Core.Warnings;
using Notifier.Deliveries;
using Notifier.Tests.Deliveries.Holds;

namespace Notifier.Tests.Deliveries.Scenarios;

/// <summary>
/// The acceptance cases of Prometheus' Alertmanager (its folder test/with_api_v2/acceptance, files send_test.go and cli_test.go), each
/// named after the case that it restates. What an alert with labels is there is here a warning of a rule on a series; what is sent
/// there by <c>group_by</c> is here what belongs together: one rule, or one commodity.
/// </summary>
public sealed class AlertmanagerTests(HoldWorld held) : IClassFixture<HoldWorld>
{
    /// <summary>
    /// There an alert that comes again with other times is merged into the one that is known. Here the episode has one opening, with
    /// an id that derives from it: the same commit once more, as a poll that is repeated brings it, tells nobody a second time, before
    /// the message as after it.
    /// </summary>
    [Fact]
    public async Task MergeAlerts()
    {
        var test = await held.Begin().SubscribeAsync(Cadence.Immediate);
        await test.CommitAsync("0 09:00", 1, TransitionKind.Opened);
        await test.CommitAsync("0 09:00:04", 1, TransitionKind.Opened);
        await test.SweepAsync("0 09:00:10");
        await test.CommitAsync("0 09:00:30", 1, TransitionKind.Opened);
        await test.SweepAsync("0 09:01");

        Assert.Equal(["lithium opened"], test.Told);
    }

    /// <summary>
    /// There a group that still fires is sent again every <c>repeat_interval</c>. Here nothing is repeated by itself: the rule says
    /// <c>remind</c>, the episode's reminder is a warning with a sequence of its own, and only who asked for reminders is told.
    /// </summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Repeat(bool tellReminders)
    {
        var test = await held.Begin().SubscribeAsync(Cadence.Immediate, subscription => subscription with { TellReminders = tellReminders });
        await test.CommitAsync("0 09:00", 1, TransitionKind.Opened);
        await test.SweepAsync("0 09:00:10");
        foreach (var day in (int[])[1, 2])
        {
            await test.CommitAsync($"{day} 09:00", day + 1, TransitionKind.Reminder);
            await test.SweepAsync($"{day} 09:00:10");
        }

        Assert.Equal(tellReminders ? ["lithium opened", "lithium reminder", "lithium reminder"] : ["lithium opened"], test.Told);
    }

    /// <summary>
    /// There a notification that fails is tried again within the group interval, with what the group holds by then. Here the message
    /// stays what it was and keeps its id through all attempts, so that a receiver knows a repeat; what comes meanwhile is a message
    /// of its own. The times are a schedule of 27 hours, then a dead letter.
    /// </summary>
    [Fact]
    public async Task Retry()
    {
        var test = await held.Begin().SubscribeAsync(Cadence.Immediate);
        held.Mail.Outcome = AttemptOutcome.Transient(AttemptReason.ServerError, 500);
        await test.CommitAsync("0 09:00", 1, TransitionKind.Opened);
        await test.CommitAsync("0 09:00", 1, TransitionKind.Opened, series: "cobalt");
        await test.SweepAsync("0 09:00:10");
        held.Mail.Outcome = AttemptOutcome.Sent();
        await test.SweepAsync("0 09:03");

        Assert.Equal(["Group: cobalt opened; lithium opened", "Group: cobalt opened; lithium opened"], test.Told);
        Assert.Single(test.Messages.Select(message => message.DeliveryId).Distinct());
        Assert.Equal([AttemptReason.ServerError, AttemptReason.Accepted], (await test.DeliveriesAsync()).Single(delivery => delivery.Kind == DeliveryKind.Summary).Attempts.Select(attempt => attempt.Reason));
    }

    /// <summary>
    /// There the first notification of a group comes after <c>group_wait</c> with all that has come, and what comes later waits for
    /// <c>group_interval</c>; each notification repeats the whole group. Here there is one wait, and a message says only what is new.
    /// </summary>
    [Fact]
    public async Task Batching()
    {
        var test = await held.Begin().SubscribeAsync(Cadence.Immediate);
        await test.CommitAsync("0 09:00", 1, TransitionKind.Opened, series: "lithium");
        await test.CommitAsync("0 09:00:05", 1, TransitionKind.Opened, series: "cobalt");
        await test.SweepAsync("0 09:00:10");
        await test.CommitAsync("0 09:00:14", 1, TransitionKind.Opened, series: "nickel");
        await test.CommitAsync("0 09:00:20", 2, TransitionKind.Escalated, Severity.Severe, "lithium");
        await test.SweepAsync("0 09:00:24");

        Assert.Equal(["Group: cobalt opened; lithium opened", "Group: lithium escalated; nickel opened"], test.Told);
    }

    /// <summary>
    /// There an alert that is not sent again resolves by itself after <c>resolve_timeout</c>, and a group is told resolved only when
    /// it was told firing. Here a rule ends an episode by its own condition, never because nothing came, and the end is told to whom
    /// the episode could have been told: by its peak. One that began and ended within the wait is one message, not none.
    /// </summary>
    [Fact]
    public async Task Resolved()
    {
        var test = await held.Begin().SubscribeAsync(Cadence.Immediate, subscription => subscription with { Match = subscription.Match with { MinimumSeverity = Severity.Severe } });
        await test.CommitAsync("0 09:00", 1, TransitionKind.Opened, Severity.Severe);
        await test.SweepAsync("0 09:00:10");
        await test.CommitAsync("0 10:00", 2, TransitionKind.Resolved, Severity.Moderate, peak: Severity.Severe);
        await test.CommitAsync("0 10:00", 2, TransitionKind.Resolved, Severity.Moderate, "wheat", "-b");
        await test.SweepAsync("0 10:00:10");
        await test.CommitAsync("0 11:00", 1, TransitionKind.Opened, Severity.Severe, "rice");
        await test.CommitAsync("0 11:00:05", 2, TransitionKind.Resolved, Severity.Severe, "rice");
        await test.SweepAsync("0 11:00:10");

        Assert.Equal(["lithium opened", "lithium resolved", "Group: rice opened resolved"], test.Told);
    }

    /// <summary>
    /// There a receiver with <c>send_resolved: false</c> never hears of an end. Here neither, with one exception: where the beginning
    /// is still held for the morning or a digest, the end completes it, because nobody is to act on what is over.
    /// </summary>
    [Fact]
    public async Task ResolvedFilter()
    {
        var test = await held.Begin().SubscribeAsync(HoldTest.Quiet, subscription => subscription with { TellResolved = false });
        await test.CommitAsync("0 09:00", 1, TransitionKind.Opened);
        await test.SweepAsync("0 09:00:10");
        await test.CommitAsync("0 10:00", 2, TransitionKind.Resolved);
        await test.SweepAsync("0 10:00:10");
        Assert.Equal(["lithium opened"], test.Told);

        await test.CommitAsync("0 23:00", 1, TransitionKind.Opened, series: "wheat");
        await test.CommitAsync("1 02:00", 2, TransitionKind.Resolved, series: "wheat");
        await test.SweepAsync("1 07:00");

        Assert.Equal(["lithium opened", "QuietHours: wheat opened resolved"], test.Told);
    }

    /// <summary>
    /// There an Alertmanager that starts waits for its peers and sends what has been firing for longer than the group wait at once.
    /// Here what was committed and held stands in storage: a process that starts anew tells what is overdue at its first sweep,
    /// once, and nothing that an earlier process has told.
    /// </summary>
    [Fact]
    public async Task ColdStart()
    {
        var test = await held.Begin().SubscribeAsync(Cadence.Immediate);
        await test.CommitAsync("0 09:00", 1, TransitionKind.Opened);
        await test.SweepAsync("0 09:00:10");
        await test.CommitAsync("0 09:30", 2, TransitionKind.Escalated, Severity.Severe);
        await held.World.RestartAsync();
        await test.SweepAsync("0 12:00");
        await held.World.RestartAsync();
        await test.SweepAsync("0 13:00");

        Assert.Equal(["lithium opened", "lithium escalated"], test.Told);
    }
}
