using Notifier.Core.Deliveries;
using Notifier.Core.Tests.Warnings;
using Notifier.Deliveries;
using Notifier.Storage;
using Notifier.Tests.Storage;

namespace Notifier.Tests.Deliveries;

/// <summary>
/// The promise: whatever instruction a process ends at, each subscriber is told, a repeat carries the same id, and nothing
/// stays behind. Ended before and after every storage call there is between the outbox and the last record.
/// </summary>
public sealed class CrashTests(AzuriteFixture azurite)
{
    [Theory]
    [InlineData(StorageFault.CrashBefore)]
    [InlineData(StorageFault.CrashAfter)]
    internal async Task Ended_at_any_storage_call_everybody_is_told_and_every_row_ends_sent(StorageFault fault)
    {
        var crashes = 0;
        for (var call = 1; ; call++)
        {
            await using var receiver = await WebhookReceiver.StartAsync();
            await using var world = await DeliveryWorld.StartAsync(azurite);
            var expected = await SubscribeAsync(world, receiver);
            await world.CommitAsync(WarningSamples.Of());
            var outbox = (await world.RowsAsync(TableName.State)).Single();
            world.Faults.Plan((number, _) => number >= call ? fault : StorageFault.None);

            var crashed = await CrashesAsync(world);
            await world.RestartAsync();
            await FinishAsync(world, outbox.PartitionKey, outbox.RowKey);

            Assert.Equal(expected.Order(), receiver.Ids.Distinct().Order());
            // One repeat at most: of the delivery that was under way.
            Assert.InRange(receiver.Ids.Count, expected.Count, expected.Count + 1);
            Assert.All(await world.AllAsync(), delivery => Assert.Equal(DeliveryState.Sent, delivery.State));
            Assert.DoesNotContain(await world.RowsAsync(TableName.Deliveries), row => row.RowKey.StartsWith(DeliveryKeys.Open, StringComparison.Ordinal));
            Assert.Empty(await world.RowsAsync(TableName.State));
            if (!crashed)
                break;
            crashes++;
        }

        // Fewer would mean that the plan no longer reaches the path.
        Assert.True(crashes >= 25, $"{crashes} calls");
    }

    private static async Task<List<string>> SubscribeAsync(DeliveryWorld world, WebhookReceiver receiver)
    {
        var expected = new List<string>();
        foreach (var id in (string[])["00" + new string('1', 30), "00" + new string('2', 30), "ff" + new string('3', 30)])
            expected.Add(DeliveryId.Of(WarningSamples.Of(), (await world.SubscribeAsync(receiver.Url, id: id)).Id));
        return expected;
    }

    private static async Task<bool> CrashesAsync(DeliveryWorld world)
    {
        try
        {
            await world.DrainAsync();
            return false;
        }
        catch (Exception failure) when (failure is StorageCrashException or AggregateException { InnerException: StorageCrashException })
        {
            return true;
        }
    }

    /// <summary>What time and the sweeps bring: the outbox row's message again, ended leases, lost messages.</summary>
    private static async Task FinishAsync(DeliveryWorld world, string partition, string outboxRow)
    {
        await world.DrainAsync();
        await world.Get<QueueStore>().SendAsync(QueueName.Dispatch, Notifier.Hosting.QueueMessages.Dispatch(partition, -1, outboxRow), CancellationToken.None);
        await world.DrainAsync();
        world.Time.Advance(Deliverer.Lease + DeliveryStore.InQueue);
        await world.Get<DeliverySweep>().RunAsync(CancellationToken.None);
        await world.DrainAsync();
    }
}
