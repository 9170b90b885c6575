using System.Globalization;
using System.Net;
using System.Xml.Linq;
using Microsoft.Extensions.Time.Testing;
using Notifier.Api.Keys;
using Notifier.Tests.Driving;
using Notifier.Tests.Storage;

namespace Notifier.Tests.Api;

/// <summary>Values that are posted: taken once, judged whole, listed page by page, drawn.</summary>
public sealed class PublishingTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const string Two = """{"observations":[{"period":"2026-01-29","value":79200},{"period":"2026-01-30","value":81450.5}]}""";

    private readonly FakeTimeProvider _time = new(DateTimeOffset.Parse("2026-01-31T08:00:00Z", CultureInfo.InvariantCulture));

    private NotifierHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await NotifierHost.StartAsync(azurite.ConnectionString, _time);
        await _host.Admin.SendAsync("PUT", "/api/sources/ours", """{"kind":"push","series":[{"id":"copper-cn","unit":"CNY/t"},{"id":"tin-cn","frequency":"monthly"}]}""").ReadAsync(HttpStatusCode.Created);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Posting_says_how_much_was_new_and_posting_again_changes_nothing()
    {
        var publisher = await _host.ClientAsync(KeyScope.Publish);

        Assert.Equal("""{"received":2,"stored":2,"revised":0,"warnings":0}""", await TextAsync(publisher, Two));
        Assert.Equal("""{"received":2,"stored":0,"revised":0,"warnings":0}""", await TextAsync(publisher, Two));
        Assert.Equal("""{"received":1,"stored":1,"revised":1,"warnings":0}""", await TextAsync(publisher, """{"observations":[{"period":"2026-01-29","value":79300}]}"""));
        var listed = await (await _host.Admin.SendAsync("GET", "/api/series/copper-cn/observations")).Content.ReadAsStringAsync();
        Assert.Equal("""{"items":[{"period":"2026-01-29","value":79300},{"period":"2026-01-30","value":81450.5}]}""", listed);
        var series = await _host.Admin.SendAsync("GET", "/api/series/copper-cn").ReadAsync();
        Assert.Equal(81450.5, series.GetProperty("newest").GetProperty("value").GetDouble());
    }

    [Fact]
    public async Task A_month_is_its_last_day_whichever_of_its_days_is_named()
    {
        var publisher = await _host.ClientAsync(KeyScope.Publish);

        await publisher.SendAsync("POST", "/api/series/tin-cn/observations", """{"observations":[{"period":"2025-11","value":1},{"period":"2025-12-01","value":2}]}""").ReadAsync();

        var listed = await (await _host.Admin.SendAsync("GET", "/api/series/tin-cn/observations")).Content.ReadAsStringAsync();
        Assert.Equal("""{"items":[{"period":"2025-11-30","value":1},{"period":"2025-12-31","value":2}]}""", listed);
    }

    [Fact]
    public async Task A_single_value_is_posted_as_it_is()
    {
        var publisher = await _host.ClientAsync(KeyScope.Publish);

        Assert.Equal("""{"received":1,"stored":1,"revised":0,"warnings":0}""", await TextAsync(publisher, """{"period":"2026-01-30","value":81450.5}"""));
        Assert.Equal("""{"received":1,"stored":0,"revised":0,"warnings":0}""", await TextAsync(publisher, """{"period":"2026-01-30","value":81450.5}"""));
    }

    [Theory]
    [InlineData("copper-cn", "2026-02-01", true)]
    [InlineData("copper-cn", "2026-02-02", false)]
    [InlineData("tin-cn", "2026-02", true)]
    [InlineData("tin-cn", "2026-04", false)]
    public async Task A_period_may_not_lie_further_ahead_than_its_dating(string series, string period, bool taken)
    {
        var answer = await _host.Admin.SendAsync("POST", $"/api/series/{series}/observations", "{\"observations\":[{\"period\":\"" + period + "\",\"value\":1}]}");

        Assert.Equal(taken ? HttpStatusCode.OK : HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Only_a_known_series_takes_posts() =>
        await _host.Admin.SendAsync("POST", "/api/series/zinc/observations", Two).ProblemAsync(HttpStatusCode.NotFound, "not-found");

    [Fact]
    public async Task Observations_are_listed_in_a_range_page_by_page()
    {
        var all = Enumerable.Range(0, 25).Select(day => new { period = new DateOnly(2025, 12, 1).AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), value = day });
        await _host.Admin.SendAsync("POST", "/api/series/copper-cn/observations", new { observations = all }).ReadAsync();

        var seen = new List<string>();
        for (var address = "?limit=10&from=2025-12-03&to=2025-12-24"; address is not null;)
        {
            var page = await _host.Admin.SendAsync("GET", "/api/series/copper-cn/observations" + address).ReadAsync();
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.Text("period")));
            address = page.TryGetProperty("next", out var next) ? $"?limit=10&to=2025-12-24&cursor={next.GetString()}" : null;
        }

        Assert.Equal(all.Skip(2).Take(22).Select(each => each.period), seen);
        await _host.Admin.SendAsync("GET", "/api/series/copper-cn/observations?from=2025-12-03&to=2025-12-01").ProblemAsync(HttpStatusCode.BadRequest, "invalid-query");
    }

    [Fact]
    public async Task A_chart_is_drawn()
    {
        await _host.Admin.SendAsync("POST", "/api/series/copper-cn/observations", Two).ReadAsync();

        var answer = await _host.Admin.SendAsync("GET", "/api/series/copper-cn/chart.svg?range=1y&size=narrow");

        Assert.Equal("image/svg+xml", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains("81,450.5 CNY/t", XDocument.Parse(await answer.Content.ReadAsStringAsync()).Root!.Value, StringComparison.Ordinal);
        await _host.Admin.SendAsync("GET", "/api/series/copper-cn/chart.svg?range=2y").ProblemAsync(HttpStatusCode.BadRequest, "invalid-query");
        await _host.Admin.SendAsync("GET", "/api/series/copper-cn/chart.svg?size=huge").ProblemAsync(HttpStatusCode.BadRequest, "invalid-query");
        await _host.Admin.SendAsync("GET", "/api/series/none/chart.svg").ProblemAsync(HttpStatusCode.NotFound, "not-found");
    }

    private static async Task<string> TextAsync(HttpClient client, string body) =>
        await (await client.SendAsync("POST", "/api/series/copper-cn/observations", body)).Content.ReadAsStringAsync();
}
