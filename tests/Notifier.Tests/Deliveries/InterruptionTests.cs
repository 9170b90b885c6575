using Notifier.Core.Deliveries;
using Notifier.Core.Tests.Warnings;
using Notifier.Deliveries;
using Notifier.Hosting;
using Notifier.Tests.Storage;

namespace Notifier.Tests.Deliveries;

/// <summary>A process that ends during an attempt says nothing about the receiver: its attempt is told in the log and takes no step of the schedule.</summary>
public sealed class InterruptionTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task An_attempt_that_was_interrupted_is_made_again_after_its_lease_and_logged()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var world = await DeliveryWorld.StartAsync(azurite);
        var delivery = await world.DeliverAsync(WarningSamples.Of(), await world.SubscribeAsync(receiver.Url));
        await world.Deliveries.ClaimAsync(await world.FindAsync(delivery), world.Time.GetUtcNow() + Deliverer.Lease, CancellationToken.None);

        await world.DrainAsync();
        Assert.Empty(receiver.Received);
        Assert.Equal(0, await world.Get<DeliverySweep>().RunAsync(CancellationToken.None));
        world.Time.Advance(Deliverer.Lease);
        Assert.Equal(1, await world.Get<DeliverySweep>().RunAsync(CancellationToken.None));
        await world.DrainAsync();

        Assert.Single(receiver.Received);
        Assert.Equal([(1, AttemptReason.Interrupted), (2, AttemptReason.Accepted)], (await world.FindAsync(delivery)).Attempts.Select(tried => (tried.Number, tried.Reason)));
    }

    [Fact]
    public async Task Interruptions_take_no_step_of_the_schedule_and_each_stays_in_the_log()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.AnswerWith(500);
        await using var world = await DeliveryWorld.StartAsync(azurite);
        var delivery = await world.DeliverAsync(WarningSamples.Of(), await world.SubscribeAsync(receiver.Url));
        for (var failure = 1; failure <= RetrySchedule.MaximumAttempts; failure++)
        {
            await InterruptAsync(world, delivery);
            await InterruptAsync(world, delivery);
            await world.Deliveries.EnqueueAsync(delivery, CancellationToken.None);
            await world.DrainAsync();
            Assert.Equal(failure, receiver.Received.Count);
            if (await world.FindAsync(delivery) is not { State: DeliveryState.Waiting, Due: { } due })
                break;
            Assert.Equal(RetrySchedule.Next(delivery.Id, failure, world.Time.GetUtcNow()), due);
            world.Time.SetUtcNow(due);
        }

        var dead = await world.FindAsync(delivery);
        Assert.Equal((DeliveryState.Dead, 24, 16), (dead.State, dead.Tries, dead.Interruptions));
        Assert.Equal(Enumerable.Range(1, 24), dead.Attempts.Select(tried => tried.Number));
        Assert.Equal(
            Enumerable.Range(1, 24).Select(number => number % 3 == 0 ? AttemptReason.ServerError : AttemptReason.Interrupted),
            dead.Attempts.Select(tried => tried.Reason));
        Assert.Equal(dead.Attempts.Select(tried => tried.At).Order(), dead.Attempts.Select(tried => tried.At));
    }

    [Fact]
    public async Task A_delivery_that_is_interrupted_every_time_ends_as_a_dead_letter_with_that_reason()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var world = await DeliveryWorld.StartAsync(azurite);
        var delivery = await world.DeliverAsync(WarningSamples.Of(), await world.SubscribeAsync(receiver.Url));
        for (var crash = 1; crash <= RetrySchedule.MaximumInterruptions; crash++)
            await InterruptAsync(world, delivery);

        await world.Deliveries.EnqueueAsync(delivery, CancellationToken.None);
        await world.DrainAsync();

        Assert.Empty(receiver.Received);
        var dead = await world.FindAsync(delivery);
        Assert.Equal((DeliveryState.Dead, RetrySchedule.MaximumInterruptions), (dead.State, dead.Interruptions));
        Assert.Equal(RetrySchedule.MaximumInterruptions, dead.Attempts.Count);
        Assert.All(dead.Attempts, tried => Assert.Equal(AttemptReason.Interrupted, tried.Reason));
        Assert.Contains(world.Lines.All, line => line.Contains(delivery.Id, StringComparison.Ordinal) && line.Contains("interrupted", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_interruption_less_is_sent_and_a_replay_begins_anew()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.AnswerWith(301);
        await using var world = await DeliveryWorld.StartAsync(azurite);
        var delivery = await world.DeliverAsync(WarningSamples.Of(), await world.SubscribeAsync(receiver.Url));
        for (var crash = 1; crash < RetrySchedule.MaximumInterruptions; crash++)
            await InterruptAsync(world, delivery);
        await world.Deliveries.EnqueueAsync(delivery, CancellationToken.None);
        await world.DrainAsync();
        Assert.Single(receiver.Received);

        Assert.True(await world.Deliveries.ReopenAsync(await world.FindAsync(delivery), CancellationToken.None));

        var reopened = await world.FindAsync(delivery);
        Assert.Equal((0, 0), (reopened.Tries, reopened.Interruptions));
    }

    /// <summary>The process ends once the attempt is claimed, before anything is sent; then its lease ends.</summary>
    private static async Task InterruptAsync(DeliveryWorld world, Delivery delivery)
    {
        world.Faults.Plan((_, request) => request.Uri.Path.EndsWith("$batch", StringComparison.Ordinal) ? StorageFault.CrashAfter : StorageFault.None);
        await Assert.ThrowsAsync<StorageCrashException>(() => world.Get<Deliverer>().HandleAsync(QueueMessages.Deliver(delivery.Shard, delivery.Id), CancellationToken.None));
        world.Faults.Clear();
        world.Time.Advance(Deliverer.Lease);
    }
}
