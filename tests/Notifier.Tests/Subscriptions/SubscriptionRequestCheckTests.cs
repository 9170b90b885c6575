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
        Assert.Null(SubscriptionRequestCheck.Judge(new SubscriptionRequest(new ChannelRequest(type, address, url)), allowPrivate: false, out var problems));
        Assert.Equal(pointer, Assert.Single(problems).Pointer);
    }

    [Theory]
    [InlineData("https://127.0.0.1/", "loopback")]
    [InlineData("https://2130706433/", "loopback")]
    [InlineData("https://0x7f.1/", "loopback")]
    [InlineData("https://①②⑦.⓪.⓪.①/", "loopback")]
    [InlineData("https://localhost/", "loopback")]
    [InlineData("https://Foo.LocalHost./", "loopback")]
    [InlineData("https://[::1]/", "loopback")]
    [InlineData("https://[::ffff:10.0.0.1]/", "private")]
    [InlineData("https://[64:ff9b::7f00:1]/", "loopback")]
    [InlineData("https://169.254.169.254/latest/meta-data", "cloud-metadata")]
    public void A_webhook_on_no_public_address_is_refused_when_it_is_asked_for(string url, string reason)
    {
        Assert.Null(SubscriptionRequestCheck.Judge(new SubscriptionRequest(new ChannelRequest("webhook", Url: url)), allowPrivate: false, out var problems));

        Assert.Equal("/channel/url", Assert.Single(problems).Pointer);
        Assert.Contains($"({reason})", problems[0].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:7072/", true)]
    [InlineData("https://[::1]:7072/", true)]
    [InlineData("https://169.254.169.254/", false)]
    public void On_one_machine_its_own_addresses_are_taken_and_no_metadata(string url, bool taken) =>
        Assert.Equal(taken, SubscriptionRequestCheck.Judge(new SubscriptionRequest(new ChannelRequest("webhook", Url: url)), allowPrivate: true, out _) is not null);

    [Theory]
    [InlineData(null, "en")]
    [InlineData("en", "en")]
    [InlineData("en-GB", "en")]
    [InlineData("zh-CN", "zh-Hans")]
    [InlineData("ZH", "zh-Hans")]
    [InlineData("fr", null)]
    [InlineData("zhongwen", null)]
    [InlineData("", null)]
    public void A_language_is_one_that_is_spoken(string? tag, string? spoken)
    {
        var wanted = SubscriptionRequestCheck.Judge(new SubscriptionRequest(new ChannelRequest("email", "reader@example.org"), Language: tag), false, out var problems);

        Assert.Equal(spoken, wanted?.Terms.Language);
        Assert.Equal(spoken is null ? ["/language"] : [], problems.Select(problem => problem.Pointer));
    }

    [Fact]
    public void A_list_has_at_most_fifty_ids()
    {
        var ids = Enumerable.Range(0, 51).Select(number => $"r{number}").ToList();

        Assert.Null(SubscriptionRequestCheck.Judge(new SubscriptionRequest(new ChannelRequest("email", "reader@example.org"), new MatchRequest(ids)), false, out var problems));
        Assert.Equal("/match/rules", Assert.Single(problems).Pointer);
    }

    [Fact]
    public void Topics_are_those_of_the_taxonomy()
    {
        var wanted = SubscriptionRequestCheck.Judge(new SubscriptionRequest(new ChannelRequest("email", "reader@example.org"), new MatchRequest(Topics: ["power_battery", "auto_chips"])), false, out _);
        SubscriptionRequestCheck.Judge(new SubscriptionRequest(new ChannelRequest("email", "reader@example.org"), new MatchRequest(Topics: ["auto_chips", "power-battery"])), false, out var problems);

        Assert.Equal(["auto_chips", "power_battery"], wanted?.Terms.Match.Topics);
        Assert.Equal(("/match/topics/1", "there is no such topic: did you mean 'power_battery'?"), Assert.Single(problems) is var problem ? (problem.Pointer, problem.Message) : default);
    }
}
