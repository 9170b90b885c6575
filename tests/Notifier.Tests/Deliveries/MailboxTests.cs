using Notifier.Core.Deliveries;
using Notifier.Core.Subscriptions;
using Notifier.Core.Tests.Warnings;
using Notifier.Deliveries;
using Notifier.Deliveries.Mail;
using Notifier.Deliveries.Mailbox;
using Notifier.Storage;
using Notifier.Tests.Storage;

namespace Notifier.Tests.Deliveries;

public sealed class MailboxTests(AzuriteFixture azurite)
{
    private const string Address = "reader@example.org";

    [Fact]
    public async Task Mails_are_listed_newest_first_page_by_page_and_read_whole()
    {
        await using var world = await DeliveryWorld.StartAsync(azurite);
        var to = await world.SubscribeAsync(Address, ChannelType.Email);
        var expected = new List<string>();
        for (var sequence = 1; sequence <= 5; sequence++)
        {
            world.Time.Advance(TimeSpan.FromMinutes(1));
            expected.Insert(0, (await world.DeliverAsync(Sample(sequence), to)).Id);
        }

        await world.DrainAsync();
        var reader = world.Get<MailboxReader>();
        var box = Assert.Single(await reader.AddressesAsync(CancellationToken.None));

        var read = new List<string>();
        PageCursor? cursor = null;
        do
        {
            var page = await reader.ListAsync(box.Box, cursor, 2, CancellationToken.None);
            read.AddRange(page.Mails.Select(mail => mail.Delivery));
            Assert.All(page.Mails, mail => Assert.Equal(("", ""), (mail.Text, mail.Html)));
            cursor = PageCursor.TryParse(page.Next, out var next) ? next : null;
        }
        while (cursor is not null);
        var first = (await reader.ListAsync(box.Box, null, 1, CancellationToken.None)).Mails[0];
        var whole = await reader.ReadAsync(box.Box, first.Id, CancellationToken.None);

        Assert.Equal(Address, box.Address);
        Assert.Equal(expected, read);
        Assert.Equal(world.Time.GetUtcNow(), whole!.Received);
        Assert.StartsWith("<!DOCTYPE html>", whole.Html, StringComparison.Ordinal);
        Assert.Contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click", whole.Headers, StringComparison.Ordinal);
        Assert.Null(await reader.ReadAsync(box.Box, "nothing", CancellationToken.None));
    }

    [Fact]
    public async Task A_mail_that_is_delivered_twice_stands_there_once()
    {
        await using var world = await DeliveryWorld.StartAsync(azurite);
        var to = await world.SubscribeAsync(Address, ChannelType.Email);
        var delivery = await world.DeliverAsync(Sample(1), to);
        // The first attempt ends after the mail is stored and before that is recorded.
        var message = new ChannelMessage(delivery.Id, delivery.Kind, delivery.Created, to.Subscription, await world.Get<WarningStore>().FindAsync(delivery.Warning, CancellationToken.None));
        await world.Get<MailChannel>().SendAsync(message, CancellationToken.None);
        world.Time.Advance(TimeSpan.FromHours(1));

        await world.DrainAsync();

        Assert.Equal(DeliveryState.Sent, (await world.FindAsync(delivery)).State);
        Assert.Single(await world.RowsAsync(TableName.Mailbox), row => row.PartitionKey == MailboxKeys.Box(Address));
    }

    [Fact]
    public void Spellings_of_an_address_share_a_box() => Assert.Equal(MailboxKeys.Box("reader@example.org"), MailboxKeys.Box("Reader@Example.org"));

    private static Core.Warnings.Warning Sample(int sequence) => WarningSamples.Of(sequence: sequence) with { Id = new string((char)('0' + sequence), 32) };
}
