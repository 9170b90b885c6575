using System.Net;
using System.Text.RegularExpressions;
using Notifier.Api.Keys;
using Notifier.Tests.Api;
using Notifier.Tests.Deliveries;
using Notifier.Tests.Driving;

namespace Notifier.Tests.Dashboard;

/// <summary>What was given up stands on a page with its reasons, and a button of that page, and of no other, sends it again.</summary>
public sealed partial class DeadLetterPageTests(SubscriptionHost shared) : IClassFixture<SubscriptionHost>
{
    private readonly NotifierHost _host = shared.Host;

    [Fact]
    public async Task A_dead_letter_is_shown_with_its_reasons_masked_and_sent_again_by_its_button()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.AnswerWith(307);
        await _host.Admin.SendAsync("PUT", "/api/rules/lithium-high", """{"id":"lithium-high","title":"Lithium high","series":["lithium"],"above":1}""").ReadAsync(HttpStatusCode.Created);
        await _host.Admin.SendAsync("POST", "/api/subscriptions", new { channel = new { type = "webhook", url = receiver.Url } }).ReadAsync(HttpStatusCode.Accepted);
        await _host.Admin.SendAsync("POST", "/api/series/lithium/observations", """{"observations":[{"period":"2024-05-13","value":0.5},{"period":"2024-05-14","value":2}]}""").ReadAsync();
        await _host.DrainAsync();

        var answer = await _host.Anybody.SendAsync("GET", "/deliveries", null, ("Accept", "text/html"));
        var page = await answer.Content.ReadAsStringAsync();
        Assert.Contains("Lithium high", page, StringComparison.Ordinal);
        Assert.Contains("permanent, redirected, status 307", page, StringComparison.Ordinal);
        Assert.DoesNotContain("path-secret", page, StringComparison.Ordinal);
        var warning = Warning().Match(page).Value;
        Assert.Contains("status 307", await (await _host.Anybody.SendAsync("GET", warning, null, ("Accept", "text/html"))).Content.ReadAsStringAsync(), StringComparison.Ordinal);

        var (replay, field, value) = (Action().Match(page).Groups[1].Value, Token().Match(page).Groups[1].Value, Token().Match(page).Groups[2].Value);
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie")).Split(';')[0];
        receiver.AnswerWith(200);
        await _host.Anybody.SendAsync("POST", replay, new FormUrlEncodedContent([])).ProblemAsync(HttpStatusCode.BadRequest, "bad-request");
        await _host.Anybody.SendAsync("POST", replay, new FormUrlEncodedContent([new(field, "x")]), ("Cookie", cookie)).ProblemAsync(HttpStatusCode.BadRequest, "bad-request");
        Assert.Equal(0, await _host.DrainAsync());

        Assert.Equal(HttpStatusCode.SeeOther, (await _host.Anybody.SendAsync("POST", replay, new FormUrlEncodedContent([new(field, value)]), ("Cookie", cookie))).StatusCode);
        await _host.DrainAsync();
        Assert.Equal(receiver.Ids[0], receiver.Ids[^1]);
        Assert.Contains("None. Whatever was told has arrived", await (await _host.Anybody.SendAsync("GET", "/deliveries", null, ("Accept", "text/html"))).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_only_read_sees_no_deliveries()
    {
        var reader = await _host.ClientAsync(KeyScope.Read);

        var answer = reader.SendAsync("GET", "/deliveries", null, ("X-Forwarded-For", "203.0.113.9"));

        await answer.ProblemAsync(HttpStatusCode.Forbidden, "forbidden");
    }

    [GeneratedRegex("/warnings/[0-9a-f]{32}")]
    private static partial Regex Warning();

    [GeneratedRegex("action=\"(/deliveries/[^\"]+/replay)\"")]
    private static partial Regex Action();

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
