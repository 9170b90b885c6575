using Notifier.Storage;
using Notifier.Subscriptions;
using Notifier.Tests.Deliveries;
using Notifier.Tests.Storage;

namespace Notifier.Tests.Subscriptions;

public sealed class SubscriptionRequestCheckTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Everything_that_is_wrong_is_named_at_once_and_nothing_is_stored()
    {
        await using var world = await DeliveryWorld.StartAsync(azurite);
        var request = new SubscriptionRequest(
            new ChannelRequest("email", "a@b\r\nBcc: c@d"), new MatchRequest(["Not An Id"], MinSeverity: "bad"), Zone: "Mars/Olympus", Digest: "hourly");

        var answer = await world.Get<SubscriptionRequests>().RequestAsync(request, trusted: false, CancellationToken.None);

        Assert.Equal(["/channel/address", "/digest", "/zone", "/match/rules/0", "/match/minSeverity"], answer.Problems.Select(problem => problem.Pointer));
        Assert.DoesNotContain(answer.Problems, problem => problem.Message.Contains("Bcc", StringComparison.Ordinal));
        Assert.Empty(await world.RowsAsync(TableName.Subscriptions));
    }

    [Theory]
    [InlineData(null, null, null, "/channel/type")]
    [InlineData("pigeon", null, null, "/channel/type")]
    [InlineData("email", null, null, "/channel/address")]
    [InlineData("email", "a@example.org", "https://example.org", "/channel/url")]
    [InlineData("webhook", null, "ftp://example.org", "/channel/url")]
    [InlineData("webhook", "a@example.org", "https://example.org", "/channel/address")]
    public void A_channel_has_one_target_of_its_kind(string? type, string? address, string? url, string pointer)
    {
        Assert.Null(SubscriptionRequestCheck.Judge(new SubscriptionRequest(new ChannelRequest(type, address, url)), allowHttp: false, out var problems));
        Assert.Equal(pointer, Assert.Single(problems).Pointer);
    }

    [Fact]
    public void A_list_has_at_most_fifty_ids()
    {
        var ids = Enumerable.Range(0, 51).Select(number => $"r{number}").ToList();

        Assert.Null(SubscriptionRequestCheck.Judge(new SubscriptionRequest(new ChannelRequest("email", "reader@example.org"), new MatchRequest(ids)), false, out var problems));
        Assert.Equal("/match/rules", Assert.Single(problems).Pointer);
    }
}
