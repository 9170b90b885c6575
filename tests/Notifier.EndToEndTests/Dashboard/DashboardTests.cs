using System.Globalization;
using System.Net;
using Microsoft.Playwright;
using Notifier.Tests.Driving;
using Notifier.Tests.Storage;

namespace Notifier.EndToEndTests.Dashboard;

/// <summary>The pages in a real browser: nothing is complained of, nothing overflows, and a subscription is confirmed by hand.</summary>
public sealed class DashboardTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private NotifierHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await NotifierHost.StartAsync(azurite.ConnectionString);
        await _host.Admin.SendAsync("PUT", "/api/sources/ours", """{"kind":"push","series":[{"id":"copper-cn","unit":"CNY/t"},{"id":"tin-cn","unit":"CNY/t"}]}""").ReadAsync(HttpStatusCode.Created);
        await _host.Admin.SendAsync("PUT", "/api/rules/copper-high", """{"id":"copper-high","title":"Copper is dear","series":["copper-cn"],"above":80000,"severity":"severe"}""").ReadAsync(HttpStatusCode.Created);
        foreach (var series in new[] { "copper-cn", "tin-cn" })
        {
            var observations = Enumerable.Range(0, 400).Select(day => new
            {
                period = new DateOnly(2024, 1, 1).AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                value = 70_000 + (day * 30) + (day % 17 * 100),
            });
            await _host.Admin.SendAsync("POST", $"/api/series/{series}/observations", new { observations }).ReadAsync();
        }

        await _host.DrainAsync();
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData(1280, "light")]
    [InlineData(1280, "dark")]
    [InlineData(360, "light")]
    public async Task The_pages_show_without_a_complaint_and_without_overflow(int width, string scheme)
    {
        await using var browser = await Browser.StartAsync();
        var page = await browser.PageAsync(_host.Address, width, scheme: scheme == "dark" ? ColorScheme.Dark : ColorScheme.Light);
        foreach (var address in new[] { "/", "/series/copper-cn", "/warnings", "/mailbox" })
        {
            await page.GotoAsync(address, new() { WaitUntil = WaitUntilState.NetworkIdle });
            Assert.False(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > window.innerWidth"), $"{address} is wider than {width}");
        }

        Assert.Empty(browser.Complaints);
    }

    [Fact]
    public async Task The_first_page_says_what_fires_and_leads_to_its_chart()
    {
        await using var browser = await Browser.StartAsync();
        var page = await browser.PageAsync(_host.Address);
        await page.GotoAsync("/");
        var firing = page.GetByRole(AriaRole.Region, new() { Name = "Firing now" });
        await Assertions.Expect(firing).ToContainTextAsync("severe");
        await Assertions.Expect(firing).ToContainTextAsync("82,770 CNY/t");

        await firing.GetByRole(AriaRole.Link, new() { Name = "Copper is dear" }).ClickAsync();

        await Assertions.Expect(page).ToHaveTitleAsync("copper-cn · Notifier");
        await Assertions.Expect(page.GetByRole(AriaRole.Img, new() { Name = "copper-cn" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "1y" }).ClickAsync();
        await Assertions.Expect(page.Locator(".ranges a[aria-current]")).ToHaveTextAsync("1y");
        Assert.Empty(browser.Complaints);
    }

    [Fact]
    public async Task A_subscription_is_confirmed_from_the_mailbox_by_hand()
    {
        await _host.Anybody.SendAsync("POST", "/api/subscriptions", """{"channel":{"type":"email","address":"buyer@example.org"}}""").ReadAsync(HttpStatusCode.Accepted);
        await _host.DrainAsync();
        await using var browser = await Browser.StartAsync();
        var page = await browser.PageAsync(_host.Address);
        await page.GotoAsync("/mailbox");

        await page.Locator(".mails a").First.ClickAsync();
        // The HTML's link opens beside the page, out of the frame that can do nothing.
        var beside = await page.Context.RunAndWaitForPageAsync(() => page.FrameLocator("iframe.mail").GetByRole(AriaRole.Link).First.ClickAsync());
        await beside.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(beside.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("You are subscribed");

        var listed = await _host.Admin.SendAsync("GET", "/api/subscriptions").ReadAsync();
        Assert.Equal("active", listed.GetProperty("items")[0].Text("state"));
        Assert.Empty(browser.Complaints);
    }
}
