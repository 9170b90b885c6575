using Notifier.Core.Deliveries;
using Notifier.Core.Subscriptions;
using Notifier.Core.Tests.Warnings;
using Notifier.Deliveries;
using Notifier.Hosting;
using Notifier.Storage;
using Notifier.Subscriptions;
using Notifier.Tests.Storage;

namespace Notifier.Tests.Deliveries;

public sealed class DelivererTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_signed_webhook_is_sent_once_and_its_open_row_goes_with_it()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var world = await DeliveryWorld.StartAsync(azurite);
        var delivery = await world.DeliverAsync(WarningSamples.Of(), await world.SubscribeAsync(receiver.Url));
        await world.Deliveries.EnqueueAsync(delivery, CancellationToken.None);

        await world.DrainAsync();

        var webhook = Assert.Single(receiver.Received);
        Assert.Equal(WebhookVerdict.Valid, webhook.Verify(DeliveryWorld.Secret));
        Assert.Equal(delivery.Id, webhook.Id);
        Assert.Contains("\"type\":\"notifier.warning.escalated\",\"timestamp\":\"2026-11-23T09:00:00.000Z\"", webhook.Text, StringComparison.Ordinal);
        var sent = await world.FindAsync(delivery);
        Assert.Equal((DeliveryState.Sent, 1), (sent.State, sent.Tries));
        Assert.Equal((AttemptResult.Sent, 200), (sent.Attempts[0].Result, sent.Attempts[0].Status));
        Assert.Single(await world.RowsAsync(TableName.Deliveries));
    }

    [Fact]
    public async Task The_retry_schedule_is_kept_with_the_same_id_to_the_dead_letter()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.AnswerWith(500);
        await using var world = await DeliveryWorld.StartAsync(azurite);
        var delivery = await world.DeliverAsync(WarningSamples.Of(), await world.SubscribeAsync(receiver.Url));

        for (var attempt = 1; attempt <= 8; attempt++)
        {
            await world.DrainAsync();
            Assert.Equal(attempt, receiver.Received.Count);
            if ((await world.FindAsync(delivery)).Due is not { } due)
                break;
            Assert.Equal(RetrySchedule.Next(delivery.Id, attempt, world.Time.GetUtcNow()), due);
            world.Time.SetUtcNow(due - TimeSpan.FromSeconds(1));
            await world.Get<DeliverySweep>().RunAsync(CancellationToken.None);
            await world.DrainAsync();
            Assert.Equal(attempt, receiver.Received.Count);
            // The first retry has a message of its own, which real time brings; the sweep is a minute behind it.
            world.Time.SetUtcNow(attempt == 1 ? due + TimeSpan.FromMinutes(1) : due);
            Assert.Equal(1, await world.Get<DeliverySweep>().RunAsync(CancellationToken.None));
        }

        var dead = await world.FindAsync(delivery);
        Assert.Equal(DeliveryState.Dead, dead.State);
        Assert.Equal(8, dead.Attempts.Count);
        Assert.All(dead.Attempts, tried => Assert.Equal((AttemptReason.ServerError, 500), (tried.Reason, tried.Status)));
        Assert.Single(receiver.Ids.Distinct());
        Assert.Equal(["d|" + delivery.Id, "x|" + delivery.Id], (await world.RowsAsync(TableName.Deliveries)).Select(row => row.RowKey));
    }

    [Fact]
    public async Task Retry_After_is_honoured()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.AnswerWith(429, response => response.Headers.RetryAfter = "7200");
        await using var world = await DeliveryWorld.StartAsync(azurite);
        var delivery = await world.DeliverAsync(WarningSamples.Of(), await world.SubscribeAsync(receiver.Url));

        await world.DrainAsync();

        Assert.Equal(world.Time.GetUtcNow().AddHours(2), (await world.FindAsync(delivery)).Due);
    }

    [Fact]
    public async Task Gone_switches_the_subscription_off_and_nothing_more_is_sent()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.AnswerWith(410);
        await using var world = await DeliveryWorld.StartAsync(azurite);
        var to = await world.SubscribeAsync(receiver.Url);
        var delivery = await world.DeliverAsync(WarningSamples.Of(), to);
        var next = await world.DeliverAsync(WarningSamples.Of(sequence: 4), to);

        await world.DrainAsync();

        var stored = await world.Subscriptions.FindAsync(to.Id, CancellationToken.None);
        Assert.Equal((SubscriptionState.Disabled, DisabledReason.Gone), (stored!.Subscription.State, stored.Disabled));
        Assert.Equal([AttemptReason.ChannelDisabled, AttemptReason.Gone],
            new[] { await world.FindAsync(delivery), await world.FindAsync(next) }.Select(ended => ended.Attempts[0].Reason).Order().Reverse());
        Assert.Single(receiver.Received);
        Assert.Equal([SubscriptionKeys.Used], (await world.RowsAsync(TableName.SubscriptionIndex)).Select(row => row.RowKey));
    }

    [Fact]
    public async Task Nobody_who_left_is_told_anything()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var world = await DeliveryWorld.StartAsync(azurite);
        var to = await world.SubscribeAsync(receiver.Url);
        var delivery = await world.DeliverAsync(WarningSamples.Of(), to);
        await world.Subscriptions.RemoveAsync(to.Id, CancellationToken.None);

        await world.DrainAsync();

        Assert.Empty(receiver.Received);
        Assert.Equal(AttemptReason.ChannelDisabled, (await world.FindAsync(delivery)).Attempts[0].Reason);
    }

    [Fact]
    public async Task Two_deliverers_at_once_make_one_attempt()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var world = await DeliveryWorld.StartAsync(azurite);
        var to = await world.SubscribeAsync(receiver.Url);
        for (var round = 1; round <= 10; round++)
        {
            var delivery = await world.DeliverAsync(WarningSamples.Of(sequence: round), to);
            var message = QueueMessages.Deliver(delivery.Shard, delivery.Id);

            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => world.Get<Deliverer>().HandleAsync(message, CancellationToken.None)));

            Assert.Equal(round, receiver.Received.Count);
        }
    }

    [Fact]
    public async Task A_lost_message_is_replaced_by_the_sweep_and_one_under_way_is_not()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var world = await DeliveryWorld.StartAsync(azurite);
        var delivery = await world.DeliverAsync(WarningSamples.Of(), await world.SubscribeAsync(receiver.Url));
        await world.Get<QueueStore>().Queue(QueueName.Deliver).ClearMessagesAsync();
        var sweep = world.Get<DeliverySweep>();

        Assert.Equal(0, await sweep.RunAsync(CancellationToken.None));
        world.Time.Advance(DeliveryStore.InQueue);
        Assert.Equal(1, await sweep.RunAsync(CancellationToken.None));
        Assert.Equal(0, await sweep.RunAsync(CancellationToken.None));
        await world.DrainAsync();

        Assert.Equal([delivery.Id], receiver.Ids);
    }

    [Fact]
    public async Task A_dead_letter_that_is_replayed_begins_anew_with_the_same_id()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.AnswerWith(301);
        await using var world = await DeliveryWorld.StartAsync(azurite);
        var delivery = await world.DeliverAsync(WarningSamples.Of(), await world.SubscribeAsync(receiver.Url));
        await world.DrainAsync();
        Assert.Equal(AttemptReason.Redirected, (await world.FindAsync(delivery)).Attempts[0].Reason);
        receiver.AnswerWith(204);

        Assert.True(await world.Deliveries.ReopenAsync(await world.FindAsync(delivery), CancellationToken.None));
        await world.DrainAsync();

        Assert.Equal([delivery.Id, delivery.Id], receiver.Ids);
        var sent = await world.FindAsync(delivery);
        Assert.Equal((DeliveryState.Sent, 2), (sent.State, sent.Attempts.Count));
        Assert.False(await world.Deliveries.ReopenAsync(sent, CancellationToken.None));
        Assert.Single(await world.RowsAsync(TableName.Deliveries));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("x|0123456789abcdef0123456789abcdef")]
    [InlineData("1|../x")]
    [InlineData("256|0123456789abcdef0123456789abcdef")]
    public async Task A_message_that_is_none_of_ours_goes_to_the_poison_queue(string message)
    {
        await using var world = await DeliveryWorld.StartAsync(azurite);

        await Assert.ThrowsAsync<FormatException>(() => world.Get<Deliverer>().HandleAsync(message, CancellationToken.None));
    }

    [Fact]
    public void As_many_attempts_are_kept_as_one_schedule_can_hold()
    {
        var log = Enumerable.Range(1, 40).Aggregate<int, IReadOnlyList<Attempt>>([], (kept, number) =>
            kept.With(new(number, DateTimeOffset.UnixEpoch, AttemptResult.Transient, AttemptReason.ServerError, 500, 3)));

        Assert.Equal(RetrySchedule.MaximumAttempts + RetrySchedule.MaximumInterruptions, log.Count);
        Assert.Equal(40, AttemptLog.Read(AttemptLog.Write(log))[^1].Number);
        Assert.Equal(41 - log.Count, log[0].Number);
    }
}
