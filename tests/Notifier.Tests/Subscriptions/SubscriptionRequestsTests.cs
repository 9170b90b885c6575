using System.Text.RegularExpressions;
using Notifier.Core.Subscriptions;
using Notifier.Core.Tests.Warnings;
using Notifier.Core.Warnings;
using Notifier.Deliveries.Mailbox;
using Notifier.Storage;
using Notifier.Subscriptions;
using Notifier.Subscriptions.Addresses;
using Notifier.Tests.Deliveries;
using Notifier.Tests.Storage;

namespace Notifier.Tests.Subscriptions;

public sealed partial class SubscriptionRequestsTests(AzuriteFixture azurite)
{
    private const string Address = "reader@example.org";

    [Fact]
    public async Task A_reader_asks_confirms_is_told_and_leaves()
    {
        await using var world = await DeliveryWorld.StartAsync(azurite);
        Assert.True((await AskAsync(world)).Accepted);
        await world.DrainAsync();
        var confirmation = Assert.Single(await MailsAsync(world));
        await TellAsync(world, 1);
        Assert.Single(await MailsAsync(world));

        var confirmed = await Links(world).ConfirmAsync(Token(confirmation.Text, PublicLinks.ConfirmPath), CancellationToken.None);
        await TellAsync(world, 2);
        var told = Assert.Single(await MailsAsync(world), mail => mail.Delivery != confirmation.Delivery);
        var left = await Links(world).UnsubscribeAsync(Token(told.Text, PublicLinks.UnsubscribePath), CancellationToken.None);
        await TellAsync(world, 3);

        Assert.Equal((LinkState.Holds, SubscriptionState.Active, "r…@example.org"), (confirmed.State, confirmed.Subscription!.State, confirmed.Subscription.Target));
        Assert.Equal(LinkState.Holds, left.State);
        Assert.Equal(2, (await MailsAsync(world)).Count);
        Assert.DoesNotContain(await world.RowsAsync(TableName.Subscriptions), row => row.RowKey == confirmed.Subscription.Id);
        Assert.Equal([SubscriptionKeys.Used], (await world.RowsAsync(TableName.SubscriptionIndex)).Select(row => row.RowKey));
    }

    [Fact]
    public async Task Looking_at_a_link_changes_nothing()
    {
        await using var world = await DeliveryWorld.StartAsync(azurite);
        var token = await AskForTokenAsync(world);

        for (var visit = 0; visit < 3; visit++)
        {
            var view = await Links(world).PeekAsync(token, CancellationToken.None);
            Assert.Equal((LinkState.Holds, LinkPurpose.Confirm, SubscriptionState.Pending), (view.State, view.Purpose, view.Subscription!.State));
        }
    }

    [Fact]
    public async Task Confirming_and_leaving_twice_is_as_once()
    {
        await using var world = await DeliveryWorld.StartAsync(azurite);
        var token = await AskForTokenAsync(world);

        Assert.Equal(LinkState.Holds, (await Links(world).ConfirmAsync(token, CancellationToken.None)).State);
        var view = await Links(world).ConfirmAsync(token, CancellationToken.None);
        Assert.Equal(LinkState.Holds, view.State);
        var leave = await world.Get<LinkTokens>().CreateAsync(LinkPurpose.Unsubscribe, view.Subscription!.Id, CancellationToken.None);
        Assert.Equal(LinkState.Holds, (await Links(world).UnsubscribeAsync(leave, CancellationToken.None)).State);
        Assert.Equal(LinkState.Gone, (await Links(world).UnsubscribeAsync(leave, CancellationToken.None)).State);
        Assert.Equal(LinkState.Gone, (await Links(world).ConfirmAsync(token, CancellationToken.None)).State);
    }

    [Fact]
    public async Task A_link_does_only_what_it_is_for()
    {
        await using var world = await DeliveryWorld.StartAsync(azurite);
        var confirm = await AskForTokenAsync(world);
        var id = (await Links(world).PeekAsync(confirm, CancellationToken.None)).Subscription!.Id;
        var leave = await world.Get<LinkTokens>().CreateAsync(LinkPurpose.Unsubscribe, id, CancellationToken.None);

        Assert.Equal(LinkState.Invalid, (await Links(world).UnsubscribeAsync(confirm, CancellationToken.None)).State);
        Assert.Equal(LinkState.Invalid, (await Links(world).ConfirmAsync(leave, CancellationToken.None)).State);
        Assert.Equal(LinkState.Invalid, (await Links(world).ConfirmAsync("nothing", CancellationToken.None)).State);
        Assert.Equal(SubscriptionState.Pending, (await world.Subscriptions.FindAsync(id, CancellationToken.None))!.Subscription.State);
    }

    [Fact]
    public async Task A_confirmation_expires_after_seven_days()
    {
        await using var world = await DeliveryWorld.StartAsync(azurite);
        var token = await AskForTokenAsync(world);
        world.Time.Advance(LinkTokens.ConfirmLife);

        Assert.Equal(LinkState.Expired, (await Links(world).ConfirmAsync(token, CancellationToken.None)).State);
    }

