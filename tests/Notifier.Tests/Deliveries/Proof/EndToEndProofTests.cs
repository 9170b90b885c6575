using Azure;
using Azure.Data.Tables;
using Notifier.Core.Deliveries;
using Notifier.Core.Episodes;
using Notifier.Core.Subscriptions;
using Notifier.Core.Tests.Warnings;
using Notifier.Core.Warnings;
using Notifier.Deliveries;
using Notifier.Deliveries.Proof;
using Notifier.Episodes;
using Notifier.Sources;
using Notifier.Sources.Catalog;
using Notifier.Storage;
using Notifier.Tests.Storage;

namespace Notifier.Tests.Deliveries.Proof;

/// <summary>Who was to be told has a delivery; where not, it is said, and made good where it can be.</summary>
public sealed class EndToEndProofTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private static readonly TimeSpan Period = new ProofOptions().Proof;

    private DeliveryWorld _world = null!;
    private WebhookReceiver _receiver = null!;

    public async ValueTask InitializeAsync()
    {
        _world = await DeliveryWorld.StartAsync(azurite);
        _receiver = await WebhookReceiver.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _receiver.DisposeAsync();
        await _world.DisposeAsync();
    }

    [Fact]
    public async Task Who_was_told_is_proven_once_and_not_read_again()
    {
        await _world.SubscribeAsync(_receiver.Url);
        await _world.SubscribeAsync(_receiver.Url, match: new SubscriptionMatch(["another-rule"], [], [], []));
        await _world.CommitAsync(WarningSamples.Of());
        await _world.DrainAsync();

        Assert.Equal((1, 1, 0, 0), Counts(await RunAsync()));
        Assert.Equal((1, 0, 0, 0), Counts(await RunAsync()));
    }

    [Fact]
    public async Task Whoever_a_dispatch_left_out_is_found_told_and_named()
    {
        var subscribed = await _world.SubscribeAsync(_receiver.Url);
        foreach (var row in (await _world.RowsAsync(TableName.SubscriptionIndex)).Where(row => row.RowKey == subscribed.Id))
            await _world.Get<TableStore>().Table(TableName.SubscriptionIndex).DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All);
        await _world.CommitAsync(WarningSamples.Of());
        await _world.DrainAsync();
        Assert.Empty(_receiver.Received);

        var found = await RunAsync();
        await _world.DrainAsync();

        var item = Assert.Single(found.Items);
        Assert.Equal((UnprovenKind.Missing, WarningSamples.Of().Id, true), (item.Kind, item.What, item.Repaired));
        Assert.Equal(DeliveryId.Of(WarningSamples.Of(), subscribed.Id), Assert.Single(_receiver.Received).Id);
        Assert.Equal((1, 1, 0, 0), Counts(await RunAsync()));
        await _world.CommitAsync(WarningSamples.Of(sequence: 4) with { Id = new string('4', 32) });
        await _world.DrainAsync();
        Assert.Equal(2, _receiver.Received.Count);
    }

    [Fact]
    public async Task Whoever_came_after_the_warning_is_not_told_of_it()
    {
        await _world.SubscribeAsync(_receiver.Url);
        await _world.CommitAsync(WarningSamples.Of());
        await _world.DrainAsync();
        _world.Time.Advance(TimeSpan.FromMinutes(1));
        await _world.SubscribeAsync(_receiver.Url);

        Assert.Equal((1, 1, 0, 0), Counts(await RunAsync()));
        Assert.Single(_receiver.Received);
    }

    [Fact]
    public async Task What_waits_for_its_retry_is_under_way_and_what_was_given_up_is_a_dead_letter()
    {
        _receiver.AnswerWith(500);
        await _world.SubscribeAsync(_receiver.Url);
        await _world.CommitAsync(WarningSamples.Of());
        await _world.DrainAsync();
        var waiting = Assert.Single(await _world.AllAsync());
        _receiver.AnswerWith(302);
        _world.Time.Advance(TimeSpan.FromMinutes(1));
        await _world.SubscribeAsync(_receiver.Url);
        await _world.CommitAsync(WarningSamples.Of(sequence: 4) with { Id = new string('4', 32) });
        await _world.DrainAsync();

        var found = await RunAsync(TimeSpan.FromMinutes(11));

        Assert.Equal(DeliveryState.Waiting, waiting.State);
        Assert.Equal((2, 2, 1, 0), Counts(found));
        Assert.Equal(2, found.DeadLetters);
    }

    [Fact]
    public async Task An_outbox_row_that_stands_and_a_sequence_that_is_missing_are_named()
    {
        await _world.Get<WarningStore>().RecordAsync(WarningSamples.Of(sequence: 1) with { Id = new string('1', 32) }, CancellationToken.None);
        await _world.Get<WarningStore>().RecordAsync(WarningSamples.Of(sequence: 3) with { Id = new string('3', 32) }, CancellationToken.None);
        var row = Outbox.Row("source~0000", "nickel", 1, [WarningSamples.Of(series: "nickel") with { Id = new string('5', 32), Episode = new string('e', 32) }], _world.Time.GetUtcNow());
        await _world.Get<TableStore>().AddAsync(TableName.State, row, CancellationToken.None);

        var found = await RunAsync();

        Assert.Equal(2, found.Unproven);
        Assert.Contains(found.Items, item => item.Kind == UnprovenKind.Outbox && item.What == $"source~0000 {row.RowKey}");
        Assert.Contains(found.Items, item => item.Kind == UnprovenKind.Hole && item.What == EpisodeIds.Warning(WarningSamples.Of().Episode, 2));
    }

    [Fact]
    public async Task Two_instances_run_it_once_an_hour()
    {
        var (store, now) = (_world.Get<ProofStore>(), _world.Time.GetUtcNow());
        var claim = TimeSpan.FromMinutes(20);

        var claimed = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => store.ClaimAsync(now, claim, CancellationToken.None)));
        Assert.Single(claimed, taken => taken);

        // Whoever claimed it and died leaves it to the next.
        Assert.False(await store.ClaimAsync(now + claim - TimeSpan.FromSeconds(1), claim, CancellationToken.None));
        Assert.True(await store.ClaimAsync(now + claim, claim, CancellationToken.None));
        await store.EndAsync(new(now, 0, 0, 0, 0, 0, []), now + Period, CancellationToken.None);
        Assert.False(await store.ClaimAsync(now + claim + claim, claim, CancellationToken.None));
    }

    [Fact]
    public async Task What_it_finds_is_a_series_that_a_rule_can_watch()
    {
        var self = _world.Get<IEnumerable<ISource>>().Single(source => source.Kind == SourceKind.Self);
        var definition = SourceCatalog.Find("notifier-self")!.Definition;
        var before = await self.ReadAsync(definition, SourceCursor.Start, CancellationToken.None);
        var row = Outbox.Row("source~0000", "nickel", 1, [WarningSamples.Of()], _world.Time.GetUtcNow());
        await _world.Get<TableStore>().AddAsync(TableName.State, row, CancellationToken.None);

        await RunAsync();
        var after = await self.ReadAsync(definition, SourceCursor.Start, CancellationToken.None);

        Assert.Empty(self.Check(definition));
        // Nothing is said of a check that was not made.
        Assert.Equal([SelfSource.StaleSources, SelfSource.OutboxOldest], before.Series.Select(series => series.Series.Id));
        Assert.Equal(
            [(SelfSource.Unproven, 1d), (SelfSource.DeadLetters, 0d), (SelfSource.StaleSources, 0d), (SelfSource.OutboxOldest, 61d)],
            after.Series.Select(series => (series.Series.Id, series.Observations[0].Value)));
    }

    [Theory]
    [InlineData("Sent", 0, "Final")]
    [InlineData("Dead", 0, "Final")]
    [InlineData("Summarised", 0, "Final")]
    [InlineData("Pending", 14, "UnderWay")]
    [InlineData("Pending", 16, "Overdue")]
    [InlineData("Sending", 14, "UnderWay")]
    [InlineData("Sending", 16, "Overdue")]
    [InlineData("Waiting", -600, "UnderWay")]
    [InlineData("Waiting", 16, "Overdue")]
    [InlineData("Held", -600, "UnderWay")]
    [InlineData("Held", 16, "Overdue")]
    public void A_delivery_is_final_in_its_time_or_overdue(string state, int minutesAgo, string where)
    {
        var (now, time) = (_world.Time.GetUtcNow(), _world.Time.GetUtcNow().AddMinutes(-minutesAgo));
        var delivery = new Delivery(new string('d', 32), new string('a', 32), DeliveryKind.Warning, "", time, Enum.Parse<DeliveryState>(state), Due: time, Lease: time) { HeldUntil = time };

        Assert.Equal(where, delivery.Judge(now).ToString());
    }

    /// <summary>As the sweep does it an hour later.</summary>
    private async Task<ProofResult> RunAsync(TimeSpan? later = null)
    {
        _world.Time.Advance(later ?? Period + TimeSpan.FromMinutes(1));
        await _world.Get<EndToEndProof>().RunAsync(Period, CancellationToken.None);
        return (await _world.Get<ProofStore>().LastAsync(CancellationToken.None))!;
    }

    private static (int Warnings, int Proven, int Item3, int Unproven) Counts(ProofResult result) => (result.Warnings, result.Proven, result.UnderWay, result.Unproven);
}
