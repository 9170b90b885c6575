using Notifier.Core.Subscriptions;
using Notifier.Core.Tests.Warnings;
using Notifier.Deliveries;
using Notifier.Storage;
using Notifier.Subscriptions;
using Notifier.Tests.Deliveries;
using Notifier.Tests.Storage;

namespace Notifier.Tests.Subscriptions;

public sealed class SubscriptionStoreTests(AzuriteFixture azurite)
{
    private const string Id = "a5000000000000000000000000000001";
    private static readonly SubscriptionMatch Match = new(["lithium-carbonate-surge", "other"], [], [], []);

    [Fact]
    public async Task Ended_before_any_storage_call_confirming_again_completes_it()
    {
        await CrashEverywhereAsync(pending: true, world => world.Subscriptions.ActivateAsync(Id, world.Time.GetUtcNow(), CancellationToken.None), async world =>
        {
            Assert.Equal(SubscriptionState.Active, (await world.Subscriptions.FindAsync(Id, CancellationToken.None))!.Subscription.State);
            Assert.Equal(["rule:lithium-carbonate-surge|a5", "rule:other|a5"], await IndexAsync(world));
        });
    }

    [Fact]
    public async Task Ended_before_any_storage_call_leaving_again_completes_it()
    {
        await CrashEverywhereAsync(pending: false, world => world.Subscriptions.RemoveAsync(Id, CancellationToken.None), async world =>
        {
            Assert.Null(await world.Subscriptions.FindAsync(Id, CancellationToken.None));
            Assert.Empty(await IndexAsync(world));
        });
    }

    /// <summary>Whatever a crash left of it, the sweep ends it, and nothing is sent in between.</summary>
    [Fact]
    public async Task What_a_crash_left_half_removed_is_told_nothing_and_goes()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var world = await DeliveryWorld.StartAsync(azurite);
        await world.SubscribeAsync(receiver.Url, match: Match, id: Id);
        // Before the first write: read, replace.
        world.Faults.Plan((number, _) => number > 2 ? StorageFault.CrashBefore : StorageFault.None);
        await Assert.ThrowsAsync<StorageCrashException>(() => world.Subscriptions.RemoveAsync(Id, CancellationToken.None));
        await world.RestartAsync();
        Assert.Equal(DisabledReason.Unsubscribed, (await world.Subscriptions.FindAsync(Id, CancellationToken.None))!.Disabled);

        await world.CommitAsync(WarningSamples.Of());
        await world.DrainAsync();
        Assert.Empty(receiver.Received);
        Assert.Empty(await IndexAsync(world));
        var minutes = world.Time.GetUtcNow().ToUnixTimeSeconds() / 60;
        world.Time.Advance(TimeSpan.FromMinutes((0xa5 - (minutes % 256) + 256) % 256));
        await world.Get<SubscriptionSweep>().RunAsync(CancellationToken.None);

