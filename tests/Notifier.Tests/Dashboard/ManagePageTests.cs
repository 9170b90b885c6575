using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Notifier.Core.Subscriptions;
using Notifier.Subscriptions;
using Notifier.Subscriptions.Addresses;
using Notifier.Tests.Api;
using Notifier.Tests.Driving;

namespace Notifier.Tests.Dashboard;

/// <summary>The page behind the manage link of a mail: shows everything, changes by its form alone, hands out and erases.</summary>
public sealed partial class ManagePageTests(SubscriptionHost shared) : IClassFixture<SubscriptionHost>
{
    private static int _addresses;

    private readonly NotifierHost _host = shared.Host;

    [Fact]
    public async Task It_shows_what_holds_and_its_form_changes_it()
    {
        var (id, address) = await SubscribedAsync();
        var page = await PageAsync(address);
        Assert.Contains("r…@example.org", page, StringComparison.Ordinal);
        Assert.Matches("<option value=\"immediate\" selected", page);

        var answer = await _host.Anybody.SendAsync("POST", address, Form(page, ("digest", "weekly"), ("digestAt", "07:30"), ("digestDay", "friday"), ("minSeverity", "severe"), ("topics", "power_battery"), ("quiet", "on"), ("quietFrom", "21:00"), ("zone", "Asia/Shanghai")));

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Contains("Saved. It holds from now on.", await PageAsync(answer.Headers.Location!.ToString()), StringComparison.Ordinal);
        var stored = await _host.Admin.SendAsync("GET", $"/api/subscriptions/{id}").ReadAsync();
        Assert.Equal(("weekly", "07:30", "friday", "Asia/Shanghai", "severe"), (stored.Text("digest"), stored.Text("digestAt"), stored.Text("digestDay"), stored.Text("zone"), stored.GetProperty("match").Text("minSeverity")));
        Assert.Equal("""{"from":"21:00","to":"07:00","override":"extreme"}""", stored.GetProperty("quiet").GetRawText());
        Assert.False(stored.GetProperty("tellResolved").GetBoolean());
        Assert.Equal("power_battery", stored.GetProperty("match").GetProperty("topics")[0].GetString());
    }

