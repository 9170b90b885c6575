using Notifier.Core.Subscriptions;
using Notifier.Core.Tests.Warnings;
using Notifier.Storage;
using Notifier.Subscriptions;
using Notifier.Subscriptions.Addresses;
using Notifier.Tests.Deliveries;
using Notifier.Tests.Storage;

namespace Notifier.Tests.Subscriptions.Addresses;

/// <summary>Whoever asks gets everything that is held about an address, and nothing of it is left after its end, wherever that was interrupted.</summary>
public sealed class AddressRecordsTests(AzuriteFixture azurite)
{
    private const string Written = "Ana.Reader@Example.ORG";

    [Fact]
    public async Task Everything_about_an_address_is_handed_out_and_erased_and_nobody_elses()
    {
        await using var world = await DeliveryWorld.StartAsync(azurite);
        await LiveAsync(world, Written);
        var other = await world.SubscribeAsync("other@example.org", ChannelType.Email);
        await TellAsync(world, 2);
        var records = world.Get<AddressRecords>();

        var held = await records.ReadAsync(Parse("ANA.READER@example.org"), CancellationToken.None);
        Assert.Equal([false, true], held.Subscriptions.Select(record => record.AsContact).Order());
        Assert.Equal([3, 0], held.Subscriptions.OrderBy(record => record.AsContact).Select(record => record.Deliveries.Count));
        Assert.Equal((3, 1), (held.Mails.Count, held.Asked!.Value.Count));
        Assert.NotEmpty(await StoredText.FindAsync(world, Written, Written.Replace("ORG", "org", StringComparison.Ordinal)));

        var erased = await records.EraseAsync(Parse(Written), CancellationToken.None);

        Assert.Equal(new AddressErased(1, 3, 3, 1), erased);
        Assert.Empty(await StoredText.FindAsync(world, Written, Written.Replace("ORG", "org", StringComparison.Ordinal)));
        Assert.Equal(new AddressErased(0, 0, 0, 0), await records.EraseAsync(Parse(Written), CancellationToken.None));
        Assert.Empty((await records.ReadAsync(Parse(Written), CancellationToken.None)).Subscriptions);
        var left = await records.ReadAsync(Parse("other@example.org"), CancellationToken.None);
        Assert.Equal((other.Id, 1), (Assert.Single(left.Subscriptions).Stored.Id, left.Mails.Count));
    }

    [Fact]
    public async Task Ended_before_any_storage_call_erasing_again_leaves_nothing()
    {
        await using var world = await DeliveryWorld.StartAsync(azurite);
        for (var call = 1; ; call += CrashPoints.Step)
        {
            var address = $"reader{call}@example.org";
            await LiveAsync(world, address, call);
            world.Faults.Plan((number, _) => number >= call ? StorageFault.CrashBefore : StorageFault.None);
            var crash = await Record.ExceptionAsync(() => world.Get<AddressRecords>().EraseAsync(Parse(address), CancellationToken.None));
            world.Faults.Clear();

            await world.Get<AddressRecords>().EraseAsync(Parse(address), CancellationToken.None);

            Assert.Empty(await StoredText.FindAsync(world, address));
            var id = await world.Get<AddressIndex>().IdAsync(Parse(address), CancellationToken.None);
            Assert.DoesNotContain(await world.RowsAsync(TableName.Subscriptions), row => row.PartitionKey.Contains(id, StringComparison.Ordinal) || row.RowKey == id);
            if (crash is null)
            {
                Assert.InRange(call, 15, 60);
                return;
            }

            Assert.IsType<StorageCrashException>(crash);
        }
    }

    [Fact]
    public async Task A_link_from_before_the_end_opens_nothing_of_what_begins_after_it()
    {
        await using var world = await DeliveryWorld.StartAsync(azurite);
        var id = await AskAsync(world, Written);
        var tokens = new List<string>();
        foreach (var purpose in new[] { LinkPurpose.Confirm, LinkPurpose.Manage, LinkPurpose.Unsubscribe })
            tokens.Add(await world.Get<LinkTokens>().CreateAsync(purpose, id, CancellationToken.None));
        await world.Get<AddressRecords>().EraseAsync(Parse(Written), CancellationToken.None);
        world.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(id, await AskAsync(world, Written));

        var links = world.Get<SubscriptionLinks>();
        Assert.Equal(LinkState.Gone, (await links.ConfirmAsync(tokens[0], CancellationToken.None)).State);
        Assert.Equal(LinkState.Gone, (await links.PeekAsync(tokens[1], CancellationToken.None)).State);
        Assert.Equal(LinkState.Gone, (await links.UnsubscribeAsync(tokens[2], CancellationToken.None)).State);
        Assert.False(await links.IsOwnersAsync(tokens[1], id, CancellationToken.None));
        Assert.Equal(SubscriptionState.Pending, (await world.Subscriptions.FindAsync(id, CancellationToken.None))!.Subscription.State);
    }