        Assert.Null(await world.Subscriptions.FindAsync(Id, CancellationToken.None));
    }

    [Fact]
    public async Task Index_rows_without_a_subscription_go_with_the_first_warning_that_meets_them()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var world = await DeliveryWorld.StartAsync(azurite);
        var stored = await world.SubscribeAsync(receiver.Url, match: Match, id: Id);
        await world.Subscriptions.RemoveAsync(Id, CancellationToken.None);
        await world.Get<SubscriptionIndex>().AddAsync(stored.Subscription, CancellationToken.None);

        await world.CommitAsync(WarningSamples.Of());
        await world.DrainAsync();

        Assert.Empty(receiver.Received);
        Assert.Equal(["rule:other|a5"], await IndexAsync(world));
    }

    [Fact]
    public async Task An_operators_no_is_not_undone_by_a_link()
    {
        await using var world = await DeliveryWorld.StartAsync(azurite);
        await world.SubscribeAsync("http://127.0.0.1:9/", match: Match, id: Id);
        await world.Subscriptions.DisableAsync(Id, DisabledReason.Operator, CancellationToken.None);

        Assert.Null(await world.Subscriptions.ActivateAsync(Id, world.Time.GetUtcNow(), CancellationToken.None));
        Assert.Empty(await IndexAsync(world));
    }

    [Fact]
    public async Task Everything_is_read_as_it_was_stored()
    {
        await using var world = await DeliveryWorld.StartAsync(azurite);
        var terms = new SubscriptionTerms(Match with { MinimumSeverity = Core.Warnings.Severity.Severe, Tags = ["metal"] }, "zh-Hans", "Asia/Shanghai", false, true, true);
        var stored = new StoredSubscription(
            terms.ToSubscription(Id, new Channel(ChannelType.Webhook, "https://example.org/", DeliveryWorld.Secret), SubscriptionState.Disabled),
            world.Time.GetUtcNow(), world.Time.GetUtcNow().AddDays(1), 3, world.Time.GetUtcNow().AddDays(2), terms with { Language = "en" }, DisabledReason.Gone);

        await world.Subscriptions.AddAsync(stored, CancellationToken.None);
        var read = (await world.Subscriptions.FindAsync(Id, CancellationToken.None))!;

        Assert.Equal(stored.ToRow().Where(Own), read.ToRow().Where(Own));
        Assert.Equal(terms.ToJson(), SubscriptionTerms.FromJson(terms.ToJson()).ToJson());

        // Set by the write itself.
        static bool Own(KeyValuePair<string, object> property) => property.Key != OwnWrite.Property;
    }

    [Fact]
    public async Task All_are_listed_page_by_page()
    {
        await using var world = await DeliveryWorld.StartAsync(azurite);
        string[] ids = [.. ((string[])["00", "00", "00", "7f", "ff"]).Select((shard, number) => $"{shard}{number:x30}")];
        foreach (var id in ids)
            await world.SubscribeAsync("http://127.0.0.1:9/", id: id);

        var read = new List<string>();
        PageCursor? cursor = null;
        do
        {
            var page = await world.Get<SubscriptionReader>().ListAsync(cursor, 2, CancellationToken.None);
            read.AddRange(page.Subscriptions.Select(subscription => subscription.Id));
            cursor = PageCursor.TryParse(page.Next, out var next) ? next : null;
        }
        while (cursor is not null);

        Assert.Equal(ids, read);
    }

    [Fact]
    public async Task Shards_that_are_marked_at_once_are_all_marked()
    {
        var storage = await azurite.StorageAsync();

        await Task.WhenAll(Enumerable.Range(0, 16).Select(shard => new UsedShards(storage.Tables).SetAsync(shard * 16, CancellationToken.None)));

        Assert.Equal(Enumerable.Range(0, 16).Select(shard => shard * 16), (await new UsedShards(storage.Tables).ReadAsync(CancellationToken.None)).All());
    }

    private async Task CrashEverywhereAsync(bool pending, Func<DeliveryWorld, Task> act, Func<DeliveryWorld, Task> check)
    {
        for (var call = 1; ; call++)
        {
            await using var world = await DeliveryWorld.StartAsync(azurite);
            var stored = await world.SubscribeAsync("http://127.0.0.1:9/", match: Match, id: Id);
            if (pending)
            {
                await world.Get<SubscriptionIndex>().RemoveAsync(Id, Match, CancellationToken.None);
                await world.Subscriptions.ReplaceAsync((await world.Subscriptions.FindAsync(Id, CancellationToken.None))! with { Subscription = stored.Subscription with { State = SubscriptionState.Pending } }, CancellationToken.None);
            }

            await world.RestartAsync();
            world.Faults.Plan((number, _) => number >= call ? StorageFault.CrashBefore : StorageFault.None);
            var crash = await Record.ExceptionAsync(() => act(world));
            await world.RestartAsync();
            await act(world);
            await check(world);
            if (crash is null)
            {
                Assert.InRange(call, 4, 20);
                return;
            }

            Assert.IsType<StorageCrashException>(crash);
        }
    }

    private static async Task<IEnumerable<string>> IndexAsync(DeliveryWorld world) =>
        (await world.RowsAsync(TableName.SubscriptionIndex)).Where(row => row.RowKey == Id).Select(row => row.PartitionKey);
}
