using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Notifier.Core.Deliveries;
using Notifier.Core.Subscriptions;
using Notifier.Core.Tests.Warnings;
using Notifier.Deliveries;
using Notifier.Hosting;
using Notifier.Tests.Storage;

namespace Notifier.Tests.Deliveries;

/// <summary>
/// A mail service takes no id that makes a repeat harmless. What was stopped between its call and our record, and what it did not
/// answer in time, waits for the service to tell; then it is sent once more, never a third time.
/// </summary>
public sealed class UnansweredTests(AzuriteFixture azurite)
{
    private static readonly TimeSpan ProofWait = new DeliveriesOptions().ProofWait;

    [Fact]
    public async Task An_interrupted_mail_waits_for_proof_and_is_then_sent_once_more_as_a_possible_duplicate()
    {
        var channel = new ScriptedChannel(ChannelType.Email, knowsRepeats: false);
        await using var world = await StartAsync(channel);
        var delivery = await InterruptedAsync(world);

        await HandleAsync(world, delivery);
        Assert.Empty(channel.Sent);
        var waiting = await world.FindAsync(delivery);
        Assert.Equal((DeliveryState.Waiting, 1, world.Time.GetUtcNow() + ProofWait), (waiting.State, waiting.Doubts, waiting.Due));
        world.Time.Advance(ProofWait);
        Assert.Equal(1, await world.Get<DeliverySweep>().RunAsync(CancellationToken.None));
        await world.DrainAsync();

        Assert.Equal([delivery.Id], channel.Sent);
        var sent = await world.FindAsync(delivery);
        Assert.Equal(DeliveryState.Sent, sent.State);
        Assert.Equal(
            [(AttemptReason.Interrupted, (bool?)null), (AttemptReason.Accepted, true)],
            sent.Attempts.Select(attempt => (attempt.Reason, attempt.PossibleDuplicate)));
    }

    [Fact]
    public async Task Proof_ends_it_as_sent_and_nothing_is_sent_again()
    {
        var channel = new ScriptedChannel(ChannelType.Email, knowsRepeats: false);
        await using var world = await StartAsync(channel);
        var delivery = await InterruptedAsync(world);
        await HandleAsync(world, delivery);

        Assert.True(await world.Deliveries.ProveAsync(DeliveryAddress.Of(delivery), CancellationToken.None));
        Assert.False(await world.Deliveries.ProveAsync(DeliveryAddress.Of(delivery), CancellationToken.None));

        world.Time.Advance(ProofWait + DeliveryStore.InQueue);
        Assert.Equal(0, await world.Get<DeliverySweep>().RunAsync(CancellationToken.None));
        await HandleAsync(world, delivery);
        Assert.Empty(channel.Sent);
        Assert.Equal(DeliveryState.Sent, (await world.FindAsync(delivery)).State);
        Assert.Single(await world.RowsAsync(Notifier.Storage.TableName.Deliveries));
    }

    [Fact]
    public async Task Without_an_answer_it_is_sent_twice_at_most_and_late_proof_still_clears_the_dead_letter()
    {
        var channel = new ScriptedChannel(ChannelType.Email, knowsRepeats: false) { Outcome = AttemptOutcome.Transient(AttemptReason.Timeout) with { Unanswered = true } };
        await using var world = await StartAsync(channel);
        var delivery = await world.DeliverAsync(WarningSamples.Of(), await world.SubscribeAsync("reader@example.org", ChannelType.Email));
        for (var round = 0; round < 5; round++)
        {
            await HandleAsync(world, delivery);
            world.Time.Advance(ProofWait);
        }

        Assert.Equal(2, channel.Sent.Count);
        Assert.Equal((DeliveryState.Dead, 2), ((await world.FindAsync(delivery)).State, (await world.FindAsync(delivery)).Doubts));
        Assert.True(await world.Deliveries.ProveAsync(DeliveryAddress.Of(delivery), CancellationToken.None));
        Assert.Equal(DeliveryState.Sent, (await world.FindAsync(delivery)).State);
        Assert.Single(await world.RowsAsync(Notifier.Storage.TableName.Deliveries));
    }

    [Fact]
    public async Task What_it_refused_with_an_answer_is_tried_again_on_the_schedule()
    {
        var channel = new ScriptedChannel(ChannelType.Email, knowsRepeats: false) { Outcome = AttemptOutcome.Transient(AttemptReason.ServerError, 503) };
        await using var world = await StartAsync(channel);
        var delivery = await world.DeliverAsync(WarningSamples.Of(), await world.SubscribeAsync("reader@example.org", ChannelType.Email));

        await HandleAsync(world, delivery);

        var waiting = await world.FindAsync(delivery);
        Assert.Equal((0, RetrySchedule.Next(delivery.Id, 1, world.Time.GetUtcNow())), (waiting.Doubts, waiting.Due));
        Assert.False(await world.Deliveries.ProveAsync(DeliveryAddress.Of(delivery), CancellationToken.None));
    }

    [Fact]
    public async Task A_dead_letter_that_was_in_doubt_is_replayed_once_and_marked()
    {
        var channel = new ScriptedChannel(ChannelType.Email, knowsRepeats: false) { Outcome = AttemptOutcome.Transient(AttemptReason.Timeout) with { Unanswered = true } };
        await using var world = await StartAsync(channel);
        var delivery = await world.DeliverAsync(WarningSamples.Of(), await world.SubscribeAsync("reader@example.org", ChannelType.Email));
        for (var round = 0; round < 3; round++)
        {
            await HandleAsync(world, delivery);
            world.Time.Advance(ProofWait);
        }

        channel.Outcome = AttemptOutcome.Sent(202);
        Assert.True(await world.Deliveries.ReopenAsync(await world.FindAsync(delivery), CancellationToken.None));
        await HandleAsync(world, delivery);

        var sent = await world.FindAsync(delivery);
        Assert.Equal((DeliveryState.Sent, true), (sent.State, sent.Attempts[^1].PossibleDuplicate));
    }

    private Task<DeliveryWorld> StartAsync(ScriptedChannel channel) =>
        DeliveryWorld.StartAsync(azurite, builder => builder.Services.RemoveAll<IChannel>().AddSingleton<IChannel>(channel));

    /// <summary>Its process has ended after the claim, and its lease since.</summary>
    private static async Task<Delivery> InterruptedAsync(DeliveryWorld world)
    {
        var delivery = await world.DeliverAsync(WarningSamples.Of(), await world.SubscribeAsync("reader@example.org", ChannelType.Email));
        await world.Deliveries.ClaimAsync(await world.FindAsync(delivery), world.Time.GetUtcNow() + Deliverer.Lease, CancellationToken.None);
        await world.DrainAsync();
        world.Time.Advance(Deliverer.Lease);
        return delivery;
    }

    private static Task HandleAsync(DeliveryWorld world, Delivery delivery) =>
        world.Get<Deliverer>().HandleAsync(QueueMessages.Deliver(delivery.Shard, delivery.Id), CancellationToken.None);
}
