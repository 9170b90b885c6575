using Notifier.Core.Deliveries;
using Notifier.Core.Tests.Warnings;
using Notifier.Deliveries;
using Notifier.Tests.Storage;

namespace Notifier.Tests.Deliveries;

public sealed class DeliveryReaderTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task The_deliveries_of_a_warning_come_page_by_page_from_every_shard()
    {
        await using var world = await DeliveryWorld.StartAsync(azurite);
        var expected = new List<string>();
        foreach (var shard in (string[])["00", "00", "7f", "ff"])
        {
            var to = await world.SubscribeAsync("http://127.0.0.1:9/", id: shard + Guid.NewGuid().ToString("N")[2..]);
            expected.Add((await world.DeliverAsync(WarningSamples.Of(), to)).Id);
            await world.DeliverAsync(WarningSamples.Of(sequence: 9) with { Id = new string('9', 32) }, to);
        }

        var read = new List<string>();
        PageCursor? cursor = null;
        do
        {
            var page = await world.Get<DeliveryReader>().OfWarningAsync(WarningSamples.Of().Id, cursor, 3, CancellationToken.None);
            Assert.InRange(page.Deliveries.Count, 1, 3);
            read.AddRange(page.Deliveries.Select(delivery => delivery.Id));
            cursor = PageCursor.TryParse(page.Next, out var next) ? next : null;
        }
        while (cursor is not null);

        Assert.Equal(expected.Order(), read.Order());
    }

    [Fact]
    public async Task Dead_letters_are_listed_and_replayed_by_their_address()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.AnswerWith(302);
        await using var world = await DeliveryWorld.StartAsync(azurite);
        for (var number = 0; number < 3; number++)
            await world.DeliverAsync(WarningSamples.Of(), await world.SubscribeAsync(receiver.Url));
        await world.DrainAsync();
        var reader = world.Get<DeliveryReader>();
        var page = await reader.DeadAsync(null, 2, CancellationToken.None);
        Assert.Equal(2, page.Deliveries.Count);
        Assert.NotNull(page.Next);
        receiver.AnswerWith(200);

        Assert.True(DeliveryAddress.TryParse(DeliveryAddress.Of(page.Deliveries[0]).ToString(), out var address));
        Assert.True(await reader.ReplayAsync(address, CancellationToken.None));
        Assert.False(await reader.ReplayAsync(address, CancellationToken.None));
        await world.DrainAsync();

        Assert.Equal(DeliveryState.Sent, (await reader.FindAsync(address, CancellationToken.None))!.State);
        Assert.Equal(2, (await reader.DeadAsync(null, 10, CancellationToken.None)).Deliveries.Count);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0123456789abcdef0123456789abcdef")]
    [InlineData("zz-0123456789abcdef0123456789abcdef")]
    [InlineData("00-0123456789ABCDEF0123456789abcdef")]
    public void What_is_no_address_is_refused(string? text) => Assert.False(DeliveryAddress.TryParse(text, out _));
}
