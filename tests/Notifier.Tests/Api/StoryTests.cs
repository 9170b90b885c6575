using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Notifier.Core.Deliveries;
using Notifier.Core.Warnings;
using Notifier.Tests.Deliveries;
using Notifier.Tests.Driving;
using Notifier.Tests.Storage;

namespace Notifier.Tests.Api;

/// <summary>The whole story as a person with curl lives it: source, rule, subscriptions, values, warning, mail, webhook, and gone again.</summary>
public sealed partial class StoryTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task From_a_new_source_to_a_warning_in_the_mailbox_and_at_the_webhook_and_away_again()
    {
        await using var host = await NotifierHost.StartAsync(azurite.ConnectionString);
        await using var receiver = await WebhookReceiver.StartAsync();
        await host.Admin.SendAsync("PUT", "/api/sources/ours", """{"kind":"push","zone":"Asia/Shanghai","series":[{"id":"copper-cn","unit":"CNY/t"}]}""").ReadAsync(HttpStatusCode.Created);
        await host.Admin.SendAsync("PUT", "/api/rules/copper-high", """{"id":"copper-high","title":"铜价过高","series":["copper-cn"],"above":"80000 CNY/t","severity":"severe"}""").ReadAsync(HttpStatusCode.Created);
        await host.Anybody.SendAsync("POST", "/api/subscriptions", """{"channel":{"type":"email","address":"buyer@example.org"},"match":{"series":["copper-cn"]}}""").ReadAsync(HttpStatusCode.Accepted);
        await host.DrainAsync();
        Assert.Equal(HttpStatusCode.OK, (await host.Anybody.SendAsync("POST", await NewestLinkAsync(host, "confirm"), new FormUrlEncodedContent([]))).StatusCode);
        var webhook = await host.Admin.SendAsync("POST", "/api/subscriptions", new { channel = new { type = "webhook", url = receiver.Url }, match = new { rules = new[] { "copper-high" } } }).ReadAsync(HttpStatusCode.Accepted);

        var published = await host.Admin.SendAsync("POST", "/api/series/copper-cn/observations", """{"observations":[{"period":"2024-05-13","value":79200},{"period":"2024-05-14","value":81450}]}""").ReadAsync();
        Assert.Equal(1, published.GetProperty("warnings").GetInt32());
        await host.DrainAsync();

        var warning = Assert.Single((await host.Admin.SendAsync("GET", "/api/warnings?series=copper-cn").ReadAsync()).GetProperty("items").EnumerateArray());
        Assert.Equal(("铜价过高", "opened", "severe", "2024-05-14"), (warning.Text("ruleTitle"), warning.Text("kind"), warning.Text("severity"), warning.Text("period")));
        var posted = Assert.Single(receiver.Received);
        Assert.Equal(WebhookVerdict.Valid, posted.Verify(webhook.Text("secret")));
        Assert.Equal(warning.Text("id"), JsonDocument.Parse(posted.Body).RootElement.GetProperty("data").Text("id"));
        Assert.Contains("铜价过高", await (await host.Anybody.SendAsync("GET", "/mailbox")).Content.ReadAsStringAsync(), StringComparison.Ordinal);

        var one = await host.Admin.SendAsync("GET", $"/api/warnings/{warning.Text("id")}");
        Assert.Equal(warning.Text("reason"), WarningJson.Read(await one.Content.ReadAsByteArrayAsync()).Reason);
        var deliveries = (await host.Admin.SendAsync("GET", $"/api/deliveries?warning={warning.Text("id")}").ReadAsync()).GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(["sent", "sent"], deliveries.Select(delivery => delivery.Text("state")));
        Assert.Equal("accepted", deliveries[0].GetProperty("attempts")[0].Text("reason"));
        await host.Admin.SendAsync("POST", $"/api/deliveries/{deliveries[0].Text("id")}/replay").ProblemAsync(HttpStatusCode.Conflict, "conflict");
        var episode = Assert.Single((await host.Admin.SendAsync("GET", "/api/episodes").ReadAsync()).GetProperty("items").EnumerateArray());
        Assert.Equal((warning.Text("episode"), "severe"), (episode.Text("id"), episode.Text("severity")));
        var feed = await (await host.Admin.SendAsync("GET", "/api/warnings.atom")).Content.ReadAsStringAsync();
        Assert.Contains($"urn:notifier:warning:{warning.Text("id")}", feed, StringComparison.Ordinal);
        Assert.Contains("severe (orange): 铜价过高 opened on copper-cn", feed, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.OK, (await host.Anybody.SendAsync("POST", await NewestLinkAsync(host, "unsubscribe"), new FormUrlEncodedContent([]))).StatusCode);
        await host.Admin.SendAsync("DELETE", $"/api/subscriptions/{webhook.Text("id")}").ReadAsync(HttpStatusCode.NoContent);
        await host.Admin.SendAsync("DELETE", "/api/rules/copper-high", null, ("If-Match", "*")).ReadAsync(HttpStatusCode.NoContent);
        await host.DrainAsync();
        Assert.Empty((await host.Admin.SendAsync("GET", "/api/episodes").ReadAsync()).GetProperty("items").EnumerateArray());
        await host.Admin.SendAsync("DELETE", "/api/sources/ours", null, ("If-Match", "*")).ReadAsync(HttpStatusCode.NoContent);
        Assert.Single(receiver.Received);
        Assert.DoesNotContain(host.Logs.All, line => line.StartsWith("Error", StringComparison.Ordinal) || line.Contains("path-secret", StringComparison.Ordinal) || line.Contains("buyer@", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_dead_letter_is_listed_and_sent_again()
    {
        await using var host = await NotifierHost.StartAsync(azurite.ConnectionString);
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.AnswerWith(307);
        await host.Admin.SendAsync("PUT", "/api/sources/ours", """{"kind":"push","series":[{"id":"copper-cn"}]}""").ReadAsync(HttpStatusCode.Created);
        await host.Admin.SendAsync("PUT", "/api/rules/r", """{"id":"r","series":["copper-cn"],"above":1}""").ReadAsync(HttpStatusCode.Created);
        await host.Admin.SendAsync("POST", "/api/subscriptions", new { channel = new { type = "webhook", url = receiver.Url } }).ReadAsync(HttpStatusCode.Accepted);
        await host.Admin.SendAsync("POST", "/api/series/copper-cn/observations", """{"observations":[{"period":"2024-05-14","value":2}]}""").ReadAsync();
        await host.DrainAsync();

        var dead = Assert.Single((await host.Admin.SendAsync("GET", "/api/deliveries?state=dead").ReadAsync()).GetProperty("items").EnumerateArray());
        receiver.AnswerWith(200);
        await host.Admin.SendAsync("POST", $"/api/deliveries/{dead.Text("id")}/replay", null, ("Idempotency-Key", "once")).ReadAsync(HttpStatusCode.Accepted);
        await host.Admin.SendAsync("POST", $"/api/deliveries/{dead.Text("id")}/replay", null, ("Idempotency-Key", "once")).ReadAsync(HttpStatusCode.Accepted);
        await host.DrainAsync();

        Assert.Equal("sent", (await host.Admin.SendAsync("GET", $"/api/deliveries/{dead.Text("id")}").ReadAsync()).Text("state"));
        Assert.Equal(receiver.Ids[0], receiver.Ids[^1]);
        Assert.Equal(2, receiver.Received.Count);
    }

    [Fact]
    public async Task Dead_letters_are_found_by_time_and_channel_and_sent_again_together()
    {
        await using var host = await NotifierHost.StartAsync(azurite.ConnectionString);
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.AnswerWith(307);
        await host.Admin.SendAsync("PUT", "/api/sources/ours", """{"kind":"push","series":[{"id":"copper-cn"}]}""").ReadAsync(HttpStatusCode.Created);
        await host.Admin.SendAsync("PUT", "/api/rules/r", """{"id":"r","series":["copper-cn"],"above":1}""").ReadAsync(HttpStatusCode.Created);
        for (var number = 0; number < 3; number++)
            await host.Admin.SendAsync("POST", "/api/subscriptions", new { channel = new { type = "webhook", url = receiver.Url } }).ReadAsync(HttpStatusCode.Accepted);
        await host.Admin.SendAsync("POST", "/api/series/copper-cn/observations", """{"observations":[{"period":"2024-05-14","value":2}]}""").ReadAsync();
        await host.DrainAsync();
        receiver.AnswerWith(200);

        Assert.Equal(3, await CountAsync("state=dead&channel=webhook&from=2024-01-01T00:00:00Z"));
        Assert.Equal(0, await CountAsync("state=dead&channel=email"));
        Assert.Equal(0, await CountAsync("state=dead&to=2024-01-01T00:00:00Z"));
        Assert.Equal("redirected", (await ListAsync("state=dead"))[0].Text("reason"));
        var replay = await host.Admin.SendAsync("POST", "/api/deliveries/replay", """{"state":"dead","channel":"webhook"}""").ReadAsync(HttpStatusCode.Accepted);
        Assert.Equal(3, replay.GetProperty("matching").GetInt32());
        await host.DrainAsync();

        var done = await host.Admin.SendAsync("GET", $"/api/deliveries/replays/{replay.Text("id")}").ReadAsync();
        Assert.Equal((3, true), (done.GetProperty("replayed").GetInt32(), done.GetProperty("done").GetBoolean()));
        Assert.Equal(0, await CountAsync("state=dead"));
        Assert.Equal(6, receiver.Received.Count);
        await host.Admin.SendAsync("POST", "/api/deliveries/replay", """{"state":"sent"}""").ProblemAsync(HttpStatusCode.BadRequest, "invalid-body");
        await host.Admin.SendAsync("POST", "/api/deliveries/replay", """{"state":"dead","from":"yesterday"}""").ProblemAsync(HttpStatusCode.BadRequest, "invalid-body");
        await host.Admin.SendAsync("GET", "/api/deliveries/replays/none").ProblemAsync(HttpStatusCode.NotFound, "not-found");

        async Task<List<JsonElement>> ListAsync(string query) => [.. (await host.Admin.SendAsync("GET", "/api/deliveries?" + query).ReadAsync()).GetProperty("items").EnumerateArray()];
        async Task<int> CountAsync(string query) => (await ListAsync(query)).Count;
    }

    [Fact]
    public async Task A_wrong_parameter_is_named()
    {
        await using var host = await NotifierHost.StartAsync(azurite.ConnectionString);
        foreach (var address in (string[])
        [
            "/api/deliveries",
            "/api/deliveries?state=sent",
            "/api/deliveries?warning=x",
            "/api/deliveries?state=dead&from=2024-05-14",
            "/api/deliveries?state=dead&from=2024-05-14T00:00:00Z&to=2024-05-13T00:00:00Z",
            "/api/deliveries?state=dead&channel=sms",
            "/api/deliveries?state=dead&channel=email&channel=webhook",
            "/api/deliveries?state=dead&subscription=x",
            $"/api/deliveries?warning={new string('a', 32)}&channel=email",
            "/api/warnings?rule=A%20B",
            "/api/warnings?cursor=x",
            "/api/warnings.atom?series=a&series=b",
            "/api/episodes?limit=none",
        ])
        {
            await host.Admin.SendAsync("GET", address).ProblemAsync(HttpStatusCode.BadRequest, "invalid-query");
        }
    }

    /// <summary>As somebody at the machine finds it: the mailbox's page, the newest mail's page, the link in it.</summary>
    internal static async Task<string> NewestLinkAsync(NotifierHost host, string page)
    {
        var list = await (await host.Anybody.SendAsync("GET", "/mailbox")).Content.ReadAsStringAsync();
        var mail = await (await host.Anybody.SendAsync("GET", MailLink().Match(list).Groups[1].Value)).Content.ReadAsStringAsync();
        return new Uri(PageLink().Matches(mail).Select(match => match.Groups[1].Value).First(link => link.Contains($"/subscriptions/{page}", StringComparison.Ordinal))).PathAndQuery;
    }

    [GeneratedRegex("href=\"(/mailbox/[^\"]+)\"")]
    private static partial Regex MailLink();

    [GeneratedRegex("href=\"(http://[^\"]+)\"")]
    private static partial Regex PageLink();
}
