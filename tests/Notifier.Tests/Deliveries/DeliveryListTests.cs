using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Notifier.Core.Deliveries;
using Notifier.Core.Subscriptions;
using Notifier.Core.Tests.Warnings;
using Notifier.Deliveries;
using Notifier.Hosting;
using Notifier.Storage;
using Notifier.Subscriptions;
using Notifier.Tests.Storage;

namespace Notifier.Tests.Deliveries;

/// <summary>Many deliveries of one message and of one request are still one delivery each: its record, its attempts, its lease, its id.</summary>
public sealed class DeliveryListTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Mails_of_one_shard_are_one_message_one_request_and_few_transactions()
    {
        var channel = new BatchRecorder();
        await using var world = await StartAsync(channel);
        var expected = await SubscribeAsync(world, 60);
        await world.CommitAsync(WarningSamples.Of());
        var meter = world.Get<StorageMeter>();
        await DispatchAsync(world);
        meter.Reset();

        await world.DrainAsync();

        Assert.Equal(60, Assert.Single(channel.Batches).Count);
        Assert.Equal(expected, channel.Ids.Order());
        Assert.All(await world.AllAsync(), sent => Assert.Equal((DeliveryState.Sent, 1, 1), (sent.State, sent.Tries, sent.Attempts.Count)));
        // One range of deliveries, one of subscriptions, the warning's two rows, two claims, two records, and what the queues cost.
        Assert.InRange(meter.Total, 8, 16);
    }

    [Fact]
    public async Task A_batch_holds_messages_of_one_key_and_is_no_larger_than_the_channel_takes()
    {
        var channel = new BatchRecorder(largest: 10);
        await using var world = await StartAsync(channel);
        await SubscribeAsync(world, 15);
        await SubscribeAsync(world, 5, from: 15, language: "zh");
        await world.CommitAsync(WarningSamples.Of());

        await world.DrainAsync();

        Assert.Equal([5, 5, 10], channel.Batches.Select(batch => batch.Count).Order());
        Assert.All(channel.Batches, batch => Assert.Single(batch.Select(message => message.Subscription.Language).Distinct()));
    }

    [Fact]
    public async Task Each_of_a_batch_comes_to_its_own_result()
    {
        var channel = new BatchRecorder
        {
            Answer = batch => [.. batch.Select((_, index) => (index % 3) switch
            {
                0 => AttemptOutcome.Sent(202),
                1 => AttemptOutcome.Transient(AttemptReason.Throttled, 429),
                _ => AttemptOutcome.Permanent(AttemptReason.Rejected, 400),
            })],
        };
        await using var world = await StartAsync(channel);
        await SubscribeAsync(world, 9);
        await world.CommitAsync(WarningSamples.Of());
        await DispatchAsync(world);

        await HandleNextAsync(world);

        Assert.Equal(
            [(DeliveryState.Waiting, 3), (DeliveryState.Sent, 3), (DeliveryState.Dead, 3)],
            (await world.AllAsync()).GroupBy(delivery => delivery.State).Select(group => (group.Key, group.Count())).OrderBy(group => group.Key));
        var rows = await world.RowsAsync(TableName.Deliveries);
        Assert.Equal(3, rows.Count(row => row.RowKey.StartsWith(DeliveryKeys.Open, StringComparison.Ordinal)));
        Assert.Equal(3, rows.Count(row => row.RowKey.StartsWith(DeliveryKeys.Dead, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_channel_that_breaks_or_answers_for_too_few_hurts_its_batch_only()
    {
        var channel = new BatchRecorder { Answer = batch => batch[0].Subscription.Language == "zh" ? throw new FormatException("stranger's text") : [] };
        await using var world = await StartAsync(channel);
        await SubscribeAsync(world, 3);
        await SubscribeAsync(world, 3, from: 3, language: "zh");
        await world.CommitAsync(WarningSamples.Of());
        await DispatchAsync(world);

        await HandleNextAsync(world);

        Assert.All(await world.AllAsync(), waiting => Assert.Equal((DeliveryState.Waiting, AttemptReason.Interrupted), (waiting.State, waiting.Attempts[0].Reason)));
        Assert.DoesNotContain(world.Lines.All, line => line.Contains("stranger", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_somebody_else_claims_meanwhile_is_left_to_him_and_the_others_go_on()
    {
        var channel = new BatchRecorder();
        await using var world = await StartAsync(channel);
        await SubscribeAsync(world, 5);
        await world.CommitAsync(WarningSamples.Of());
        await DispatchAsync(world);
        var all = await world.AllAsync();
        var other = all[2];
        var raced = false;
        world.Faults.Plan((_, request) =>
        {
            if (!raced && request.Uri.Path.EndsWith("$batch", StringComparison.Ordinal))
            {
                raced = true;
                Assert.NotNull(world.Deliveries.ClaimAsync(other, world.Time.GetUtcNow() + Deliverer.Lease, CancellationToken.None).GetAwaiter().GetResult());
            }

            return StorageFault.None;
        });

        await HandleNextAsync(world);

        Assert.Equal(all.Where(delivery => delivery.Id != other.Id).Select(delivery => delivery.Id), channel.Ids.Order());
        Assert.Equal(DeliveryState.Sending, (await world.FindAsync(other)).State);
        Assert.Equal(4, (await world.AllAsync()).Count(delivery => delivery.State == DeliveryState.Sent));
    }

    [Fact]
    public async Task One_of_a_list_that_is_early_leased_or_done_is_left_alone()
    {
        var channel = new BatchRecorder();
        await using var world = await StartAsync(channel);
        await SubscribeAsync(world, 4);
        await world.CommitAsync(WarningSamples.Of());
        await DispatchAsync(world);
        var all = await world.AllAsync();
        var now = world.Time.GetUtcNow();
        await world.Deliveries.ClaimAsync(all[0], now + Deliverer.Lease, CancellationToken.None);
        var claimed = await world.Deliveries.ClaimAsync([all[1], all[2]], now + Deliverer.Lease, CancellationToken.None);
        await world.Deliveries.SettleAsync(
            [
                claimed[0] with { State = DeliveryState.Waiting, Lease = null, Due = now.AddHours(1) },
                claimed[1] with { State = DeliveryState.Sent, Lease = null },
            ],
            CancellationToken.None);

        await world.DrainAsync();

        Assert.Equal([all[3].Id], channel.Ids);
    }

    [Fact]
    public async Task The_sweep_sends_one_message_for_many()
    {
        var channel = new BatchRecorder();
        await using var world = await StartAsync(channel);
        await SubscribeAsync(world, 30);
        await world.CommitAsync(WarningSamples.Of());
        await DispatchAsync(world);
        await world.Get<QueueStore>().Queue(QueueName.Deliver).ClearMessagesAsync();
        world.Time.Advance(DeliveryStore.InQueue);

        Assert.Equal(30, await world.Get<DeliverySweep>().RunAsync(CancellationToken.None));
        await HandleNextAsync(world);

        Assert.Equal(30, channel.Ids.Count);
        Assert.Equal(0, await world.Get<DeliverySweep>().RunAsync(CancellationToken.None));
    }

    /// <summary>As <see cref="CrashTests"/>, for a list: whatever storage call a process ends before, everybody is told; a repeat is of what was under way, with the same id.</summary>
    [Fact]
    public async Task Ended_before_any_storage_call_everybody_of_a_list_is_told()
    {
        var calls = await CallsAsync();
        Assert.InRange(calls, 15, 60);
        for (var call = 1; call <= calls; call += CrashPoints.Step)
        {
            var channel = new BatchRecorder();
            await using var world = await StartAsync(channel);
            var expected = await SubscribeAsync(world, 3);
            await world.CommitAsync(WarningSamples.Of());
            world.Faults.Plan((number, _) => number >= call ? StorageFault.CrashBefore : StorageFault.None);

            await Assert.ThrowsAnyAsync<Exception>(world.DrainAsync);
            await world.RestartAsync();
            await CrashTests.FinishAsync(world);

            Assert.Contains(channel.Ids.Count, new[] { 3, 6 });
            Assert.Equal(expected, channel.Ids.Distinct().Order());
            Assert.All(await world.AllAsync(), delivery => Assert.Equal(DeliveryState.Sent, delivery.State));
            Assert.DoesNotContain(await world.RowsAsync(TableName.Deliveries), row => row.RowKey.StartsWith(DeliveryKeys.Open, StringComparison.Ordinal));
        }
    }

    private async Task<int> CallsAsync()
    {
        await using var world = await StartAsync(new BatchRecorder());
        await SubscribeAsync(world, 3);
        await world.CommitAsync(WarningSamples.Of());
        world.Faults.Clear();
        await world.DrainAsync();
        return world.Faults.Calls;
    }

    private Task<DeliveryWorld> StartAsync(BatchRecorder channel) =>
        DeliveryWorld.StartAsync(azurite, builder => builder.Services.RemoveAll<IChannel>().AddSingleton<IChannel>(channel));

    /// <returns>The ids that their deliveries of the sample warning have, in order.</returns>
    private static async Task<IReadOnlyList<string>> SubscribeAsync(DeliveryWorld world, int count, int from = 0, string language = "en")
    {
        await world.Get<UsedShards>().SetAsync(0, CancellationToken.None);
        var ids = Enumerable.Range(from, count).Select(number => number.ToString("x32", System.Globalization.CultureInfo.InvariantCulture)).ToList();
        await Task.WhenAll(ids.Select(async id =>
        {
            var subscription = new Subscription(id, new Channel(ChannelType.Email, $"{id}@example.org"), new SubscriptionMatch([], [], [], []), SubscriptionState.Pending, language);
            await world.Subscriptions.AddAsync(new StoredSubscription(subscription, world.Time.GetUtcNow(), world.Time.GetUtcNow(), 1), CancellationToken.None);
            await world.Subscriptions.ActivateAsync(id, world.Time.GetUtcNow(), CancellationToken.None);
        }));
        return [.. ids.Select(id => DeliveryId.Of(WarningSamples.Of(), id)).Order(StringComparer.Ordinal)];
    }

    private static async Task DispatchAsync(DeliveryWorld world)
    {
        var queue = world.Get<QueueStore>().Queue(QueueName.Dispatch);
        while ((await queue.ReceiveMessageAsync()).Value is { } message)
        {
            await world.Get<Dispatcher>().HandleAsync(message.Body.ToString(), CancellationToken.None);
            await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt);
        }
    }

    private static async Task HandleNextAsync(DeliveryWorld world) =>
        await world.Get<Deliverer>().HandleAsync((await world.Get<QueueStore>().Queue(QueueName.Deliver).ReceiveMessageAsync()).Value.Body.ToString(), CancellationToken.None);
}
