using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using Notifier.Core.Deliveries;
using Notifier.Tests.Deliveries;
using Notifier.Tests.Driving;
using Notifier.Tests.Storage;

namespace Notifier.Tests.Api;

/// <summary>What the owner of a channel does with it: replaces its secret, sees whether it works.</summary>
public sealed class ChannelTests(AzuriteFixture azurite) : IAsyncLifetime
{
    // Today, because a receiver compares the time of a message with its own.
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);

    private NotifierHost _host = null!;
    private WebhookReceiver _receiver = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await NotifierHost.StartAsync(azurite.ConnectionString, _time);
        _receiver = await WebhookReceiver.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _receiver.DisposeAsync();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task A_replaced_secret_signs_beside_the_new_one_for_a_day_and_then_no_more()
    {
        var (id, old) = await WebhookAsync();

        var rotated = await RotateAsync(id);
        await TestAsync(id);
        var secret = rotated.Text("secret");

        Assert.Equal(_time.GetUtcNow().AddHours(24), rotated.GetProperty("oldUntil").GetDateTimeOffset());
        Assert.Equal((WebhookVerdict.Valid, WebhookVerdict.Valid), Last(secret, old));

        _time.Advance(TimeSpan.FromHours(24));
        await TestAsync(id);
        Assert.Equal((WebhookVerdict.Valid, WebhookVerdict.NotSigned), Last(secret, old));
    }

    [Fact]
    public async Task After_a_leak_the_old_secret_ends_at_once()
    {
        var (id, old) = await WebhookAsync();

        var rotated = await RotateAsync(id, """{"keepOldHours":0}""");
        await TestAsync(id);

        Assert.False(rotated.TryGetProperty("oldUntil", out _));
        Assert.Equal((WebhookVerdict.Valid, WebhookVerdict.NotSigned), Last(rotated.Text("secret"), old));
    }

    [Fact]
    public async Task An_own_secret_may_be_given()
    {
        var (id, _) = await WebhookAsync();
        var own = WebhookSecret.From("an own key of forty bytes, from a vault.."u8).Reveal();

        Assert.Equal(own, (await RotateAsync(id, $$"""{"secret":"{{own}}","keepOldHours":168}""")).Text("secret"));
        await TestAsync(id);

        Assert.Equal(WebhookVerdict.Valid, _receiver.Received[^1].Verify(own));
    }

    [Theory]
    [InlineData("""{"secret":"whsec_c2hvcnQ="}""", "/secret")]
    [InlineData("""{"secret":"AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA="}""", "/secret")]
    [InlineData("""{"secret":""}""", "/secret")]
    [InlineData("""{"keepOldHours":169}""", "/keepOldHours")]
    [InlineData("""{"keepOldHours":-1}""", "/keepOldHours")]
    public async Task What_is_no_secret_and_no_time_is_refused_with_its_place(string body, string pointer)
    {
        var (id, old) = await WebhookAsync();

        var problem = await _host.Admin.SendAsync("POST", $"/api/subscriptions/{id}/secret", body).ProblemAsync(HttpStatusCode.BadRequest, "invalid-body");
        await TestAsync(id);

        Assert.Equal(pointer, problem.GetProperty("errors")[0].Text("pointer"));
        Assert.DoesNotContain("c2hvcnQ", problem.ToString(), StringComparison.Ordinal);
        Assert.Equal(WebhookVerdict.Valid, _receiver.Received[^1].Verify(old));
    }

    [Fact]
    public async Task So_many_old_secrets_at_once_are_a_conflict_that_says_the_way_out()
    {
        var (id, _) = await WebhookAsync();
        for (var number = 0; number < 3; number++)
            await RotateAsync(id);

        var problem = await _host.Admin.SendAsync("POST", $"/api/subscriptions/{id}/secret").ProblemAsync(HttpStatusCode.Conflict, "conflict");

        Assert.Contains("keepOldHours 0", problem.Text("detail"), StringComparison.Ordinal);
        await RotateAsync(id, """{"keepOldHours":0}""");
    }

    [Fact]
    public async Task A_test_is_one_attempt_at_once_and_stands_among_the_deliveries()
    {
        var (id, secret) = await WebhookAsync();

        var test = await TestAsync(id);
        var delivery = await _host.Admin.SendAsync("GET", $"/api/deliveries/{test.Text("delivery")}").ReadAsync();
        var received = Assert.Single(_receiver.Received);
        var body = JsonDocument.Parse(received.Body).RootElement;

        Assert.Equal(("sent", "accepted", 200), (test.Text("result"), test.Text("reason"), test.GetProperty("status").GetInt32()));
        Assert.Equal(("test", "sent"), (delivery.Text("kind"), delivery.Text("state")));
        Assert.Equal((WebhookVerdict.Valid, test.Text("delivery")[3..]), (received.Verify(secret), received.Id));
        Assert.Equal(("notifier.test", id), (body.Text("type"), body.GetProperty("data").Text("subscription")));
    }

    [Theory]
    [InlineData(500, "transient", "serverError")]
    [InlineData(302, "permanent", "redirected")]
    public async Task A_test_that_fails_says_why_and_is_not_tried_again(int status, string result, string reason)
    {
        var (id, _) = await WebhookAsync();
        _receiver.AnswerWith(status);

        var test = await TestAsync(id);
        await _host.DrainAsync();
        var delivery = await _host.Admin.SendAsync("GET", $"/api/deliveries/{test.Text("delivery")}").ReadAsync();

        Assert.Equal((result, reason, status), (test.Text("result"), test.Text("reason"), test.GetProperty("status").GetInt32()));
        Assert.Equal(("dead", 1), (delivery.Text("state"), delivery.GetProperty("attempts").GetArrayLength()));
        Assert.Single(_receiver.Received);
        Assert.Equal(0, (await _host.Admin.SendAsync("GET", "/api/deliveries?state=dead").ReadAsync()).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Tests_of_one_subscription_are_limited_and_those_of_another_are_not()
    {
        var (id, other) = ((await WebhookAsync()).Id, (await WebhookAsync()).Id);
        for (var number = 0; number < 6; number++)
            await TestAsync(id);

        await _host.Admin.SendAsync("POST", $"/api/subscriptions/{id}/test").ProblemAsync(HttpStatusCode.TooManyRequests, "too-many-requests");
        await TestAsync(other);
    }

    [Fact]
    public async Task Nobody_who_has_not_confirmed_is_sent_a_test()
    {
        var asked = await _host.Anybody.SendAsync("POST", "/api/subscriptions", $$$"""{"channel":{"type":"webhook","url":"{{{_receiver.Url}}}"}}""").ReadAsync(HttpStatusCode.Accepted);

        await _host.Admin.SendAsync("POST", $"/api/subscriptions/{asked.Text("id")}/test").ProblemAsync(HttpStatusCode.Conflict, "conflict");

        Assert.Empty(_receiver.Received);
    }

    [Fact]
    public async Task A_group_of_Feishu_confirms_by_the_link_in_its_first_message()
    {
        _receiver.Answer = static (context, _) => context.Response.WriteAsync("""{"code":0}""");
        var asked = await _host.Anybody.SendAsync("POST", "/api/subscriptions", $$$"""{"channel":{"type":"feishu","url":"{{{_receiver.Url}}}"},"language":"zh-Hans"}""").ReadAsync(HttpStatusCode.Accepted);
        await _host.DrainAsync();
        var link = Regex.Match(Assert.Single(_receiver.Received).Text, "/subscriptions/confirm[^\"]+").Value;

        await _host.Anybody.SendAsync("GET", link);
        Assert.Equal("pending", await StateAsync(asked.Text("id")));
        await _host.Anybody.SendAsync("POST", link, new FormUrlEncodedContent([]));

        Assert.Equal("active", await StateAsync(asked.Text("id")));
        Assert.Contains("请确认本群的预警订阅", _receiver.Received[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_group_that_an_operator_adds_is_told_at_once()
    {
        _receiver.Answer = static (context, _) => context.Response.WriteAsync("""{"code":0}""");
        var asked = await _host.Admin.SendAsync("POST", "/api/subscriptions", $$$"""{"channel":{"type":"feishu","url":"{{{_receiver.Url}}}","secret":"first"}}""").ReadAsync(HttpStatusCode.Accepted);

        await RotateAsync(asked.Text("id"), """{"secret":"second"}""");
        var test = await TestAsync(asked.Text("id"));
        var body = JsonDocument.Parse(Assert.Single(_receiver.Received).Body).RootElement;

        Assert.Equal("sent", test.Text("result"));
        Assert.Equal(FeishuSignature.Sign(body.Text("timestamp"), "second"), body.Text("sign"));
        await _host.Admin.SendAsync("POST", $"/api/subscriptions/{asked.Text("id")}/secret").ProblemAsync(HttpStatusCode.Conflict, "conflict");
    }

    [Fact]
    public void A_bot_anywhere_else_is_refused_where_strangers_give_addresses()
    {
        Assert.Null(Notifier.Subscriptions.SubscriptionRequestCheck.Judge(
            new(new Notifier.Subscriptions.ChannelRequest("feishu", Url: "https://hooks.example.com/open-apis/bot/v2/hook/x")), false, out var problems));
        Assert.Equal("/channel/url", Assert.Single(problems).Pointer);
        Assert.NotNull(Notifier.Subscriptions.SubscriptionRequestCheck.Judge(
            new(new Notifier.Subscriptions.ChannelRequest("feishu", Url: "https://open.feishu.cn/open-apis/bot/v2/hook/x")), false, out _));
    }

    private async Task<string> StateAsync(string id) => (await _host.Admin.SendAsync("GET", $"/api/subscriptions/{id}").ReadAsync()).Text("state");

    private async Task<(string Id, string Secret)> WebhookAsync()
    {
        var asked = await _host.Admin.SendAsync("POST", "/api/subscriptions", $$$"""{"channel":{"type":"webhook","url":"{{{_receiver.Url}}}"}}""").ReadAsync(HttpStatusCode.Accepted);
        return (asked.Text("id"), asked.Text("secret"));
    }

    private Task<JsonElement> RotateAsync(string id, string? body = null) => _host.Admin.SendAsync("POST", $"/api/subscriptions/{id}/secret", body).ReadAsync();

    private Task<JsonElement> TestAsync(string id) => _host.Admin.SendAsync("POST", $"/api/subscriptions/{id}/test").ReadAsync();

    private (WebhookVerdict New, WebhookVerdict Old) Last(string secret, string old) => (_receiver.Received[^1].Verify(secret), _receiver.Received[^1].Verify(old));
}