    [Fact]
    public async Task Subscriptions_that_were_stored_before_the_index_are_found_too()
    {
        await using var world = await DeliveryWorld.StartAsync(azurite);
        var stored = await world.SubscribeAsync(Written, ChannelType.Email);
        var subscriptions = world.Get<TableStore>().Table(TableName.Subscriptions);
        foreach (var row in (await world.RowsAsync(TableName.Subscriptions)).Where(row => row.PartitionKey.StartsWith("address|", StringComparison.Ordinal)))
            await subscriptions.DeleteEntityAsync(row.PartitionKey, row.RowKey);
        await world.RestartAsync();

        world.Time.Advance(SubscriptionRequests.Pause);
        Assert.Equal(stored.Id, await AskAsync(world, Written));
        Assert.Equal(1, (await world.Get<AddressRecords>().EraseAsync(Parse(Written), CancellationToken.None)).Subscriptions);
    }

    /// <summary>Its owner made another thing of it: whoever asks for the first again gets a second one, and for the other finds it.</summary>
    [Fact]
    public async Task A_changed_match_keeps_its_id_and_asking_again_finds_what_is_about_the_same()
    {
        await using var world = await DeliveryWorld.StartAsync(azurite);
        var first = await AskAsync(world, Written, "copper");
        await world.Subscriptions.ActivateAsync(first, world.Time.GetUtcNow(), CancellationToken.None);
        await world.Get<SubscriptionChanges>().ChangeAsync((await world.Subscriptions.FindAsync(first, CancellationToken.None))!, new TermsRequest(new MatchRequest(Tags: ["cobalt"])), null, CancellationToken.None);
        world.Time.Advance(SubscriptionRequests.Pause);

        Assert.Equal(first, await AskAsync(world, Written, "cobalt"));
        var second = await AskAsync(world, Written, "copper");
        Assert.NotEqual(first, second);
        world.Time.Advance(SubscriptionRequests.Pause);
        Assert.Equal(second, await AskAsync(world, Written, "copper"));
        Assert.Equal(["cobalt"], (await world.Subscriptions.FindAsync(first, CancellationToken.None))!.Subscription.Match.Tags);
    }

    /// <summary>Asked, confirmed, told twice, and named as the contact of another's webhook.</summary>
    private static async Task LiveAsync(DeliveryWorld world, string address, int number = 1)
    {
        var id = await AskAsync(world, address);
        await world.DrainAsync();
        await world.Subscriptions.ActivateAsync(id, world.Time.GetUtcNow(), CancellationToken.None);
        var webhook = await world.Get<SubscriptionRequests>().RequestAsync(
            new SubscriptionRequest(new ChannelRequest("webhook", Url: "http://127.0.0.1:9/", Contact: address), new MatchRequest(Tags: ["nothing"])), trusted: true, CancellationToken.None);
        Assert.True(webhook.Accepted);
        await TellAsync(world, 10 + number);
    }

    private static async Task TellAsync(DeliveryWorld world, int sequence)
    {
        await world.CommitAsync(WarningSamples.Of(sequence: sequence) with { Id = $"{sequence:x32}" });
        await world.DrainAsync();
    }

    /// <returns>The id of the subscription that was asked for last.</returns>
    private static async Task<string> AskAsync(DeliveryWorld world, string address, string? tag = null)
    {
        var match = tag is null ? null : new MatchRequest(Tags: [tag]);
        Assert.True((await world.Get<SubscriptionRequests>().RequestAsync(new SubscriptionRequest(new ChannelRequest("email", address), match), trusted: false, CancellationToken.None)).Accepted);
        var about = await world.Get<AddressIndex>().MatchIdAsync(Parse(address), new SubscriptionMatch([], [], [], tag is null ? [] : [tag]), CancellationToken.None);
        return (await world.Get<AddressIndex>().OfAsync(Parse(address), CancellationToken.None)).Single(row => row.Match == about).Subscription;
    }

    private static EmailAddress Parse(string text) => EmailAddress.TryParse(text, out var address, out var problem) ? address : throw new ArgumentException(problem);
}
