using Azure.Core;
using Notifier.Core.Deliveries;
using Notifier.Core.Tests.Warnings;
using Notifier.Deliveries;
using Notifier.Episodes;
using Notifier.Hosting;
using Notifier.Storage;
using Notifier.Tests.Storage;

namespace Notifier.Tests.Deliveries;

/// <summary>
/// The promise: whatever instruction a process ends at, each subscriber is told, a repeat carries the same id, and nothing
/// stays behind. Ended before and after every storage call there is between the outbox and the last record.
/// </summary>
public sealed class CrashTests(AzuriteFixture azurite)
{
    /// <summary>After a call is before the next one, so one of the two is enough.</summary>
    [Fact]
    public async Task Ended_before_any_storage_call_everybody_is_told_and_every_row_ends_sent()
    {
        var calls = await CallsAsync();
        // Fewer would mean that the plan no longer reaches the path.
        Assert.InRange(calls, 25, 60);
        for (var call = 1; call <= calls; call += CrashPoints.Step)
        {
            await using var receiver = await WebhookReceiver.StartAsync();
            await using var world = await DeliveryWorld.StartAsync(azurite);
            var expected = await CommitAsync(world, receiver);
            world.Faults.Plan((number, _) => number >= call ? StorageFault.CrashBefore : StorageFault.None);

            await Assert.ThrowsAnyAsync<Exception>(world.DrainAsync);
            await world.RestartAsync();
            await FinishAsync(world);

            // One repeat at most: of the delivery that was under way.
            Assert.InRange(receiver.Ids.Count, expected.Count, expected.Count + 1);
            await DoneAsync(world, receiver, expected);
        }
    }

    /// <summary>A write that was applied and whose answer is lost is tried again by the client, which then meets its own deed.</summary>
    [Fact]
    public async Task An_answer_lost_at_any_storage_call_repeats_nothing()
    {
        var calls = await CallsAsync();
        for (var call = 1; call <= calls; call += CrashPoints.Step)
        {
            await using var receiver = await WebhookReceiver.StartAsync();
            await using var world = await DeliveryWorld.StartAsync(azurite);
            var expected = await CommitAsync(world, receiver);
            world.Faults.Plan((number, request) => number == call && !IsPump(request) ? StorageFault.AnswerLost : StorageFault.None);

            await world.DrainAsync();

            Assert.Equal(expected.Count, receiver.Ids.Count);
            await DoneAsync(world, receiver, expected);
        }
    }

    /// <summary>Taking a message and deleting it is the pump's and the Functions host's: what they lose comes again by itself.</summary>
    private static bool IsPump(Request request) =>
        request.Uri.Path.Contains("/messages", StringComparison.Ordinal) && request.Method != RequestMethod.Post;

    /// <summary>How many storage calls there are when nothing fails.</summary>
    private async Task<int> CallsAsync()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var world = await DeliveryWorld.StartAsync(azurite);
        var expected = await CommitAsync(world, receiver);
        world.Faults.Clear();
        await world.DrainAsync();
        var calls = world.Faults.Calls;
        await DoneAsync(world, receiver, expected);
        return calls;
    }

    private static async Task DoneAsync(DeliveryWorld world, WebhookReceiver receiver, List<string> expected)
    {
        Assert.Equal(expected.Order(), receiver.Ids.Distinct().Order());
        Assert.All(await world.AllAsync(), delivery => Assert.Equal(DeliveryState.Sent, delivery.State));
        Assert.DoesNotContain(await world.RowsAsync(TableName.Deliveries), row => row.RowKey.StartsWith(DeliveryKeys.Open, StringComparison.Ordinal));
        Assert.Empty(await world.RowsAsync(TableName.State));
    }

    /// <summary>Two subscribers in two shards, and a warning in the outbox.</summary>
    private static async Task<List<string>> CommitAsync(DeliveryWorld world, WebhookReceiver receiver)
    {
        var expected = new List<string>();
        foreach (var id in (string[])["00" + new string('1', 30), "ff" + new string('2', 30)])
            expected.Add(DeliveryId.Of(WarningSamples.Of(), (await world.SubscribeAsync(receiver.Url, id: id)).Id));
        await world.CommitAsync(WarningSamples.Of());
        return expected;
    }

    /// <summary>What time and the sweeps bring: the outbox row's message again, ended leases, lost messages.</summary>
    internal static async Task FinishAsync(DeliveryWorld world)
    {
        await world.DrainAsync();
        foreach (var row in (await world.RowsAsync(TableName.State)).Where(row => row.RowKey.StartsWith(Outbox.Prefix, StringComparison.Ordinal)))
            await world.Get<QueueStore>().SendAsync(QueueName.Dispatch, QueueMessages.Dispatch(row.PartitionKey, -1, row.RowKey), CancellationToken.None);
        await world.DrainAsync();
        world.Time.Advance(Deliverer.Lease + DeliveryStore.InQueue);
        await world.Get<DeliverySweep>().RunAsync(CancellationToken.None);
        await world.DrainAsync();
    }
}
