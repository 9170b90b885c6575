using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Notifier.Core.Deliveries;
using Notifier.Core.Subscriptions;
using Notifier.Core.Tests.Warnings;
using Notifier.Deliveries;
using Notifier.Hosting;
using Notifier.Storage;
using Notifier.Tests.Storage;

namespace Notifier.Tests.Deliveries;

/// <summary>What an outage killed is sent again at a word: all of it, once, with its old ids, also where the replay itself is interrupted.</summary>
public sealed class ReplayTests(AzuriteFixture azurite)
{
    private readonly ScriptedChannel _webhook = new(ChannelType.Webhook) { Outcome = AttemptOutcome.Permanent(AttemptReason.Redirected, 301) };
    private readonly ScriptedChannel _mail = new(ChannelType.Email) { Outcome = AttemptOutcome.Permanent(AttemptReason.Rejected, 400) };

    [Fact]
    public async Task Everything_dead_is_sent_again_and_what_was_sent_is_not()
    {
        await using var world = await StartAsync();
        await KillAsync(world, ChannelType.Webhook, 3);
        _webhook.Outcome = AttemptOutcome.Sent(200);
        await KillAsync(world, ChannelType.Webhook, 2);
        var before = _webhook.Sent.Count;

        var replay = await world.Get<Replays>().BeginAsync(DeadLetterFilter.All, CancellationToken.None);
        await DrainAsync(world);

        Assert.Equal(3, replay.Matching);
        Assert.Equal((3, true), await ProgressAsync(world, replay));
        Assert.Equal(3, _webhook.Sent.Count - before);
        Assert.All(await world.AllAsync(), delivery => Assert.Equal(DeliveryState.Sent, delivery.State));
    }

    [Fact]
    public async Task By_channel_time_and_subscription()
    {
        await using var world = await StartAsync();
        await KillAsync(world, ChannelType.Webhook, 2);
        await KillAsync(world, ChannelType.Email, 3);
        world.Time.Advance(TimeSpan.FromHours(2));
        var noon = world.Time.GetUtcNow() - TimeSpan.FromHours(1);
        var late = await KillAsync(world, ChannelType.Email, 1);
        var reader = world.Get<DeliveryReader>();

        Assert.Equal(6, await reader.CountDeadAsync(DeadLetterFilter.All, CancellationToken.None));
        Assert.Equal(2, await reader.CountDeadAsync(new(Channel: ChannelType.Webhook), CancellationToken.None));
        Assert.Equal(4, await reader.CountDeadAsync(new(Channel: ChannelType.Email), CancellationToken.None));
        Assert.Equal(1, await reader.CountDeadAsync(new(From: noon), CancellationToken.None));
        Assert.Equal(3, await reader.CountDeadAsync(new(To: noon, Channel: ChannelType.Email), CancellationToken.None));
        Assert.Equal(1, await reader.CountDeadAsync(new(Subscription: late[0].Subscription), CancellationToken.None));
        Assert.Equal(6, await reader.CountDeadAsync(new(Warning: WarningSamples.Of().Id), CancellationToken.None));
        Assert.Equal(0, await reader.CountDeadAsync(new(Warning: new string('a', 32)), CancellationToken.None));
        var first = await reader.DeadAsync(new(Channel: ChannelType.Email), null, 3, CancellationToken.None);
        Assert.True(PageCursor.TryParse(first.Next, out var after));
        Assert.Equal(4, first.Deliveries.Concat((await reader.DeadAsync(new(Channel: ChannelType.Email), after, 3, CancellationToken.None)).Deliveries).DistinctBy(delivery => delivery.Id).Count());
        _mail.Outcome = AttemptOutcome.Sent(202);

        var replay = await world.Get<Replays>().BeginAsync(new(Channel: ChannelType.Email, To: noon), CancellationToken.None);
        await DrainAsync(world);

        Assert.Equal((3, true), await ProgressAsync(world, replay));
        Assert.Equal(3, (await world.AllAsync()).Count(delivery => delivery.State == DeliveryState.Sent));
    }

    [Fact]
    public async Task Ended_at_any_storage_call_it_goes_on_and_counts_none_twice()
    {
        var calls = 0;
        await using (var world = await StartAsync())
        {
            await KillAsync(world, ChannelType.Webhook, 2);
            var replay = await world.Get<Replays>().BeginAsync(DeadLetterFilter.All, CancellationToken.None);
            world.Faults.Clear();
            await world.Get<Replays>().HandleAsync(QueueMessages.Replay(replay.Id), CancellationToken.None);
            calls = world.Faults.Calls;
        }

        Assert.InRange(calls, 5, 20);
        for (var call = 1; call <= calls; call += CrashPoints.Step)
        {
            await using var world = await StartAsync();
            _webhook.Outcome = AttemptOutcome.Permanent(AttemptReason.Redirected, 301);
            await KillAsync(world, ChannelType.Webhook, 2);
            _webhook.Outcome = AttemptOutcome.Sent(200);
            var before = _webhook.Sent.Count;
            var replay = await world.Get<Replays>().BeginAsync(DeadLetterFilter.All, CancellationToken.None);
            await world.Get<QueueStore>().Queue(QueueName.Deliver).ClearMessagesAsync();
            world.Faults.Plan((number, _) => number >= call ? StorageFault.CrashBefore : StorageFault.None);
            await Assert.ThrowsAnyAsync<Exception>(() => world.Get<Replays>().HandleAsync(QueueMessages.Replay(replay.Id), CancellationToken.None));

            await world.RestartAsync();
            world.Time.Advance(DeliveryStore.InQueue);
            await world.Get<Replays>().SweepAsync(CancellationToken.None);
            await world.Get<DeliverySweep>().RunAsync(CancellationToken.None);
            await DrainAsync(world);

            Assert.Equal((2, true), await ProgressAsync(world, replay));
            Assert.Equal(2, _webhook.Sent.Skip(before).Distinct().Count());
            Assert.All(await world.AllAsync(), delivery => Assert.Equal(DeliveryState.Sent, delivery.State));
        }
    }

    private Task<DeliveryWorld> StartAsync() => DeliveryWorld.StartAsync(azurite, builder =>
        builder.Services.RemoveAll<IChannel>().AddSingleton<IChannel>(_webhook).AddSingleton<IChannel>(_mail));

    /// <summary>Deliveries that come to what the channel says: dead ones, as it stands.</summary>
    private static async Task<IReadOnlyList<Delivery>> KillAsync(DeliveryWorld world, ChannelType type, int count)
    {
        var made = new List<Delivery>();
        for (var number = 0; number < count; number++)
            made.Add(await world.DeliverAsync(WarningSamples.Of(), await world.SubscribeAsync(type == ChannelType.Email ? "reader@example.org" : "https://hooks.example.org/", type)));
        await world.DrainAsync();
        return made;
    }

    /// <summary>As the pump does: replays come in the queue of the deliveries.</summary>
    private static async Task DrainAsync(DeliveryWorld world)
    {
        var queue = world.Get<QueueStore>().Queue(QueueName.Deliver);
        while ((await queue.ReceiveMessageAsync()).Value is { } message)
        {
            await world.Get<WorkQueues>().HandleAsync(QueueName.Deliver, message.Body.ToString(), CancellationToken.None);
            await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt);
        }
    }

    private static async Task<(int Replayed, bool Done)> ProgressAsync(DeliveryWorld world, Replay replay)
    {
        var stored = (await world.Get<Replays>().FindAsync(replay.Id, CancellationToken.None))!;
        return (stored.Replayed, stored.Done);
    }
}
