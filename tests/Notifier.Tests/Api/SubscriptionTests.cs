using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Notifier.Api.Keys;
using Notifier.Deliveries.Mailbox;
using Notifier.Tests.Deliveries;
using Notifier.Tests.Driving;
using Notifier.Tests.Storage;

namespace Notifier.Tests.Api;

/// <summary>Anybody may ask; only who holds the link of the mail, or answers for the webhook, is told anything.</summary>
public sealed partial class SubscriptionTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const string Mail = """{"channel":{"type":"email","address":"ana@example.org"},"match":{"series":["lithium"],"minSeverity":"severe"},"language":"zh-CN"}""";

    private NotifierHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await NotifierHost.StartAsync(azurite.ConnectionString);
        await _host.Admin.SendAsync("PUT", "/api/sources/ours", """{"kind":"push","series":[{"id":"lithium","unit":"CNY/t"}]}""").ReadAsync(HttpStatusCode.Created);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_mail_subscription_begins_with_a_POST_to_the_mailed_link_and_ends_with_another()
    {
        await _host.Anybody.SendAsync("POST", "/api/subscriptions", Mail).ReadAsync(HttpStatusCode.Accepted);
        await _host.DrainAsync();
        var confirm = await MailedLinkAsync("confirm");

        var page = await _host.Anybody.SendAsync("GET", confirm, null, ("Accept", "text/html"));
        var html = await page.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Contains("<html lang=\"zh-Hans\">", html, StringComparison.Ordinal);
        Assert.Contains("a…@example.org", html, StringComparison.Ordinal);
        Assert.Contains("lithium", html, StringComparison.Ordinal);
        Assert.Equal("pending", await StateAsync());

        await _host.Anybody.SendAsync("POST", confirm, new FormUrlEncodedContent([])).ContinueWith(answer => Assert.Equal(HttpStatusCode.OK, answer.Result.StatusCode));
        Assert.Equal("active", await StateAsync());
    }

    [Theory]
    [InlineData("confirm", "GET")]
    [InlineData("confirm", "HEAD")]
    [InlineData("unsubscribe", "GET")]
    [InlineData("unsubscribe", "HEAD")]
    [InlineData("manage", "GET")]
    public async Task Showing_a_page_changes_nothing(string page, string method)
    {
        var (id, token) = await SubscribedAsync(page);
        var before = await _host.Admin.SendAsync("GET", $"/api/subscriptions/{id}");

        var answer = await _host.Anybody.SendAsync(method, $"/subscriptions/{page}?token={token}");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(before.Headers.ETag, (await _host.Admin.SendAsync("GET", $"/api/subscriptions/{id}")).Headers.ETag);
    }

    [Theory]
    [InlineData("{\"series\":[\"lithium\",\"lithum\"]}", "/match/series/1")]
    [InlineData("{\"series\":[\"ours\"]}", null)]
    [InlineData("{\"rules\":[\"no-such-rule\"]}", "/match/rules/0")]
    public async Task A_rule_or_series_that_is_misspelt_is_said(string match, string? pointer)
    {
        var answer = await _host.Anybody.SendAsync("POST", "/api/subscriptions", $"{{\"channel\":{{\"type\":\"email\",\"address\":\"ana@example.org\"}},\"match\":{match}}}");

        Assert.Equal(pointer is null ? HttpStatusCode.Accepted : HttpStatusCode.BadRequest, answer.StatusCode);
        if (pointer is not null)
            Assert.Contains($"\"pointer\":\"{pointer}\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_click_unsubscribing_works_as_a_mail_program_does_it()
    {
        var (id, token) = await SubscribedAsync("unsubscribe");
        var oneClick = new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]);

        Assert.Equal(HttpStatusCode.OK, (await _host.Anybody.SendAsync("POST", $"/subscriptions/unsubscribe?token={token}", oneClick)).StatusCode);

        await _host.Admin.SendAsync("GET", $"/api/subscriptions/{id}").ProblemAsync(HttpStatusCode.NotFound, "not-found");
        Assert.Equal(HttpStatusCode.OK, (await _host.Anybody.SendAsync("POST", $"/subscriptions/unsubscribe?token={token}", new FormUrlEncodedContent([]))).StatusCode);
    }

    [Theory]
    [InlineData("confirm", "")]
    [InlineData("confirm", "?token=")]
    [InlineData("confirm", "?token=AAAA")]
    [InlineData("unsubscribe", "?token=%FF%00")]
    [InlineData("manage", "?token=a&token=b")]
    public async Task A_link_that_is_none_is_refused(string page, string query)
    {
        await _host.Anybody.SendAsync("GET", $"/subscriptions/{page}{query}").ProblemAsync(HttpStatusCode.BadRequest, "invalid-token");
        if (page != "manage")
            await _host.Anybody.SendAsync("POST", $"/subscriptions/{page}{query}", new FormUrlEncodedContent([])).ProblemAsync(HttpStatusCode.BadRequest, "invalid-token");
    }

    [Fact]
    public async Task A_link_for_one_purpose_is_none_for_another()
    {
        var (_, token) = await SubscribedAsync("unsubscribe");

        await _host.Anybody.SendAsync("POST", $"/subscriptions/confirm?token={token}", new FormUrlEncodedContent([])).ProblemAsync(HttpStatusCode.BadRequest, "invalid-token");
        await _host.Anybody.SendAsync("GET", $"/subscriptions/manage?token={token}").ProblemAsync(HttpStatusCode.BadRequest, "invalid-token");
    }

    [Fact]
    public async Task The_answer_to_a_stranger_is_the_same_for_a_known_and_an_unknown_address()
    {
        var first = await _host.Anybody.SendAsync("POST", "/api/subscriptions", Mail);
        var second = await _host.Anybody.SendAsync("POST", "/api/subscriptions", Mail);

        Assert.Equal(first.StatusCode, second.StatusCode);
        Assert.Equal(await first.Content.ReadAsStringAsync(), await second.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_webhook_of_an_operator_is_active_at_once_and_its_secret_is_shown_once()
    {
        await using var receiver = await WebhookReceiver.StartAsync();

        var answer = await _host.Admin.SendAsync("POST", "/api/subscriptions", new { channel = new { type = "webhook", url = receiver.Url } }).ReadAsync(HttpStatusCode.Accepted);

        Assert.StartsWith("whsec_", answer.Text("secret"), StringComparison.Ordinal);
        var list = await (await _host.Admin.SendAsync("GET", "/api/subscriptions")).Content.ReadAsStringAsync();
        Assert.Contains("\"state\":\"active\"", list, StringComparison.Ordinal);
        Assert.DoesNotContain(answer.Text("secret"), list, StringComparison.Ordinal);
        Assert.DoesNotContain("path-secret", list, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_webhook_of_a_stranger_begins_when_it_has_answered_the_challenge()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.Answer = (context, webhook) =>
        {
            var challenge = System.Text.Json.JsonDocument.Parse(webhook.Body).RootElement.GetProperty("data").Text("challenge");
            return context.Response.Body.WriteAsync(System.Text.Encoding.ASCII.GetBytes(challenge)).AsTask();
        };

        var answer = await _host.Anybody.SendAsync("POST", "/api/subscriptions", new { channel = new { type = "webhook", url = receiver.Url } }).ReadAsync(HttpStatusCode.Accepted);
        Assert.Equal("pending", await StateAsync());
        await _host.DrainAsync();

        Assert.Equal(Notifier.Core.Deliveries.WebhookVerdict.Valid, Assert.Single(receiver.Received).Verify(answer.Text("secret")));
        Assert.Equal("active", await StateAsync());
    }

    [Theory]
    [InlineData("""{}""", "")]
    [InlineData("""{"channel":{"address":"a@example.org"}}""", "/channel")]
    [InlineData("""{"channel":{"type":"sms"}}""", "/channel/type")]
    [InlineData("""{"channel":{"type":"email","address":"a@localhost"}}""", "/channel/address")]
    [InlineData("""{"channel":{"type":"email","address":"a@example.org\r\nBcc: b@example.org"}}""", "/channel/address")]
    [InlineData("""{"channel":{"type":"webhook","url":"ftp://example.org"}}""", "/channel/url")]
    [InlineData("""{"channel":{"type":"email","address":"a@example.org"},"zone":"Mars"}""", "/zone")]
    [InlineData("""{"channel":{"type":"email","address":"a@example.org"},"match":{"minSeverity":"bad"}}""", "/match/minSeverity")]
    [InlineData("""{"channel":{"type":"email","address":"a@example.org"},"match":{"rules":["A B"]}}""", "/match/rules/0")]
    [InlineData("""{"channel":{"type":"email","address":"a@example.org"},"match":{"rule":[]}}""", "/match/rule")]
    [InlineData("""{"channel":{"type":"email","address":"a@example.org"},"digest":"hourly"}""", "/digest")]
    [InlineData("""{"channel":{"type":"email","address":"a@example.org"},"digest":"daily","digestAt":"8:00"}""", "/digestAt")]
    [InlineData("""{"channel":{"type":"email","address":"a@example.org"},"digest":"weekly","digestDay":"someday"}""", "/digestDay")]
    [InlineData("""{"channel":{"type":"email","address":"a@example.org"},"quiet":{"from":"22:00"}}""", "/quiet/to")]
    [InlineData("""{"channel":{"type":"email","address":"a@example.org"},"quiet":{"from":"22:00","to":"24:00"}}""", "/quiet/to")]
    [InlineData("""{"channel":{"type":"email","address":"a@example.org"},"quiet":{"from":"07:00","to":"07:00"}}""", "/quiet/to")]
    [InlineData("""{"channel":{"type":"email","address":"a@example.org"},"quiet":{"from":"22:00","to":"07:00","override":"all"}}""", "/quiet/override")]
    [InlineData("""{"channel":{"type":"email","address":"a@example.org","form":"native"}}""", "/channel/form")]
    [InlineData("""{"channel":{"type":"webhook","url":"https://example.org","form":"xml"}}""", "/channel/form")]
    [InlineData("""{"channel":{"type":"webhook","url":"https://example.org","contact":"nobody"}}""", "/channel/contact")]
    [InlineData("""{"channel":{"type":"webhook","url":"https://example.org","secret":"mine"}}""", "/channel/secret")]
    [InlineData("""{"channel":{"type":"feishu","url":"https://example.org","secret":"a b"}}""", "/channel/secret")]
    [InlineData("""{"channel":{"type":"feishu"}}""", "/channel/url")]
    [InlineData("""{"channel":{"type":"email","address":"a@example.org"},"match":{"rules":[null]}}""", "/match/rules/0")]
    public async Task A_refused_request_names_its_field_and_stores_nothing(string body, string pointer)
    {
        var problem = await _host.Anybody.SendAsync("POST", "/api/subscriptions", body).ProblemAsync(HttpStatusCode.BadRequest, "invalid-body");

        var error = problem.GetProperty("errors")[0];
        Assert.Equal(pointer, error.Text("pointer"));
        Assert.True(error.GetProperty("line").GetInt32() == 1);
        Assert.Equal(0, (await _host.Admin.SendAsync("GET", "/api/subscriptions").ReadAsync()).GetProperty("items").GetArrayLength());
        Assert.Equal(0, await _host.DrainAsync());
    }

    [Fact]
    public async Task An_operator_lists_reads_and_removes_with_addresses_masked()
    {
        var (id, _) = await SubscribedAsync("manage");

        var read = await _host.Admin.SendAsync("GET", $"/api/subscriptions/{id}").ReadAsync();
        Assert.Equal("a…@example.org", read.GetProperty("channel").Text("target"));
        Assert.Equal("severe", read.GetProperty("match").Text("minSeverity"));
        await _host.Admin.SendAsync("DELETE", $"/api/subscriptions/{id}", null, ("If-Match", "\"AAAA\"")).ProblemAsync(HttpStatusCode.PreconditionFailed, "precondition-failed");
        await _host.Admin.SendAsync("DELETE", $"/api/subscriptions/{id}").ReadAsync(HttpStatusCode.NoContent);
        await _host.Admin.SendAsync("DELETE", $"/api/subscriptions/{id}").ProblemAsync(HttpStatusCode.NotFound, "not-found");
        await _host.Admin.SendAsync("GET", "/api/subscriptions/none").ProblemAsync(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task No_address_and_no_token_is_logged()
    {
        var (_, token) = await SubscribedAsync("unsubscribe");

        Assert.DoesNotContain(_host.Logs.All, line => line.Contains("ana@example.org", StringComparison.Ordinal) || line.Contains(token, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Strangers_are_limited_and_told_when_to_come_again()
    {
        await using var host = await NotifierHost.StartAsync(azurite.ConnectionString, settings: new Dictionary<string, string?> { ["Notifier:Limits:PublicChanges"] = "2" });
        // At once, as a script would ask.
        var asked = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => host.Anybody.SendAsync("POST", "/api/subscriptions", "{}")));
        Assert.Equal((2, 10), (asked.Count(one => one.StatusCode == HttpStatusCode.BadRequest), asked.Count(one => one.StatusCode == HttpStatusCode.TooManyRequests)));

        var answer = host.Anybody.SendAsync("POST", "/api/subscriptions", Mail);

        await answer.ProblemAsync(HttpStatusCode.TooManyRequests, "too-many-requests");
        Assert.InRange((await answer).Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal(0, (await host.Admin.SendAsync("GET", "/api/subscriptions").ReadAsync()).GetProperty("items").GetArrayLength());
    }

    /// <summary>Subscribes by mail, and makes a token for a page as a mail carries it.</summary>
    private async Task<(string Id, string Token)> SubscribedAsync(string page)
    {
        await _host.Anybody.SendAsync("POST", "/api/subscriptions", Mail).ReadAsync(HttpStatusCode.Accepted);
        await _host.DrainAsync();
        await _host.Anybody.SendAsync("POST", await MailedLinkAsync("confirm"), new FormUrlEncodedContent([]));
        var id = (await _host.Admin.SendAsync("GET", "/api/subscriptions").ReadAsync()).GetProperty("items")[0].Text("id");
        var tokens = _host.Services.GetRequiredService<Notifier.Subscriptions.LinkTokens>();
        return (id, await tokens.CreateAsync(Enum.Parse<Notifier.Subscriptions.LinkPurpose>(page, ignoreCase: true), id, CancellationToken.None));
    }

    private async Task<string> StateAsync() => (await _host.Admin.SendAsync("GET", "/api/subscriptions").ReadAsync()).GetProperty("items")[0].Text("state");

    private async Task<string> MailedLinkAsync(string page)
    {
        var reader = _host.Services.GetRequiredService<MailboxReader>();
        var box = Assert.Single(await reader.AddressesAsync(CancellationToken.None)).Box;
        var head = (await reader.ListAsync(box, null, 1, CancellationToken.None)).Mails[0];
        var mail = await reader.ReadAsync(box, head.Id, CancellationToken.None);
        return new Uri(Link().Matches(mail!.Text).Select(match => match.Value).First(link => link.Contains($"/subscriptions/{page}", StringComparison.Ordinal))).PathAndQuery;
    }

    [GeneratedRegex("http://[^\\s<>]+")]
    private static partial Regex Link();
}
