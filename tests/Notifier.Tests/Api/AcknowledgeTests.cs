using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Notifier.Core.Subscriptions;
using Notifier.Deliveries;
using Notifier.Storage;
using Notifier.Subscriptions;
using Notifier.Tests.Driving;
using Notifier.Tests.Storage;

namespace Notifier.Tests.Api;

/// <summary>Acknowledging over HTTP and by the link of a mail, each test on a series of its own.</summary>
public sealed class AcknowledgeTests(AzuriteFixture azurite) : SharedHost(azurite)
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.Parse("2026-01-31T08:00:00Z", System.Globalization.CultureInfo.InvariantCulture));

    private protected override Task<NotifierHost> StartAsync(string connectionString) => NotifierHost.StartAsync(connectionString, _time);

    private protected override async Task PrepareAsync(NotifierHost host)
    {
        var series = string.Join(',', Enumerable.Range(1, 3).Select(number => $$"""{"id":"s{{number}}","unit":"CNY/t","frequency":"daily"}"""));
        await host.Admin.SendAsync("PUT", "/api/sources/ours", $$"""{"kind":"push","zone":"UTC","series":[{{series}}]}""");
        await host.Admin.SendAsync("PUT", "/api/rules/high", """{"id":"high","series":["s1","s2","s3"],"above":100,"severity":"severe"}""");
    }

    [Fact]
    public async Task By_an_operator_it_is_shown_with_the_episode_and_taken_back()
    {
        var (episode, _) = await OpenAsync("s1");
        var path = $"/api/episodes/{episode}/acknowledge";

        var seen = await Host.Admin.SendAsync("POST", path, """{"author":"Ann","comment":"on it","worseBy":"2.5%"}""").ReadAsync();
        Assert.Equal(("Ann", "on it", "severe", 150, "2.5%"), (seen.GetProperty("acknowledged").Text("by"), seen.GetProperty("acknowledged").Text("comment"), seen.GetProperty("acknowledged").Text("severity"), seen.GetProperty("acknowledged").GetProperty("value").GetDouble(), seen.GetProperty("acknowledged").Text("worseBy")));
        Assert.Contains("\"by\":\"Ann\"", await (await Host.Admin.SendAsync("GET", "/api/episodes")).Content.ReadAsStringAsync(), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.NoContent, (await Host.Admin.SendAsync("DELETE", path)).StatusCode);
        Assert.DoesNotContain("\"by\":\"Ann\"", await (await Host.Admin.SendAsync("GET", "/api/episodes")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        foreach (var body in new[] { """{"author":"Ann","worseBy":"ten"}""", """{"author":"Ann","worseBy":"0%"}""", """{"author":""}""", """{"comment":"c"}""" })
            Assert.Equal(HttpStatusCode.BadRequest, (await Host.Admin.SendAsync("POST", path, body)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Host.Admin.SendAsync("POST", $"/api/episodes/{new string('0', 32)}/acknowledge", """{"author":"Ann"}""")).StatusCode);
    }

    [Theory]
    [InlineData("s2", "en", "Have you seen this warning?", "Noted", "Somebody has seen it already", "This is over")]
    [InlineData("s3", "zh-Hans", "您已知悉此预警吗？", "已记录", "已有人确认", "预警已结束")]
    public async Task By_the_link_a_GET_shows_and_a_POST_acts_once(string series, string language, string asked, string done, string already, string ended)
    {
        var (_, warning) = await OpenAsync(series);
        var subscription = await SubscribeAsync(series, language);
        var link = $"{PublicLinks.AcknowledgePath}?token={await Host.Services.GetRequiredService<LinkTokens>().CreateAcknowledgeAsync(subscription, warning, CancellationToken.None)}";

        Assert.Contains(asked, await TextAsync("GET", link), StringComparison.Ordinal);
        Assert.Contains(asked, await TextAsync("GET", link), StringComparison.Ordinal);
        Assert.Contains(done, await TextAsync("POST", link), StringComparison.Ordinal);
        var again = await TextAsync("POST", link);
        Assert.Contains(already, again, StringComparison.Ordinal);
        Assert.Contains("b…@example.org", again, StringComparison.Ordinal);

        await Host.Admin.SendAsync("POST", $"/api/series/{series}/observations", """{"period":"2026-01-31","value":60}""");
        Assert.Contains(ended, await TextAsync("POST", link), StringComparison.Ordinal);
        await Host.Services.GetRequiredService<SubscriptionStore>().RemoveAsync(subscription, CancellationToken.None);
        Assert.Equal(HttpStatusCode.BadRequest, (await Host.Anybody.SendAsync("POST", link)).StatusCode);
        Assert.Contains("This subscription is no more", await (await Host.Anybody.SendAsync("GET", link)).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await Host.Anybody.SendAsync("GET", PublicLinks.AcknowledgePath + "?token=x")).StatusCode);
        _time.Advance(LinkTokens.AcknowledgeLife);
        Assert.Contains("expired", await (await Host.Anybody.SendAsync("GET", link)).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private async Task<string> TextAsync(string method, string link) =>
        WebUtility.HtmlDecode(await (await Host.Anybody.SendAsync(method, link, null, ("Accept", "text/html"))).Content.ReadAsStringAsync());

    private async Task<string> SubscribeAsync(string series, string language)
    {
        var store = Host.Services.GetRequiredService<SubscriptionStore>();
        var subscription = new Subscription(series[1..] + new string('0', 31), new Channel(ChannelType.Email, "buyer@example.org"), new SubscriptionMatch([], [], [], []), SubscriptionState.Pending, language);
        await store.AddAsync(new StoredSubscription(subscription, _time.GetUtcNow(), _time.GetUtcNow(), 1), CancellationToken.None);
        return (await store.ActivateAsync(subscription.Id, _time.GetUtcNow(), CancellationToken.None))!.Id;
    }

    private async Task<(string Episode, string Warning)> OpenAsync(string series)
    {
        await Host.Admin.SendAsync("POST", $"/api/series/{series}/observations", """{"observations":[{"period":"2026-01-28","value":60},{"period":"2026-01-29","value":150}]}""");
        await Host.DrainAsync();
        var warning = (await Host.Services.GetRequiredService<WarningStore>().ListAsync(null, series, null, 1, CancellationToken.None)).Warnings[0].Warning;
        return (warning.Episode, warning.Id);
    }
}
