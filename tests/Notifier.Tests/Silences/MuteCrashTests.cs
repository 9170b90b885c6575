using Notifier.Core.Episodes;
using Notifier.Core.Warnings;
using Notifier.Core.Warnings.Mutes;
using Notifier.Deliveries;
using Notifier.Episodes;
using Notifier.Hosting;
using Notifier.Storage;
using Notifier.Tests.Storage;
using static Notifier.Tests.Silences.MuteWorld;

namespace Notifier.Tests.Silences;

/// <summary>
/// Whatever storage call a process ends at, between the outbox row of a muted warning and the last record of what was told at the end
/// of the silence: told once, after the end, and nothing stays behind.
/// </summary>
public sealed class MuteCrashTests(AzuriteFixture azurite)
{
    private static readonly MuteMatch Everything = new([], [], [], []);

    [Fact]
    public async Task Ended_before_any_storage_call_of_the_hold_it_is_held_and_told_at_the_end()
    {
        var calls = await CountAsync(world => world.World.DrainAsync(), _ => Task.CompletedTask);
        Assert.InRange(calls, 8, 20);
        for (var call = 1; call <= calls; call += CrashPoints.Step)
            await RunAsync(call, world => world.World.DrainAsync(), _ => Task.CompletedTask);
    }

    [Fact]
    public async Task Ended_before_any_storage_call_of_the_release_it_is_told_once()
    {
        Func<MuteWorld, Task> hold = async world =>
        {
            await world.World.DrainAsync();
            world.World.Time.Advance(TimeSpan.FromHours(2));
        };
        var calls = await CountAsync(world => world.PassAsync(TimeSpan.Zero), hold);
        // The look ahead for later warnings is 32 of them, at once.
        Assert.InRange(calls, 50, 80);
        for (var call = 1; call <= calls; call += call is > 6 and < 32 ? 8 : CrashPoints.Step)
            await RunAsync(call, world => world.PassAsync(TimeSpan.Zero), hold);
    }

    private async Task<int> CountAsync(Func<MuteWorld, Task> act, Func<MuteWorld, Task> before)
    {
        await using var world = await StartAsync(before);
        world.World.Faults.Clear();
        await act(world);
        return world.World.Faults.Calls;
    }

    private async Task RunAsync(int call, Func<MuteWorld, Task> act, Func<MuteWorld, Task> before)
    {
        await using var world = await StartAsync(before);
        world.World.Faults.Plan((number, _) => number >= call ? StorageFault.CrashBefore : StorageFault.None);
        await Assert.ThrowsAnyAsync<Exception>(() => act(world));
        await world.World.RestartAsync();

        await FinishAsync(world);

        Assert.Equal(["opened severe lithium-carbonate-cn"], world.Told);
        Assert.Equal([.. (await world.World.AllAsync()).Select(delivery => delivery.Id)], world.Receiver.Ids.Distinct());
        Assert.Empty(await world.NotesAsync());
        Assert.Empty(await world.World.RowsAsync(TableName.State));
        Assert.NotNull((await world.HeldAsync(Of(TransitionKind.Opened, Severity.Severe, 1)))!.Told);
    }

    private async Task<MuteWorld> StartAsync(Func<MuteWorld, Task> before)
    {
        var world = await MuteWorld.StartAsync(azurite);
        await world.SilenceAsync(Everything, TimeSpan.FromHours(2));
        await world.World.CommitAsync(Of(TransitionKind.Opened, Severity.Severe, 1));
        await before(world);
        return world;
    }

    /// <summary>What time and the sweeps bring: messages of outbox rows again, the end of the silence, ended leases.</summary>
    private static async Task FinishAsync(MuteWorld world)
    {
        await world.World.DrainAsync();
        foreach (var row in (await world.World.RowsAsync(TableName.State)).Where(row => row.RowKey.StartsWith(Outbox.Prefix, StringComparison.Ordinal)))
            await world.World.Get<QueueStore>().SendAsync(QueueName.Dispatch, QueueMessages.Dispatch(row.PartitionKey, -1, row.RowKey), CancellationToken.None);
        await world.World.DrainAsync();
        await world.PassAsync(TimeSpan.FromHours(2));
        await world.PassAsync(StateSweep.Stuck * 5);
        world.World.Time.Advance(Deliverer.Lease + DeliveryStore.InQueue);
        await world.World.Get<DeliverySweep>().RunAsync(CancellationToken.None);
        await world.World.DrainAsync();
    }
}
