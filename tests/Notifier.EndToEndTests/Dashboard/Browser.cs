using Microsoft.Playwright;

namespace Notifier.EndToEndTests.Dashboard;

/// <summary>A headless Chromium that is installed already: <c>NOTIFIER_CHROMIUM</c>, else where Linux puts it. The test is skipped where there is none.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private static readonly string[] Usual = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Browser(IPlaywright playwright, IBrowser browser) => (_playwright, _browser) = (playwright, browser);

    /// <summary>What pages wrote to the console as errors or warnings, and requests that failed.</summary>
    public List<string> Complaints { get; } = [];

    public static async Task<Browser> StartAsync()
    {
        var program = Environment.GetEnvironmentVariable("NOTIFIER_CHROMIUM") is { Length: > 0 } given ? given : Usual.FirstOrDefault(File.Exists);
        Assert.SkipWhen(program is null, "there is no Chromium: install it or set NOTIFIER_CHROMIUM to its path");
        var playwright = await Playwright.CreateAsync();
        return new Browser(playwright, await playwright.Chromium.LaunchAsync(new() { ExecutablePath = program, Args = ["--no-sandbox"] }));
    }

    public async Task<IPage> PageAsync(Uri service, int width = 1280, int height = 900, ColorScheme scheme = ColorScheme.Light)
    {
        var context = await _browser.NewContextAsync(new()
        {
            BaseURL = service.ToString(),
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = scheme,
        });
        var page = await context.NewPageAsync();
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                Complaints.Add($"{page.Url}: {message.Text}");
        };
        page.PageError += (_, error) => Complaints.Add($"{page.Url}: {error}");
        page.RequestFailed += (_, request) => Complaints.Add($"{request.Url}: {request.Failure}");
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
