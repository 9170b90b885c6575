using Notifier.Core.Deliveries;
using Notifier.Core.Tests.Warnings;
using Notifier.Deliveries;
using Notifier.Hosting;
using Notifier.Storage;
using Notifier.Subscriptions;
using Notifier.Tests.Storage;

namespace Notifier.Tests.Deliveries;

/// <summary>Many webhooks to a receiver that refuses a fifth of them at random: none is lost, and a repeat carries the same id.</summary>
public sealed class LoadTests(AzuriteFixture azurite)
{
    [Fact]
    public Task Three_hundred_webhooks_to_a_receiver_that_fails_at_random() => RunAsync(300);

    [Fact]
    public Task Ten_thousand_webhooks_to_a_receiver_that_fails_at_random()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("NOTIFIER_LONG") == "1", "takes minutes: NOTIFIER_LONG=1");
        return RunAsync(10_000);
    }

    private async Task RunAsync(int count)
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var random = new Random(7);
        receiver.Answer = (context, _) =>
        {
            lock (random)
                context.Response.StatusCode = random.Next(100) < 20 ? 503 : 204;
            return Task.CompletedTask;
        };
        await using var world = await DeliveryWorld.StartAsync(azurite, builder => builder.Configuration["Notifier:Deliveries:PerHostConcurrency"] = "64");
        var ids = Enumerable.Range(0, count).Select(number => $"{number % 4:x2}{number:x30}").ToList();
        foreach (var some in ids.Chunk(32))
            await Task.WhenAll(some.Select(id => world.SubscribeAsync(receiver.Url, id: id)));
        await world.CommitAsync(WarningSamples.Of());

        for (var round = 0; round < 12; round++)
        {
            await world.Get<QueuePump>().DrainAsync(CancellationToken.None);
            world.Time.Advance(TimeSpan.FromHours(12.5));
            if (await world.Get<DeliverySweep>().RunAsync(CancellationToken.None) == 0)
                break;
        }

        var all = await world.AllAsync();
        Assert.Equal(count, all.Count);
        Assert.All(all, delivery => Assert.True(delivery.State is DeliveryState.Sent or DeliveryState.Dead));
        Assert.Equal(ids.Select(id => DeliveryId.Of(WarningSamples.Of(), id)).Order(StringComparer.Ordinal), receiver.Ids.Distinct().Order(StringComparer.Ordinal));
        // Every request that came is an attempt that is written down, under the id of its delivery.
        Assert.Equal(all.Sum(delivery => delivery.Attempts.Count), receiver.Ids.Count);
        Assert.InRange(receiver.Ids.Count, count * 11 / 10, count * 3 / 2);
        Assert.DoesNotContain(await world.RowsAsync(TableName.Deliveries), row => row.RowKey.StartsWith(DeliveryKeys.Open, StringComparison.Ordinal));
    }
}
