using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Notifier.Core.Deliveries;
using Notifier.Core.Episodes;
using Notifier.Core.Subscriptions;
using Notifier.Core.Tests.Warnings;
using Notifier.Core.Warnings;
using Notifier.Deliveries;
using Notifier.Hosting;
using Notifier.Storage;
using Notifier.Tests.Storage;

namespace Notifier.Tests.Deliveries;

/// <summary>What fired and resolved while a receiver could not be reached is told as one message, by people's channels; programs get each event with its own id.</summary>
public sealed class OutageTests(AzuriteFixture azurite)
{
    private static readonly AttemptOutcome Down = AttemptOutcome.Transient(AttemptReason.ServerError, 503);

    [Fact]
    public async Task An_episode_that_ended_during_the_outage_is_one_message()
    {
        var channel = new BatchRecorder { Answer = batch => [.. batch.Select(_ => Down)] };
        await using var world = await StartAsync(channel);
        var to = await world.SubscribeAsync("reader@example.org", ChannelType.Email);
        var fired = await TellAsync(world, to.Id, 1, TransitionKind.Opened);
        world.Time.Advance(TimeSpan.FromHours(1));
        channel.Answer = batch => [.. batch.Select(_ => AttemptOutcome.Sent(202))];

        var resolved = await TellAsync(world, to.Id, 2, TransitionKind.Resolved);

        var message = channel.Batches[^1].Single();
        Assert.Equal((SummaryReason.Outage, true), (message.Summary!.Reason, message.Summary.Lines.Single().Resolved));
        Assert.Equal([1, 2], message.Summary.Lines.Single().Warnings.Select(warning => warning.Sequence));
        Assert.Equal(2, channel.Batches.Count);
        var all = (await world.AllAsync()).ToDictionary(delivery => delivery.Id);
        // Under an id of its own: who knows the first one already would take the rest for a repeat.
        Assert.Equal((DeliveryState.Sent, DeliveryKind.Summary), (all[message.DeliveryId].State, all[message.DeliveryId].Kind));
        Assert.All(new[] { fired, resolved }, id => Assert.Equal((DeliveryState.Summarised, message.DeliveryId), (all[id].State, all[id].Summary)));
        Assert.DoesNotContain(await world.RowsAsync(TableName.Deliveries), row => row.RowKey.StartsWith(DeliveryKeys.Open, StringComparison.Ordinal));
    }

    [Fact]
    public async Task While_it_lasts_each_newer_one_joins_and_other_episodes_and_subscribers_do_not()
    {
        var channel = new BatchRecorder { Answer = batch => [.. batch.Select(_ => Down)] };
        await using var world = await StartAsync(channel);
        var to = await world.SubscribeAsync("reader@example.org", ChannelType.Email, id: "00" + new string('1', 30));
        await TellAsync(world, to.Id, 1, TransitionKind.Opened);
        await TellAsync(world, to.Id, 2, TransitionKind.Escalated);
        var other = await TellAsync(world, to.Id, 1, TransitionKind.Opened, episode: new string('e', 32));
        channel.Answer = batch => [.. batch.Select(_ => AttemptOutcome.Sent(202))];

        await TellAsync(world, to.Id, 3, TransitionKind.Resolved);

        Assert.Equal([1, 2, 3], channel.Batches[^1].Single().Summary!.Lines.Single().Warnings.Select(warning => warning.Sequence));
        Assert.Equal(DeliveryState.Waiting, (await world.AllAsync()).Single(delivery => delivery.Id == other).State);
        Assert.Equal(1, (await world.AllAsync()).Count(delivery => delivery.State == DeliveryState.Sent));
    }

    [Fact]
    public async Task Programs_get_each_event_alone_unless_they_ask_for_groups()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.AnswerWith(503);
        await using var world = await DeliveryWorld.StartAsync(azurite);
        var to = await world.SubscribeAsync(receiver.Url);
        var fired = await TellAsync(world, to.Id, 1, TransitionKind.Opened);
        receiver.AnswerWith(200);

        var resolved = await TellAsync(world, to.Id, 2, TransitionKind.Resolved);

