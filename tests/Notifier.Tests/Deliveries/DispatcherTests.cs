using Notifier.Core.Deliveries;
using Notifier.Core.Subscriptions;
using Notifier.Core.Tests.Warnings;
using Notifier.Core.Warnings;
using Notifier.Deliveries;
using Notifier.Hosting;
using Notifier.Storage;
using Notifier.Tests.Storage;

namespace Notifier.Tests.Deliveries;

public sealed class DispatcherTests(AzuriteFixture azurite)
{
    private static readonly SubscriptionMatch Everything = new([], [], [], []);

    [Fact]
    public async Task Everybody_who_matches_is_told_once_and_the_outbox_is_empty()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var world = await DeliveryWorld.StartAsync(azurite);
        var warning = WarningSamples.Of() with { Topics = ["battery", "export"], Tags = ["metal"] };
        SubscriptionMatch[] told =
        [
            Everything,
            Everything with { Rules = ["other", warning.Rule] },
            Everything with { Series = [warning.Series] },
            Everything with { Topics = ["battery", "export"] },
            Everything with { Tags = ["metal"], MinimumSeverity = Severity.Severe },
        ];
        SubscriptionMatch[] untold =
        [
            Everything with { Rules = ["other"] },
            Everything with { Rules = [warning.Rule], Series = ["wheat"] },
            Everything with { Topics = ["mining"] },
            Everything with { MinimumSeverity = Severity.Extreme },
        ];
        var expected = new List<string>();
        foreach (var match in told)
            expected.Add(DeliveryId.Of(warning, (await world.SubscribeAsync(receiver.Url, match: match)).Id));
        foreach (var match in untold)
            await world.SubscribeAsync(receiver.Url, match: match);

        await world.CommitAsync(warning);
        await world.DrainAsync();

        Assert.Equal(expected.Order(), receiver.Ids.Order());
        Assert.Empty(await world.RowsAsync(TableName.State));
        Assert.Equal(warning.Reason, (await world.Get<WarningStore>().FindAsync(warning.Id, CancellationToken.None))!.Warning.Reason);
    }

    [Fact]
    public async Task Without_subscriptions_the_warning_is_recorded_and_the_outbox_is_empty()
    {
        await using var world = await DeliveryWorld.StartAsync(azurite);

        await world.CommitAsync(WarningSamples.Of());
        await world.DrainAsync();

        Assert.Empty(await world.RowsAsync(TableName.State));
        Assert.Single((await world.Get<WarningStore>().ListAsync(null, null, null, 10, CancellationToken.None)).Warnings);
    }

    [Fact]
    public async Task Several_warnings_of_one_commit_are_each_told()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var world = await DeliveryWorld.StartAsync(azurite);
        await world.SubscribeAsync(receiver.Url);
        var warnings = Enumerable.Range(1, 3).Select(number => WarningSamples.Of(rule: $"rule-{number}") with { Id = new string((char)('0' + number), 32), Episode = new string((char)('a' + number), 32) });

        await world.CommitAsync([.. warnings]);
        await world.DrainAsync();

        Assert.Equal(3, receiver.Ids.Distinct().Count());
    }

    [Fact]
    public async Task A_dispatch_that_comes_twice_tells_once()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var world = await DeliveryWorld.StartAsync(azurite);
        for (var shard = 0; shard < 3; shard++)
            await world.SubscribeAsync(receiver.Url, id: $"{shard:x2}{new string('0', 30)}");
        var warning = WarningSamples.Of();

        for (var time = 0; time < 3; time++)
        {
            await world.CommitAsync(warning);
            await world.CommitAsync(warning);
            await world.DrainAsync();
        }

        Assert.Equal(3, receiver.Ids.Count);
        Assert.Single((await world.Get<WarningStore>().ListAsync(null, null, null, 10, CancellationToken.None)).Warnings);
    }

    [Fact]
    public async Task Shards_that_finish_at_once_leave_nothing_behind()
    {
        await using var world = await DeliveryWorld.StartAsync(azurite);
        for (var shard = 0; shard < 24; shard++)
            await world.SubscribeAsync("http://127.0.0.1:9/", id: $"{shard:x2}{new string('0', 30)}");
        await world.CommitAsync(WarningSamples.Of());
        var dispatcher = world.Get<Dispatcher>();
        var outbox = (await world.RowsAsync(TableName.State)).Single();
        await dispatcher.HandleAsync(QueueMessages.Dispatch(outbox.PartitionKey, -1, outbox.RowKey), CancellationToken.None);

        await Task.WhenAll(Enumerable.Range(0, 24).Select(shard =>
            dispatcher.HandleAsync(QueueMessages.Dispatch(outbox.PartitionKey, shard, outbox.RowKey), CancellationToken.None)));

        Assert.Empty(await world.RowsAsync(TableName.State));
        Assert.Equal(24, (await world.AllAsync()).Count);
    }

    [Fact]
    public async Task A_shard_holds_more_subscriptions_than_a_transaction()
    {
        await using var world = await DeliveryWorld.StartAsync(azurite);
        for (var number = 0; number < 120; number++)
            await world.SubscribeAsync("http://127.0.0.1:9/", id: $"00{number:x30}", match: Everything with { Tags = ["a", "b"] });
        await world.CommitAsync(WarningSamples.Of() with { Tags = ["a", "b"] });
        var dispatcher = world.Get<Dispatcher>();
        var outbox = (await world.RowsAsync(TableName.State)).Single();

        await dispatcher.HandleAsync(QueueMessages.Dispatch(outbox.PartitionKey, -1, outbox.RowKey), CancellationToken.None);
        await dispatcher.HandleAsync(QueueMessages.Dispatch(outbox.PartitionKey, 0, outbox.RowKey), CancellationToken.None);

        Assert.Equal(120, (await world.AllAsync()).Count);
    }

    [Theory]
    [InlineData("source~0000|-1|series|x")]
    [InlineData("source~0000|256|outbox|x|1")]
    [InlineData("source~0000|x|outbox|x|1")]
    [InlineData("source~0000")]
    public async Task A_message_that_is_none_of_ours_goes_to_the_poison_queue(string message)
    {
        await using var world = await DeliveryWorld.StartAsync(azurite);

        await Assert.ThrowsAsync<FormatException>(() => world.Get<Dispatcher>().HandleAsync(message, CancellationToken.None));
    }
}
