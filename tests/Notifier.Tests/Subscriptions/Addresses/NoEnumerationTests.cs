using Notifier.Deliveries.Mailbox;
using Notifier.Storage;
using Notifier.Subscriptions;
using Notifier.Subscriptions.Addresses;
using Notifier.Tests.Deliveries;
using Notifier.Tests.Storage;

namespace Notifier.Tests.Subscriptions.Addresses;

/// <summary>Nobody learns from an answer, nor from the work for it, whether an address is known.</summary>
public sealed class NoEnumerationTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task The_same_number_of_storage_calls_is_made_whatever_is_known_of_an_address()
    {
        await using var world = await DeliveryWorld.StartAsync(azurite);
        // Keys, shards and the index are read once a process.
        await AskAsync(world, "warm@example.org");
        await MarkAllShardsAsync(world);
        await world.DrainAsync();

        var unknown = await CallsAsync(world, "known@example.org");
        var beforeItsMail = await CallsAsync(world, "known@example.org");
        await world.DrainAsync();
        var justAsked = await CallsAsync(world, "KNOWN@Example.org");
        world.Time.Advance(SubscriptionRequests.Pause);
        var pending = await CallsAsync(world, "known@example.org");
        var id = (await world.Get<AddressIndex>().OfAsync(Parse("known@example.org"), CancellationToken.None)).Single().Subscription;
        await world.Subscriptions.ActivateAsync(id, world.Time.GetUtcNow(), CancellationToken.None);
        world.Time.Advance(SubscriptionRequests.Pause);
        var active = await CallsAsync(world, "known@example.org");
        for (var tag = 0; tag < AddressLimit.Most; tag++)
            await AskAsync(world, "known@example.org", $"t{tag}");
        var limited = await CallsAsync(world, "known@example.org", "one-more");
        await world.Subscriptions.DisableAsync(id, DisabledReason.Complained, CancellationToken.None);
        world.Time.Advance(AddressLimit.Window);
        var complained = await CallsAsync(world, "known@example.org");

        Assert.All([beforeItsMail, justAsked, pending, active, limited, complained], calls => Assert.Equal(unknown, calls));
        Assert.InRange(unknown, 7, 12);
    }

    [Fact]
    public async Task Thirty_requests_at_once_are_five_mails_to_one_address_however_it_is_spelt()
    {
        await using var world = await DeliveryWorld.StartAsync(azurite);
        string[] spellings = ["a@bücher.example", "A@BÜCHER.example", "a@xn--bcher-kva.example", "A@xn--BCHER-kva.EXAMPLE"];

        await Task.WhenAll(Enumerable.Range(0, 30).Select(number => AskAsync(world, spellings[number % spellings.Length], $"t{number}")));
        await world.DrainAsync();

        var page = await world.Get<MailboxReader>().ListAsync(MailboxKeys.Box("a@xn--bcher-kva.example"), null, 100, CancellationToken.None);
        Assert.Equal(AddressLimit.Most, page.Mails.Count);
        Assert.Equal(AddressLimit.Most, (await world.AllAsync()).Count);
    }

    [Fact]
    public async Task Dots_and_tags_are_other_mailboxes()
    {
        await using var world = await DeliveryWorld.StartAsync(azurite);

        foreach (var address in new[] { "a.b@example.org", "ab@example.org", "ab+c@example.org" })
            await AskAsync(world, address);

        Assert.Equal(3, (await world.AllAsync()).Select(delivery => delivery.Subscription).Distinct().Count());
    }

    private static async Task<int> CallsAsync(DeliveryWorld world, string address, string? tag = null)
    {
        world.Faults.Clear();
        await AskAsync(world, address, tag);
        return world.Faults.Calls;
    }

    private static async Task MarkAllShardsAsync(DeliveryWorld world)
    {
        for (var shard = 0; shard < ShardMap.Shards; shard++)
            await world.Get<UsedShards>().SetAsync(shard, CancellationToken.None);
    }

    private static async Task AskAsync(DeliveryWorld world, string address, string? tag = null)
    {
        var request = new SubscriptionRequest(new ChannelRequest("email", address), tag is null ? null : new MatchRequest(Tags: [tag]));
        Assert.True((await world.Get<SubscriptionRequests>().RequestAsync(request, trusted: false, CancellationToken.None)).Accepted);
    }

    private static Core.Subscriptions.EmailAddress Parse(string text) =>
        Core.Subscriptions.EmailAddress.TryParse(text, out var address, out var problem) ? address : throw new ArgumentException(problem);
}
