using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Notifier.Subscriptions;
using Notifier.Tests.Driving;
using Notifier.Tests.Storage;

namespace Notifier.Tests.Api;

/// <summary>One application for a whole class of tests: each makes a subscription of its own.</summary>
public sealed class SubscriptionHost(AzuriteFixture azurite) : IAsyncLifetime
{
    internal NotifierHost Host { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Host = await NotifierHost.StartAsync(azurite.ConnectionString);
        await Host.Admin.SendAsync("PUT", "/api/sources/ours", """{"kind":"push","series":[{"id":"lithium","unit":"CNY/t"},{"id":"cobalt","unit":"CNY/t"}]}""").ReadAsync(HttpStatusCode.Created);
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}

/// <summary>Its owner, by the token of a manage link, and an operator see, change, switch on and remove one subscription; nobody else.</summary>
public sealed class OneSubscriptionTests(SubscriptionHost shared) : IClassFixture<SubscriptionHost>
{
    private readonly NotifierHost _host = shared.Host;

    [Fact]
    public async Task Terms_are_shown_in_the_words_in_which_they_were_given()
    {
        const string Terms = """
            "match":{"series":["lithium"],"minSeverity":"severe"},"language":"zh-Hans","zone":"Asia/Shanghai","digest":"weekly","digestAt":"07:30","digestDay":"friday","quiet":{"from":"22:00","to":"07:00","override":"none"},"grouped":true,"tellResolved":false,"tellEased":true,"tellReminders":true
            """;
        var id = (await AskAsync("{\"channel\":{\"type\":\"webhook\",\"url\":\"https://127.0.0.1:9/x\",\"form\":\"cloudevents\",\"contact\":\"ops@example.org\"}," + Terms + "}")).Text("id");

        var text = await (await _host.Admin.SendAsync("GET", $"/api/subscriptions/{id}")).Content.ReadAsStringAsync();

        Assert.Contains(Terms.Trim(), text, StringComparison.Ordinal);
        Assert.Contains("\"channel\":{\"type\":\"webhook\",\"target\":\"https://127.0.0.1/…\",\"form\":\"cloudevents\",\"contact\":\"o…@example.org\"}", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_said_has_its_default()
    {
        var one = await GetAsync((await AskAsync("""{"channel":{"type":"feishu","url":"https://127.0.0.1:9/hook","secret":"s3cret"}}""")).Text("id"));

        Assert.Equal(("immediate", "en", "UTC", "minor", true), (one.Text("digest"), one.Text("language"), one.Text("zone"), one.GetProperty("match").Text("minSeverity"), one.GetProperty("grouped").GetBoolean()));
        Assert.False(one.TryGetProperty("digestAt", out _) || one.TryGetProperty("quiet", out _));
        Assert.DoesNotContain("s3cret", one.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_answer_of_a_webhook_carries_the_link_that_manages_it()
    {
        var answer = await AskAsync("""{"channel":{"type":"webhook","url":"https://127.0.0.1:9/x"}}""");
        var (id, token) = (answer.Text("id"), answer.Text("manage").Split("?token=")[1]);

        Assert.Equal(id, (await _host.Anybody.SendAsync("GET", $"/api/subscriptions/{id}?token={token}").ReadAsync()).Text("id"));
        await _host.Anybody.SendAsync("DELETE", $"/api/subscriptions/{id}?token={token}").ReadAsync(HttpStatusCode.NoContent);
        await _host.Anybody.SendAsync("DELETE", $"/api/subscriptions/{id}?token={token}").ProblemAsync(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task Nobody_elses_token_and_none_for_another_purpose_is_taken()
    {
        var (mine, other) = ((await AskAsync("""{"channel":{"type":"webhook","url":"https://127.0.0.1:9/x"}}""")).Text("id"), (await AskAsync("""{"channel":{"type":"webhook","url":"https://127.0.0.1:9/y"}}""")).Text("id"));
        var tokens = _host.Services.GetRequiredService<LinkTokens>();
        foreach (var token in new[]
        {
            await tokens.CreateAsync(LinkPurpose.Manage, other, CancellationToken.None),
            await tokens.CreateAsync(LinkPurpose.Unsubscribe, mine, CancellationToken.None),
            await tokens.CreateAsync(LinkPurpose.Confirm, mine, CancellationToken.None),
            "", "AAAA", "%00",
        })
        {
            await _host.Anybody.SendAsync("GET", $"/api/subscriptions/{mine}?token={token}").ProblemAsync(HttpStatusCode.Unauthorized, "unauthorized");
            await _host.Anybody.SendAsync("DELETE", $"/api/subscriptions/{mine}?token={token}").ProblemAsync(HttpStatusCode.Unauthorized, "unauthorized");
        }

        var owns = await tokens.CreateAsync(LinkPurpose.Manage, mine, CancellationToken.None);
        await _host.Anybody.SendAsync("GET", $"/api/subscriptions/{mine}?token={owns}&token={owns}").ProblemAsync(HttpStatusCode.Unauthorized, "unauthorized");
        await _host.Anybody.SendAsync("GET", $"/api/subscriptions?token={owns}").ProblemAsync(HttpStatusCode.Unauthorized, "unauthorized");
    }

    [Fact]
    public async Task A_change_needs_the_version_that_was_seen_and_leaves_what_it_does_not_name()
    {
        var address = await AddressAsync("""{"channel":{"type":"webhook","url":"https://127.0.0.1:9/x"},"match":{"series":["lithium"]},"quiet":{"from":"22:00","to":"07:00"}}""");
        var seen = (await _host.Anybody.SendAsync("GET", address)).Headers.ETag!.ToString();
        await _host.Anybody.SendAsync("PATCH", address, """{"digest":"daily"}""").ProblemAsync(HttpStatusCode.PreconditionRequired, "precondition-required");

        var answer = await _host.Anybody.SendAsync("PATCH", address, """{"digest":"daily","match":{"minSeverity":"severe"},"quiet":{"to":"06:30"}}""", ("If-Match", seen));
        var changed = await Task.FromResult(answer).ReadAsync();

        Assert.Equal(("daily", "08:00", "severe", "lithium"), (changed.Text("digest"), changed.Text("digestAt"), changed.GetProperty("match").Text("minSeverity"), changed.GetProperty("match").GetProperty("series")[0].GetString()));
        Assert.Equal("""{"from":"22:00","to":"06:30","override":"extreme"}""", changed.GetProperty("quiet").GetRawText());
        await _host.Anybody.SendAsync("PATCH", address, """{"digest":"weekly"}""", ("If-Match", seen)).ProblemAsync(HttpStatusCode.PreconditionFailed, "precondition-failed");
        var without = await _host.Anybody.SendAsync("PATCH", address, """{"quiet":null,"match":{"series":null}}""", ("If-Match", answer.Headers.ETag!.ToString())).ReadAsync();
        Assert.False(without.TryGetProperty("quiet", out _) || without.GetProperty("match").TryGetProperty("series", out _));
        Assert.Equal(without.ToString(), (await _host.Anybody.SendAsync("GET", address).ReadAsync()).ToString());
    }

    [Theory]
    [InlineData("""{"quiet":{"from":"9"}}""", "/quiet/from")]
    [InlineData("""{"match":{"series":["lithum"]}}""", "/match/series/0")]
    [InlineData("""{"zone":"Mars"}""", "/zone")]
    [InlineData("""{"channel":{}}""", "/channel")]
    [InlineData("""{"tellResolved":"no"}""", "/tellResolved")]
    public async Task A_wrong_change_names_its_place_and_changes_nothing(string patch, string pointer)
    {
        var address = await AddressAsync("""{"channel":{"type":"webhook","url":"https://127.0.0.1:9/x"},"quiet":{"from":"22:00","to":"07:00"}}""");
        var seen = (await _host.Anybody.SendAsync("GET", address)).Headers.ETag;

        var problem = await _host.Anybody.SendAsync("PATCH", address, patch, ("If-Match", "*")).ProblemAsync(HttpStatusCode.BadRequest, "invalid-body");

        Assert.Equal(pointer, problem.GetProperty("errors")[0].Text("pointer"));
        Assert.Equal(1, problem.GetProperty("errors")[0].GetProperty("line").GetInt32());
        Assert.Equal(seen, (await _host.Anybody.SendAsync("GET", address)).Headers.ETag);
    }

    [Fact]
    public async Task What_failed_is_switched_on_again_by_its_owner_and_what_an_operator_ended_only_by_one()
    {
        var address = await AddressAsync("""{"channel":{"type":"webhook","url":"https://127.0.0.1:9/x"}}""");
        var (id, enable) = (address.Split('/')[3].Split('?')[0], address.Replace("?", "/enable?", StringComparison.Ordinal));
        var store = _host.Services.GetRequiredService<SubscriptionStore>();

        await store.DisableAsync(id, DisabledReason.Failing, CancellationToken.None);
        Assert.Equal("failing", (await GetAsync(id)).Text("disabled"));
        Assert.Equal("active", (await _host.Anybody.SendAsync("POST", enable).ReadAsync()).Text("state"));
        await store.DisableAsync(id, DisabledReason.Operator, CancellationToken.None);
        await _host.Anybody.SendAsync("POST", enable).ProblemAsync(HttpStatusCode.Conflict, "conflict");
        Assert.Equal("active", (await _host.Admin.SendAsync("POST", $"/api/subscriptions/{id}/enable").ReadAsync()).Text("state"));
    }

    [Fact]
    public async Task What_was_never_confirmed_is_not_switched_on_by_this()
    {
        var answer = await _host.Anybody.SendAsync("POST", "/api/subscriptions", """{"channel":{"type":"webhook","url":"https://127.0.0.1:9/x"}}""").ReadAsync(HttpStatusCode.Accepted);

        await _host.Anybody.SendAsync("POST", $"/api/subscriptions/{answer.Text("id")}/enable?token={answer.Text("manage").Split("?token=")[1]}").ProblemAsync(HttpStatusCode.Conflict, "conflict");
    }

    private Task<JsonElement> AskAsync(string body) => _host.Admin.SendAsync("POST", "/api/subscriptions", body).ReadAsync(HttpStatusCode.Accepted);

    private Task<JsonElement> GetAsync(string id) => _host.Admin.SendAsync("GET", $"/api/subscriptions/{id}").ReadAsync();

    /// <summary>As its owner addresses it.</summary>
    private async Task<string> AddressAsync(string body)
    {
        var answer = await AskAsync(body);
        return $"/api/subscriptions/{answer.Text("id")}?token={answer.Text("manage").Split("?token=")[1]}";
    }
}
