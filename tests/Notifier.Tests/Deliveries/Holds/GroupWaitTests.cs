using Notifier.Core.Deliveries;
using Notifier.Core.Episodes;
using Notifier.Core.Subscriptions;
using Notifier.Deliveries;
using Notifier.Deliveries.Holds;
using Notifier.Hosting;
using Notifier.Storage;

namespace Notifier.Tests.Deliveries.Holds;

public sealed class GroupWaitTests(HoldWorld held) : IClassFixture<HoldWorld>
{
    [Fact]
    public async Task Three_series_of_one_rule_are_one_message()
    {
        var test = await held.Begin().SubscribeAsync(Cadence.Immediate);
        foreach (var (series, second) in (IEnumerable<(string, int)>)[("lithium", 0), ("cobalt", 3), ("nickel", 7)])
            await test.CommitAsync($"0 09:00:0{second}", 1, TransitionKind.Opened, series: series);
        await test.SweepAsync("0 09:00:08");
        Assert.Empty(test.Told);

        await test.SweepAsync("0 09:00:10");

        Assert.Equal(["Group: cobalt opened; lithium opened; nickel opened"], test.Told);
        Assert.Empty(await test.RowsAsync());
    }

    [Fact]
    public async Task Two_rules_of_one_series_are_one_message_and_what_is_unrelated_is_another()
    {
        var test = await held.Begin().SubscribeAsync(Cadence.Immediate);
        await test.CommitAsync("0 09:00", 1, TransitionKind.Opened, series: "lithium");
        await test.CommitAsync("0 09:00:01", 1, TransitionKind.Opened, series: "wheat", rule: "-b");
        await test.CommitAsync("0 09:00:02", 1, TransitionKind.Opened, series: "lithium", rule: "-c");

        await test.SweepAsync("0 09:00:10");

        Assert.Equal(["Group: lithium opened; lithium opened", "wheat opened"], test.Told.Order());
    }

    [Fact]
    public async Task What_comes_after_the_wait_is_another_message()
    {
        var test = await held.Begin().SubscribeAsync(Cadence.Immediate);
        await test.CommitAsync("0 09:00", 1, TransitionKind.Opened);
        await test.SweepAsync("0 09:00:10");
        await test.CommitAsync("0 09:00:11", 2, TransitionKind.Escalated);
        await test.SweepAsync("0 09:00:21");

        Assert.Equal(["lithium opened", "lithium escalated"], test.Told);
    }

    /// <summary>The queue's message comes by real time, which no test waits for: that it is there, and delayed, is what is seen.</summary>
    [Fact]
    public async Task A_message_for_the_end_of_the_wait_is_in_the_queue()
    {
        var test = await held.Begin().SubscribeAsync(Cadence.Immediate);
        var queue = held.World.Get<QueueStore>().Queue(QueueName.Deliver);
        await queue.ClearMessagesAsync();

        await test.CommitAsync("0 09:00", 1, TransitionKind.Opened);
        await test.CommitAsync("0 09:00:01", 2, TransitionKind.Escalated);

        // One for both, out of sight.
        Assert.Equal(1, (await queue.GetPropertiesAsync()).Value.ApproximateMessagesCount);
        Assert.Null((await queue.PeekMessageAsync()).Value);
        await test.SweepAsync("0 09:00:10");
        Assert.Equal(["Group: lithium opened escalated"], test.Told);
    }

    [Fact]
    public async Task Who_asks_for_no_groups_is_told_each_at_once()
    {
        var test = await held.Begin().SubscribeAsync(Cadence.Immediate with { Grouped = false });

        await test.CommitAsync("0 09:00", 1, TransitionKind.Opened);
        await test.CommitAsync("0 09:00:01", 1, TransitionKind.Opened, series: "wheat");

        Assert.Equal(["lithium opened", "wheat opened"], test.Told);
    }

    [Theory]
    [InlineData("held|x")]
    [InlineData("held|256")]
    [InlineData("held|-1")]
    public async Task A_message_that_is_none_of_ours_goes_to_the_poison_queue(string message) =>
        await Assert.ThrowsAsync<FormatException>(() => held.World.Get<WorkQueues>().HandleAsync(QueueName.Deliver, message, CancellationToken.None));

    [Theory]
    [InlineData("00:05:01", false)]
    [InlineData("-00:00:01", false)]
    [InlineData("00:00:00", true)]
    [InlineData("00:05:00", true)]
    public void The_wait_is_judged_at_start(string wait, bool valid)
    {
        var verdict = new HoldOptionsCheck().Validate(null, new HoldOptions { GroupWait = TimeSpan.Parse(wait, null) });

        Assert.Equal(valid ? null : "Notifier__GroupWait: 00:00:00 (no grouping) to 00:05:00", verdict.FailureMessage);
    }
}