    [Fact]
    public async Task Asking_again_mails_again_after_ten_minutes_and_is_answered_alike()
    {
        await using var world = await DeliveryWorld.StartAsync(azurite);
        var first = await AskAsync(world);
        var second = await AskAsync(world);
        await world.DrainAsync();
        Assert.Single(await MailsAsync(world));

        world.Time.Advance(SubscriptionRequests.Pause);
        var third = await AskAsync(world, address: "READER@EXAMPLE.org");
        await world.DrainAsync();

        Assert.Equal(2, (await MailsAsync(world)).Count);
        Assert.All([first, second, third], answer => Assert.Equal((true, null, null), (answer.Accepted, answer.Subscription, answer.Secret)));
    }

    [Fact]
    public async Task One_address_is_asked_at_most_five_times_a_day_whatever_for()
    {
        await using var world = await DeliveryWorld.StartAsync(azurite);
        for (var number = 0; number < 8; number++)
            Assert.True((await AskAsync(world, match: new MatchRequest(Tags: [$"series-{number}"]))).Accepted);
        await world.DrainAsync();
        Assert.Equal(AddressLimit.Most, (await MailsAsync(world)).Count);

        world.Time.Advance(AddressLimit.Window);
        await AskAsync(world, match: new MatchRequest(Tags: ["series-7"]));
        await world.DrainAsync();

        Assert.Equal(AddressLimit.Most + 1, (await MailsAsync(world)).Count);
    }

    /// <summary>Whoever got an error asks again, and then has the mail; that must not wait for the ten minutes to pass.</summary>
    [Fact]
    public async Task Ended_before_any_storage_call_asking_again_brings_the_mail()
    {
        for (var call = 1; ; call++)
        {
            await using var world = await DeliveryWorld.StartAsync(azurite);
            world.Faults.Plan((number, _) => number >= call ? StorageFault.CrashBefore : StorageFault.None);
            var crash = await Record.ExceptionAsync(() => AskAsync(world));
            await world.RestartAsync();

            await AskAsync(world);
            await world.DrainAsync();

            var mail = Assert.Single(await MailsAsync(world));
            Assert.Equal(LinkState.Holds, (await Links(world).ConfirmAsync(Token(mail.Text, PublicLinks.ConfirmPath), CancellationToken.None)).State);
            if (crash is null)
            {
                Assert.InRange(call, 8, 25);
                return;
            }
        }
    }

    [Fact]
    public async Task Other_terms_hold_from_their_confirmation_on()
    {
        await using var world = await DeliveryWorld.StartAsync(azurite);
        var token = await AskForTokenAsync(world);
        var id = (await Links(world).ConfirmAsync(token, CancellationToken.None)).Subscription!.Id;
        world.Time.Advance(SubscriptionRequests.Pause);

        await AskAsync(world, language: "zh-CN", match: new MatchRequest(MinSeverity: "extreme"));
        await world.DrainAsync();
        Assert.Equal("en", (await world.Subscriptions.FindAsync(id, CancellationToken.None))!.Subscription.Language);
        var mail = (await MailsAsync(world))[0];
        Assert.Equal("请确认预警订阅", mail.Subject);
        await Links(world).ConfirmAsync(Token(mail.Text, PublicLinks.ConfirmPath), CancellationToken.None);

        var changed = (await world.Subscriptions.FindAsync(id, CancellationToken.None))!.Subscription;
        Assert.Equal(("zh-Hans", Severity.Extreme), (changed.Language, changed.Match.MinimumSeverity));
        await TellAsync(world, 1);
        Assert.Equal(2, (await MailsAsync(world)).Count);
    }

    private static SubscriptionLinks Links(DeliveryWorld world) => world.Get<SubscriptionLinks>();

    private static Task<RequestAnswer> AskAsync(DeliveryWorld world, string address = Address, MatchRequest? match = null, string? language = null) =>
        world.Get<SubscriptionRequests>().RequestAsync(new SubscriptionRequest(new ChannelRequest("email", address), match, language), trusted: false, CancellationToken.None);

    private static async Task<string> AskForTokenAsync(DeliveryWorld world)
    {
        await AskAsync(world);
        await world.DrainAsync();
        return Token((await MailsAsync(world))[0].Text, PublicLinks.ConfirmPath);
    }

    private static async Task TellAsync(DeliveryWorld world, int sequence)
    {
        await world.CommitAsync(WarningSamples.Of(sequence: sequence) with { Id = new string((char)('0' + sequence), 32) });
        await world.DrainAsync();
    }

    private static async Task<IReadOnlyList<MailboxMail>> MailsAsync(DeliveryWorld world)
    {
        var reader = world.Get<MailboxReader>();
        var page = await reader.ListAsync(MailboxKeys.Box(Address), null, 100, CancellationToken.None);
        return await Task.WhenAll(page.Mails.Select(async mail => (await reader.ReadAsync(mail.Box, mail.Id, CancellationToken.None))!));
    }

    private static string Token(string text, string path) => TokenPattern().Matches(text).Single(match => match.Groups[1].Value == path).Groups[2].Value;

    [GeneratedRegex(@"http://localhost:7071(/[a-z/]+)\?token=([A-Za-z0-9_-]+)")]
    private static partial Regex TokenPattern();
}
