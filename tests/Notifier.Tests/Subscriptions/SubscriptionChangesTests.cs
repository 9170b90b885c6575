using Notifier.Core.Subscriptions;
using Notifier.Storage;
using Notifier.Subscriptions;
using Notifier.Tests.Deliveries;
using Notifier.Tests.Storage;

namespace Notifier.Tests.Subscriptions;

/// <summary>Changed terms and the index that dispatch reads: whatever ends in between, one of the two holds, and nothing is left over.</summary>
public sealed class SubscriptionChangesTests(AzuriteFixture azurite)
{
    private static readonly SubscriptionMatch Old = new(["kept", "gone"], [], [], []);
    private static readonly string[] OldRows = ["rule:gone|a5", "rule:kept|a5"];
    private static readonly string[] NewRows = ["rule:kept|a5", "rule:new|a5"];

    [Fact]
    public async Task Ended_before_any_storage_call_the_old_or_the_new_match_stands_and_the_sweep_completes_it()
    {
        await using var world = await DeliveryWorld.StartAsync(azurite);
        var minutes = world.Time.GetUtcNow().ToUnixTimeSeconds() / 60;
        world.Time.Advance(TimeSpan.FromMinutes((0xa5 - (minutes % 256) + 256) % 256));
        for (var call = 1; ; call++)
        {
            var id = $"a5{call:x30}";
            await world.SubscribeAsync("http://127.0.0.1:9/", match: Old, id: id);
            world.Faults.Plan((number, _) => number >= call ? StorageFault.CrashBefore : StorageFault.None);
            var crash = await Record.ExceptionAsync(() => ChangeAsync(world, id, Wanted("new")));
            world.Faults.Clear();

            var left = await IndexAsync(world, id);
            Assert.True(OldRows.All(left.Contains) || NewRows.All(left.Contains), string.Join(' ', left));
            await world.Get<SubscriptionSweep>().RunAsync(CancellationToken.None);
            var settled = (await world.Subscriptions.FindAsync(id, CancellationToken.None))!;
            Assert.Equal((null, 0), (settled.Next, settled.Stale.Count));
            Assert.Equal(SubscriptionKeys.IndexPartitions(id, settled.Subscription.Match).Order(), await IndexAsync(world, id));

            await ChangeAsync(world, id, Wanted("new"));
            Assert.Equal(NewRows, await IndexAsync(world, id));
            if (crash is null)
            {
                Assert.InRange(call, 8, 16);
                return;
            }

            Assert.IsType<StorageCrashException>(crash);
        }
    }

    /// <summary>The second one records its change while the first one is about to put its own in force.</summary>
    [Fact]
    public async Task Of_two_changes_at_once_the_later_stands_and_no_row_of_the_other_is_left()
    {
        await using var world = await DeliveryWorld.StartAsync(azurite);
        for (var call = 1; call <= 9; call++)
        {
            var id = $"a5{call:x30}";
            await world.SubscribeAsync("http://127.0.0.1:9/", match: Old, id: id);
            var entered = false;
            world.Faults.Plan((_, _) => StorageFault.None);
            world.Faults.Before = async (number, _) =>
            {
                if (number != call || entered)
                    return;
                entered = true;
                await ChangeAsync(world, id, Wanted("other"));
            };
            await ChangeAsync(world, id, Wanted("new"));
            world.Faults.Before = null;

            var stored = (await world.Subscriptions.FindAsync(id, CancellationToken.None))!;
            Assert.Equal((null, 0), (stored.Next, stored.Stale.Count));
            Assert.Equal(SubscriptionKeys.IndexPartitions(id, stored.Subscription.Match).Order(), await IndexAsync(world, id));
        }
    }

    [Fact]
    public async Task Switched_off_in_the_middle_of_a_change_nothing_is_left_and_switched_on_the_change_holds()
    {
        await using var world = await DeliveryWorld.StartAsync(azurite);
        for (var call = 2; call <= 9; call++)
        {
            var id = $"a5{call:x30}";
            await world.SubscribeAsync("http://127.0.0.1:9/", match: Old, id: id);
            world.Faults.Plan((number, _) => number >= call ? StorageFault.CrashBefore : StorageFault.None);
            await Record.ExceptionAsync(() => ChangeAsync(world, id, Wanted("new")));
            world.Faults.Clear();
            var changed = (await world.Subscriptions.FindAsync(id, CancellationToken.None))! is var seen && (seen.Next is not null || seen.Subscription.Match.Rules.Contains("new"));

            await world.Subscriptions.DisableAsync(id, DisabledReason.Failing, CancellationToken.None);
            Assert.Empty(await IndexAsync(world, id));
            await world.Subscriptions.ActivateAsync(id, world.Time.GetUtcNow(), CancellationToken.None);
            await world.Get<SubscriptionChanges>().SettleAsync(id, CancellationToken.None);
            Assert.Equal(changed ? NewRows : OldRows, await IndexAsync(world, id));
        }
    }

    private static TermsRequest Wanted(string rule) => new(new MatchRequest(["kept", rule]));

    private static async Task ChangeAsync(DeliveryWorld world, string id, TermsRequest wanted) =>
        await world.Get<SubscriptionChanges>().ChangeAsync((await world.Subscriptions.FindAsync(id, CancellationToken.None))!, wanted, null, CancellationToken.None);

    private static async Task<IReadOnlyList<string>> IndexAsync(DeliveryWorld world, string id) =>
        [.. (await world.RowsAsync(TableName.SubscriptionIndex)).Where(row => row.RowKey == id).Select(row => row.PartitionKey).Order()];
}
