using System.Net;
using System.Text.RegularExpressions;
using Notifier.Tests.Driving;
using Notifier.Tests.Storage;

namespace Notifier.Tests.Dashboard;

/// <summary>The pages: what a first-time user sees, every link leads somewhere, and a stranger's text stays text.</summary>
public sealed partial class PageTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const string Hostile = "<script>alert(1)</script><img src=x onerror=alert(2)>\\\" onload=\\\"x";

    private NotifierHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await NotifierHost.StartAsync(azurite.ConnectionString);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task An_empty_service_says_what_to_do_next()
    {
        var page = await PageAsync("/");

        Assert.Contains("Nothing is watched yet", page, StringComparison.Ordinal);
        Assert.Contains($"curl -X PUT {_host.Address}api/sources/mine", page, StringComparison.Ordinal);
        Assert.Contains("<code>notifier sources ecb-exchange-rates</code>", page, StringComparison.Ordinal);
        Assert.Contains("No mail yet", await PageAsync("/mailbox"), StringComparison.Ordinal);
        Assert.Contains("None so far", await PageAsync("/warnings"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_steps_that_the_page_shows_lead_to_a_warning()
    {
        var page = WebUtility.HtmlDecode(await PageAsync("/"));
        foreach (Match call in Call().Matches(page))
            Assert.True((await _host.Admin.SendAsync(call.Groups[1].Value is "" ? "POST" : call.Groups[1].Value, call.Groups[2].Value, call.Groups[3].Value)).IsSuccessStatusCode, call.Value);
        await _host.DrainAsync();

        Assert.Equal(3, Call().Count(page));
        var filled = await PageAsync("/");
        Assert.Contains("lithium-high", filled, StringComparison.Ordinal);
        Assert.Contains("501,500 CNY/t", filled, StringComparison.Ordinal);
        Assert.DoesNotContain("Nothing is watched yet", filled, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_link_of_every_page_leads_somewhere()
    {
        await FillAsync("Copper high");
        var (seen, queue) = (new HashSet<string>(), new Queue<string>(["/"]));
        while (queue.TryDequeue(out var address))
        {
            if (!seen.Add(address))
                continue;
            var answer = await _host.Anybody.SendAsync("GET", address, null, ("Accept", "text/html"));
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{address}: {answer.StatusCode}");
            if (answer.Content.Headers.ContentType!.MediaType != "text/html" || address.EndsWith("/html", StringComparison.Ordinal))
                continue;
            foreach (Match link in Link().Matches(await answer.Content.ReadAsStringAsync()))
                queue.Enqueue(WebUtility.HtmlDecode(link.Groups[1].Value).Replace(_host.Address.ToString().TrimEnd('/'), "", StringComparison.Ordinal));
        }

        Assert.InRange(seen.Count, 15, 200);
        Assert.Contains(seen, address => address.StartsWith("/subscriptions/manage", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_strangers_markup_is_text_everywhere()
    {
        await FillAsync(Hostile);
        var warning = (await _host.Admin.SendAsync("GET", "/api/warnings").ReadAsync()).GetProperty("items")[0];
        var mails = Link().Matches(await PageAsync("/mailbox")).Select(match => match.Groups[1].Value).Where(link => MailAddress().IsMatch(link)).ToList();

        Assert.NotEmpty(mails);
        foreach (var address in (string[])["/", "/warnings", $"/warnings/{warning.Text("id")}", "/series/copper-cn", "/mailbox", .. mails, mails[0] + "/html"])
        {
            var page = await PageAsync(address);
            Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("<img src=x", page, StringComparison.OrdinalIgnoreCase);
        }

        Assert.Contains("&lt;script", await PageAsync("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_carry_nothing_inline_and_stay_small()
    {
        await FillAsync("Copper high");
        foreach (var address in new[] { "/", "/warnings", "/series/copper-cn", "/mailbox", "/nothing" })
        {
            var page = await PageAsync(address, address == "/nothing" ? HttpStatusCode.NotFound : HttpStatusCode.OK);
            Assert.DoesNotMatch("<style|style=\"|<script(?! src)| on[a-z]+=\"", page);
            Assert.InRange(page.Length, 500, 200_000);
            Assert.Contains("<html lang=\"en\">", page, StringComparison.Ordinal);
            Assert.Matches("<h1[ >]", page);
        }
    }

    [Fact]
    public async Task Assets_are_kept_for_ever_under_names_with_their_hash()
    {
        var address = Regex.Match(await PageAsync("/"), "/assets/dashboard\\.[0-9a-f]{12}\\.css").Value;

        var answer = await _host.Anybody.SendAsync("GET", address);

        Assert.Equal("text/css", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains("immutable", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/series/none")]
    [InlineData("/series/copper-cn?range=2y")]
    [InlineData("/warnings/none")]
    [InlineData("/warnings?after=x")]
    [InlineData("/mailbox?box=none")]
    [InlineData("/mailbox/none/none")]
    [InlineData("/mailbox/none/none/html")]
    [InlineData("/mailbox/a%2Fb/c%23d")]
    public async Task What_is_not_there_is_a_page_that_says_so(string address) =>
        Assert.Contains("There is nothing here", await PageAsync(address, HttpStatusCode.NotFound), StringComparison.Ordinal);

    [Fact]
    public async Task The_frame_of_a_mail_can_do_nothing()
    {
        await FillAsync("Copper high");
        var mail = Link().Matches(await PageAsync("/mailbox")).Select(match => match.Groups[1].Value).First(link => MailAddress().IsMatch(link));

        Assert.Matches("<iframe class=\"mail\" src=\"/mailbox/[^\"]+/html\"[^>]* sandbox=\"allow-popups allow-popups-to-escape-sandbox\"", await PageAsync(mail));
        var policy = Assert.Single((await _host.Anybody.SendAsync("GET", mail + "/html")).Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("sandbox allow-popups", policy, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
    }

    private async Task FillAsync(string title)
    {
        await _host.Admin.SendAsync("PUT", "/api/sources/ours", """{"kind":"push","series":[{"id":"copper-cn","unit":"CNY/t"}]}""").ReadAsync(HttpStatusCode.Created);
        await _host.Admin.SendAsync("PUT", "/api/rules/copper-high", "{\"id\":\"copper-high\",\"title\":\"" + title + "\",\"series\":[\"copper-cn\"],\"above\":80000}").ReadAsync(HttpStatusCode.Created);
        await _host.Anybody.SendAsync("POST", "/api/subscriptions", """{"channel":{"type":"email","address":"buyer@example.org"}}""").ReadAsync(HttpStatusCode.Accepted);
        await _host.DrainAsync();
        var id = (await _host.Admin.SendAsync("GET", "/api/subscriptions").ReadAsync()).GetProperty("items")[0].Text("id");
        await ((Notifier.Subscriptions.SubscriptionStore)_host.Services.GetService(typeof(Notifier.Subscriptions.SubscriptionStore))!).ActivateAsync(id, DateTimeOffset.UtcNow, CancellationToken.None);
        await _host.Admin.SendAsync("POST", "/api/series/copper-cn/observations", """{"observations":[{"period":"2024-04-13","value":79200},{"period":"2024-05-14","value":81450}]}""").ReadAsync();
        await _host.DrainAsync();
    }

    private async Task<string> PageAsync(string address, HttpStatusCode expected = HttpStatusCode.OK)
    {
        var answer = await _host.Anybody.SendAsync("GET", address, null, ("Accept", "text/html"));
        Assert.True(answer.StatusCode == expected, $"{address}: {answer.StatusCode}");
        return await answer.Content.ReadAsStringAsync();
    }

    [GeneratedRegex("(?:href|src)=\"(/[^\"]*|http://127[^\"]*)\"")]
    private static partial Regex Link();

    [GeneratedRegex("^/mailbox/[^/]+/[^/]+$")]
    private static partial Regex MailAddress();

    [GeneratedRegex("curl (?:-X (PUT) )?http://[^/]+(/[^ ]+) [^']*-d '([^']+)'")]
    private static partial Regex Call();
}
