using Notifier.Core.Tests.Warnings;
using Notifier.Deliveries;
using Notifier.Storage;
using Notifier.Subscriptions;
using Notifier.Tests.Storage;

namespace Notifier.Tests.Deliveries;

public sealed class DeliverySweepTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task With_nothing_to_do_it_reads_each_used_shard_once()
    {
        await using var world = await DeliveryWorld.StartAsync(azurite);
        foreach (var shard in (string[])["00", "10", "ff"])
            await world.SubscribeAsync("http://127.0.0.1:9/", id: shard + new string('0', 30));
        var meter = world.Get<StorageMeter>();
        meter.Reset();

        Assert.Equal(0, await world.Get<DeliverySweep>().RunAsync(CancellationToken.None));

        Assert.Equal(4, meter.Total);
    }

    [Fact]
    public async Task One_run_sends_a_bounded_number_and_the_next_goes_on()
    {
        await using var world = await DeliveryWorld.StartAsync(azurite);
        var to = Enumerable.Range(0, 700).Select(number => $"00{number:x30}").ToList();
        await world.Get<UsedShards>().SetAsync(0, CancellationToken.None);
        foreach (var some in to.Chunk(DeliveryStore.Batch))
            await world.Deliveries.AddAsync([.. some.Select(id => new Delivery(Core.Deliveries.DeliveryId.Of(WarningSamples.Of(), id), id, DeliveryKind.Warning, "", world.Time.GetUtcNow()))], CancellationToken.None);
        world.Time.Advance(DeliveryStore.InQueue);
        var sweep = world.Get<DeliverySweep>();

        Assert.Equal(600, await sweep.RunAsync(600, CancellationToken.None));
        Assert.Equal(100, await sweep.RunAsync(600, CancellationToken.None));
        Assert.Equal(0, await sweep.RunAsync(600, CancellationToken.None));
    }
}
