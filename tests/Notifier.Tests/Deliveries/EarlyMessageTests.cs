using Azure.Core;
using Notifier.Core.Deliveries;
using Notifier.Core.Tests.Warnings;
using Notifier.Deliveries;
using Notifier.Hosting;
using Notifier.Storage;
using Notifier.Tests.Storage;

namespace Notifier.Tests.Deliveries;

/// <summary>The clocks of two machines and of the queue differ: a message may come before the time that the row names.</summary>
public sealed class EarlyMessageTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task The_message_of_the_first_retry_is_hidden_until_the_retry_is_due()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.AnswerWith(500);
        await using var world = await DeliveryWorld.StartAsync(azurite);
        var to = await world.SubscribeAsync(receiver.Url);
        for (var sequence = 1; sequence <= 10; sequence++)
        {
            var delivery = await world.DeliverAsync(WarningSamples.Of(sequence: sequence), to);
            var sent = Sent(world);

            await HandleAsync(world, delivery);

            var wait = (await world.FindAsync(delivery)).Due!.Value - world.Time.GetUtcNow();
            Assert.Equal((int)Math.Ceiling(wait.TotalSeconds), Assert.Single(sent));
        }
    }

    [Theory]
    [InlineData(400, 1)]
    [InlineData(4_001, 5)]
    public async Task One_that_comes_before_the_retry_is_due_comes_again_when_it_is(int millisecondsEarly, int hiddenSeconds)
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.AnswerWith(500);
        await using var world = await DeliveryWorld.StartAsync(azurite);
        var delivery = await world.DeliverAsync(WarningSamples.Of(), await world.SubscribeAsync(receiver.Url));
        await HandleAsync(world, delivery);
        var due = (await world.FindAsync(delivery)).Due!.Value;
        world.Time.SetUtcNow(due - TimeSpan.FromMilliseconds(millisecondsEarly));
        var sent = Sent(world);

        await HandleAsync(world, delivery);

        Assert.Equal([hiddenSeconds], sent);
        Assert.Single(receiver.Received);
        receiver.AnswerWith(200);
        world.Time.SetUtcNow(due);
        await HandleAsync(world, delivery);
        Assert.Equal(DeliveryState.Sent, (await world.FindAsync(delivery)).State);
        Assert.Single(sent);
    }

    /// <summary>So is the message of a process that was killed: its queue shows it again while the lease still runs.</summary>
    [Fact]
    public async Task One_that_comes_before_a_lease_ends_comes_again_when_it_has()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var world = await DeliveryWorld.StartAsync(azurite);
        var delivery = await world.DeliverAsync(WarningSamples.Of(), await world.SubscribeAsync(receiver.Url));
        await world.Deliveries.ClaimAsync(await world.FindAsync(delivery), world.Time.GetUtcNow() + Deliverer.Lease, CancellationToken.None);
        world.Time.Advance(Deliverer.Lease - TimeSpan.FromSeconds(30.5));
        var sent = Sent(world);

        await HandleAsync(world, delivery);

        Assert.Equal([31], sent);
        Assert.Empty(receiver.Received);
    }

    /// <summary>A repeat, not a clock: were it kept, each wake of a sweep would add a message to a delivery that is tried for a day.</summary>
    [Fact]
    public async Task One_that_comes_long_before_its_time_is_left_to_the_sweep()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.AnswerWith(429, response => response.Headers.RetryAfter = "7200");
        await using var world = await DeliveryWorld.StartAsync(azurite);
        var to = await world.SubscribeAsync(receiver.Url);
        var (waiting, leased) = (await world.DeliverAsync(WarningSamples.Of(), to), await world.DeliverAsync(WarningSamples.Of(sequence: 4), to));
        await HandleAsync(world, waiting);
        await world.Deliveries.ClaimAsync(await world.FindAsync(leased), world.Time.GetUtcNow() + Deliverer.Lease, CancellationToken.None);
        var sent = Sent(world);

        await HandleAsync(world, waiting);
        await HandleAsync(world, leased);

        Assert.Empty(sent);
        Assert.Single(receiver.Received);
    }

    private static Task HandleAsync(DeliveryWorld world, Delivery delivery) =>
        world.Get<Deliverer>().HandleAsync(QueueMessages.Deliver(delivery.Shard, delivery.Id), CancellationToken.None);

    /// <summary>For how many seconds each message is hidden that is sent to the queue from now on.</summary>
    private static List<int> Sent(DeliveryWorld world)
    {
        var sent = new List<int>();
        world.Faults.Plan((_, request) =>
        {
            if (request.Method == RequestMethod.Post && request.Uri.Path.EndsWith($"{QueueName.Deliver}/messages", StringComparison.Ordinal))
                sent.Add(int.Parse(System.Web.HttpUtility.ParseQueryString(request.Uri.Query)["visibilitytimeout"] ?? "0", System.Globalization.CultureInfo.InvariantCulture));
            return StorageFault.None;
        });
        return sent;
    }
}