        Assert.Equal([fired, resolved], receiver.Ids);
        Assert.Equal(DeliveryState.Waiting, (await world.AllAsync()).Single(delivery => delivery.Id == fired).State);
    }

    /// <summary>Whatever storage call the process ends before, both are told once they can be, in one message or in two.</summary>
    [Fact]
    public async Task Ended_at_any_storage_call_nothing_is_lost_and_nothing_stays_open()
    {
        var calls = await CallsAsync();
        Assert.InRange(calls, 8, 30);
        for (var call = 1; call <= calls; call += CrashPoints.Step)
        {
            var channel = new BatchRecorder { Answer = batch => [.. batch.Select(_ => Down)] };
            await using var world = await StartAsync(channel);
            var to = await world.SubscribeAsync("reader@example.org", ChannelType.Email);
            await TellAsync(world, to.Id, 1, TransitionKind.Opened);
            channel.Answer = batch => [.. batch.Select(_ => AttemptOutcome.Sent(202))];
            var message = await AddAsync(world, to.Id, 2, TransitionKind.Resolved);
            world.Faults.Plan((number, _) => number >= call ? StorageFault.CrashBefore : StorageFault.None);

            await Assert.ThrowsAnyAsync<Exception>(() => world.Get<Deliverer>().HandleAsync(message, CancellationToken.None));
            await world.RestartAsync();
            world.Time.Advance(TimeSpan.FromHours(1));
            await world.Get<DeliverySweep>().RunAsync(CancellationToken.None);
            await world.DrainAsync();
            await world.DrainAsync();

            var told = channel.Batches.SelectMany(batch => batch)
                .SelectMany(sent => sent.Summary?.Lines.SelectMany(line => line.Warnings) ?? [sent.Warning!.Warning]).Select(warning => warning.Sequence).Distinct().Order();
            Assert.Equal([1, 2], told);
            Assert.All(await world.AllAsync(), delivery => Assert.True(delivery.IsFinal));
            Assert.DoesNotContain(await world.RowsAsync(TableName.Deliveries), row => row.RowKey.StartsWith(DeliveryKeys.Open, StringComparison.Ordinal));
        }
    }

    private async Task<int> CallsAsync()
    {
        var channel = new BatchRecorder { Answer = batch => [.. batch.Select(_ => Down)] };
        await using var world = await StartAsync(channel);
        var to = await world.SubscribeAsync("reader@example.org", ChannelType.Email);
        await TellAsync(world, to.Id, 1, TransitionKind.Opened);
        channel.Answer = batch => [.. batch.Select(_ => AttemptOutcome.Sent(202))];
        var message = await AddAsync(world, to.Id, 2, TransitionKind.Resolved);
        world.Faults.Clear();
        await world.Get<Deliverer>().HandleAsync(message, CancellationToken.None);
        return world.Faults.Calls;
    }

    private Task<DeliveryWorld> StartAsync(BatchRecorder channel) =>
        DeliveryWorld.StartAsync(azurite, builder => builder.Services.RemoveAll<IChannel>().AddSingleton<IChannel>(channel));

    /// <returns>Id of the delivery, after its first attempt.</returns>
    private static async Task<string> TellAsync(DeliveryWorld world, string subscription, int sequence, TransitionKind kind, string? episode = null)
    {
        var message = await AddAsync(world, subscription, sequence, kind, episode);
        await world.Get<Deliverer>().HandleAsync(message, CancellationToken.None);
        return QueueMessages.ReadDeliver(message).DeliveryIds[0];
    }

    /// <returns>The message that its delivery is worked off by; the queue stays empty.</returns>
    private static async Task<string> AddAsync(DeliveryWorld world, string subscription, int sequence, TransitionKind kind, string? episode = null)
    {
        var warning = Of(sequence, kind, episode);
        await world.Get<WarningStore>().RecordAsync(warning, CancellationToken.None);
        var delivery = new Delivery(DeliveryId.Of(warning, subscription), subscription, DeliveryKind.Warning, warning.Id, world.Time.GetUtcNow()) { Channel = ChannelType.Email };
        await world.Deliveries.AddAsync([delivery], CancellationToken.None);
        await world.Get<QueueStore>().Queue(QueueName.Deliver).ClearMessagesAsync();
        return QueueMessages.Deliver(delivery.Shard, delivery.Id);
    }

    private static Warning Of(int sequence, TransitionKind kind, string? episode)
    {
        var sample = WarningSamples.Of(kind, sequence: sequence);
        return sample with { Episode = episode ?? sample.Episode, Id = DeliveryId.Of(episode ?? sample.Episode, sequence, "warning") };
    }
}