    [Fact]
    public async Task What_is_wrong_stands_beside_its_field_in_the_owners_language_and_nothing_is_changed()
    {
        var (id, address) = await SubscribedAsync("\"language\":\"zh-Hans\"");
        var before = await _host.Admin.SendAsync("GET", $"/api/subscriptions/{id}");

        var answer = await _host.Anybody.SendAsync("POST", address, Form(await PageAsync(address), ("zone", "Mars/<b>"), ("quiet", "on"), ("quietFrom", "26:00"), ("digest", "daily")));

        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("<html lang=\"zh-Hans\">", page, StringComparison.Ordinal);
        Assert.Contains("id=\"zone-error\">不是有效的时区", page, StringComparison.Ordinal);
        Assert.Contains("id=\"quietFrom-error\">请填写 00:00 至 23:59 的时间", page, StringComparison.Ordinal);
        Assert.Matches("<option value=\"daily\" selected", page);
        Assert.DoesNotContain("<b>", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(before.Headers.ETag, (await _host.Admin.SendAsync("GET", $"/api/subscriptions/{id}")).Headers.ETag);
    }

    [Fact]
    public async Task A_page_that_was_overtaken_changes_nothing()
    {
        var (id, address) = await SubscribedAsync();
        var old = await PageAsync(address);
        Assert.Equal(HttpStatusCode.SeeOther, (await _host.Anybody.SendAsync("POST", address, Form(old, ("digest", "daily")))).StatusCode);

        var answer = await _host.Anybody.SendAsync("POST", address, Form(old, ("digest", "weekly")));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("changed in another place", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("daily", (await _host.Admin.SendAsync("GET", $"/api/subscriptions/{id}").ReadAsync()).Text("digest"));
    }

    [Fact]
    public async Task Everything_is_handed_out_and_erased_only_at_the_second_step()
    {
        var (id, address) = await SubscribedAsync();
        var export = await _host.Anybody.SendAsync("POST", address.Replace("?", "/export?", StringComparison.Ordinal), new FormUrlEncodedContent([]));
        Assert.Equal("attachment", export.Content.Headers.ContentDisposition!.DispositionType);
        var held = JsonDocument.Parse(await export.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(held.Text("address"), held.GetProperty("subscriptions")[0].Text("target"));
        Assert.Equal(1, held.GetProperty("mails").GetArrayLength());
        Assert.Equal(held.GetProperty("subscriptions").ToString(), (await _host.Admin.SendAsync("POST", "/api/addresses/export", new { address = held.Text("address") }).ReadAsync()).GetProperty("subscriptions").ToString());

        var erase = address.Replace("?", "/erase?", StringComparison.Ordinal);
        foreach (var method in new[] { "GET", "HEAD" })
            Assert.Equal(HttpStatusCode.OK, (await _host.Anybody.SendAsync(method, erase)).StatusCode);
        Assert.Contains("Erase everything?", await PageAsync(erase), StringComparison.Ordinal);
        await _host.Admin.SendAsync("GET", $"/api/subscriptions/{id}").ReadAsync();

        Assert.Equal(HttpStatusCode.OK, (await _host.Anybody.SendAsync("POST", erase, new FormUrlEncodedContent([]))).StatusCode);
        await _host.Admin.SendAsync("GET", $"/api/subscriptions/{id}").ProblemAsync(HttpStatusCode.NotFound, "not-found");
        Assert.Contains("This subscription is no more", await PageAsync(address, HttpStatusCode.BadRequest), StringComparison.Ordinal);
        Assert.Equal("""{"subscriptions":0,"deliveries":0,"mails":0,"contacts":0}""", (await _host.Admin.SendAsync("POST", "/api/addresses/erase", new { address = held.Text("address") }).ReadAsync()).GetProperty("erased").GetRawText());
    }

    [Theory]
    [InlineData("POST", "")]
    [InlineData("POST", "/export")]
    [InlineData("POST", "/erase")]
    [InlineData("POST", "/enable")]
    [InlineData("GET", "/erase")]
    public async Task Nothing_is_done_by_another_link(string method, string step)
    {
        var (id, address) = await SubscribedAsync();
        var tokens = _host.Services.GetRequiredService<LinkTokens>();
        var before = (await _host.Admin.SendAsync("GET", $"/api/subscriptions/{id}")).Headers.ETag;
        foreach (var token in new[] { await tokens.CreateAsync(LinkPurpose.Unsubscribe, id, CancellationToken.None), await tokens.CreateAsync(LinkPurpose.Confirm, id, CancellationToken.None), "x" })
            await _host.Anybody.SendAsync(method, $"{address.Split('?')[0]}{step}?token={token}", method == "POST" ? new FormUrlEncodedContent([new("digest", "daily")]) : null).ProblemAsync(HttpStatusCode.BadRequest, "invalid-token");

        Assert.Equal(before, (await _host.Admin.SendAsync("GET", $"/api/subscriptions/{id}")).Headers.ETag);
    }

    [Fact]
    public async Task It_needs_no_script_and_carries_nothing_inline()
    {
        var (_, address) = await SubscribedAsync();

        foreach (var page in new[] { await PageAsync(address), await PageAsync(address.Replace("?", "/erase?", StringComparison.Ordinal)) })
            Assert.DoesNotMatch("<style|style=\"|<script| on[a-z]+=\"", page);
    }

    [Fact]
    public async Task Whether_and_why_a_warning_came_is_said_to_its_owner_and_on_the_page()
    {
        var (early, _) = await SubscribedAsync("\"match\":{\"series\":[\"cobalt\"],\"minSeverity\":\"extreme\"}");
        var (told, page) = await SubscribedAsync("\"match\":{\"series\":[\"cobalt\"],\"minSeverity\":\"moderate\"}");
        var (other, _) = await SubscribedAsync("\"match\":{\"series\":[\"lithium\"]}");
        await _host.Admin.SendAsync("PUT", "/api/rules/cobalt-high", """{"id":"cobalt-high","title":"Cobalt <b>high</b>","series":["cobalt"],"above":2,"severity":"severe"}""").ReadAsync(HttpStatusCode.Created);
        await _host.Admin.SendAsync("POST", "/api/series/cobalt/observations", """{"observations":[{"period":"2024-05-13","value":1},{"period":"2024-05-14","value":3}]}""").ReadAsync();
        await _host.DrainAsync();
        var warning = (await _host.Admin.SendAsync("GET", "/api/warnings?rule=cobalt-high").ReadAsync()).GetProperty("items")[0].Text("id");
        var (late, _) = await SubscribedAsync("\"match\":{\"series\":[\"cobalt\"]}");

        var answer = await ExplainAsync(told, warning);
        Assert.Equal((true, "told", "You asked for the series cobalt.", "You asked to be told from moderate on; it is severe."), (answer.GetProperty("told").GetBoolean(), answer.Text("verdict"), Because(answer)[0], Because(answer)[1]));
        Assert.Equal("sent", answer.GetProperty("delivery").Text("state"));
        Assert.Equal(("notWanted", "You asked to be told from extreme on; this was never more than severe."), (await ExplainAsync(early, warning)) is var below ? (below.Text("verdict"), Because(below)[0]) : default);
        Assert.Equal(("notWanted", "You asked for the series lithium; this warning is of cobalt."), (await ExplainAsync(other, warning)) is var elsewhere ? (elsewhere.Text("verdict"), Because(elsewhere)[0]) : default);
        Assert.Equal("beforeSubscription", (await ExplainAsync(late, warning)).Text("verdict"));
        await _host.Anybody.SendAsync("GET", $"/api/subscriptions/{told}/explain{page[page.IndexOf('?', StringComparison.Ordinal)..]}&warning={warning}").ReadAsync();
        await _host.Admin.SendAsync("GET", $"/api/subscriptions/{told}/explain?warning=x").ProblemAsync(HttpStatusCode.BadRequest, "invalid-query");
        await _host.Admin.SendAsync("GET", $"/api/subscriptions/{told}/explain?warning={new string('0', 32)}").ProblemAsync(HttpStatusCode.NotFound, "not-found");

        var html = await PageAsync(page);
        Assert.Contains("Cobalt &lt;b&gt;high", html, StringComparison.Ordinal);
        Assert.Contains("You asked for the series cobalt.", html, StringComparison.Ordinal);
    }

    private Task<JsonElement> ExplainAsync(string id, string warning) => _host.Admin.SendAsync("GET", $"/api/subscriptions/{id}/explain?warning={warning}").ReadAsync();

    private static string[] Because(JsonElement answer) => [.. answer.GetProperty("because").EnumerateArray().Select(sentence => sentence.GetString()!)];

    /// <summary>Active, of an address that nobody else has.</summary>
    /// <returns>The id, and the address of the manage page.</returns>
    private async Task<(string Id, string Address)> SubscribedAsync(string? terms = null)
    {
        var address = $"reader{Interlocked.Increment(ref _addresses)}@example.org";
        await _host.Anybody.SendAsync("POST", "/api/subscriptions", $"{{\"channel\":{{\"type\":\"email\",\"address\":\"{address}\"}}{(terms is null ? "" : "," + terms)}}}").ReadAsync(HttpStatusCode.Accepted);
        await _host.DrainAsync();
        Assert.True(EmailAddress.TryParse(address, out var parsed, out _));
        var id = Assert.Single(await _host.Services.GetRequiredService<AddressIndex>().OfAsync(parsed, CancellationToken.None)).Subscription;
        await _host.Services.GetRequiredService<SubscriptionStore>().ActivateAsync(id, DateTimeOffset.UtcNow, CancellationToken.None);
        return (id, $"/subscriptions/manage?token={await _host.Services.GetRequiredService<LinkTokens>().CreateAsync(LinkPurpose.Manage, id, CancellationToken.None)}");
    }

    /// <summary>As a browser sends it: what the page holds in its text fields and selects, with changes; boxes only where they are ticked here.</summary>
    private static FormUrlEncodedContent Form(string page, params (string Name, string Value)[] typed)
    {
        var fields = Field().Matches(page).Select(match => (Name: match.Groups[1].Value, Value: WebUtility.HtmlDecode(match.Groups[2].Value)))
            .Concat(Select().Matches(page).Select(match => (Name: match.Groups[1].Value, Value: match.Groups[2].Value)))
            .Where(field => typed.All(one => one.Name != field.Name));
        return new FormUrlEncodedContent(fields.Concat(typed).Select(field => KeyValuePair.Create(field.Name, field.Value)));
    }

    private async Task<string> PageAsync(string address, HttpStatusCode expected = HttpStatusCode.OK)
    {
        var answer = await _host.Anybody.SendAsync("GET", address, null, ("Accept", "text/html"));
        Assert.True(answer.StatusCode == expected, $"{address}: {answer.StatusCode}");
        return await answer.Content.ReadAsStringAsync();
    }

    [GeneratedRegex("<input (?:id=\"[^\"]*\" |type=\"hidden\" )name=\"([^\"]+)\"(?: type=\"[a-z]+\")? value=\"([^\"]*)\"")]
    private static partial Regex Field();

    [GeneratedRegex("<select id=\"[^\"]*\" name=\"([^\"]+)\"[^>]*>(?:(?!</select>)[\\s\\S])*?<option value=\"([^\"]*)\" selected")]
    private static partial Regex Select();
}
