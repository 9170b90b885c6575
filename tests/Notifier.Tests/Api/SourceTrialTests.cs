using System.Net;
using Notifier.Api.Keys;
using Notifier.Tests.Driving;
using Notifier.Tests.Sources;
using Notifier.Tests.Storage;

namespace Notifier.Tests.Api;

/// <summary><c>POST /api/sources/test</c>: what a definition reads, before it is saved; nothing of it stays.</summary>
public sealed class SourceTrialTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private NotifierHost _host = null!;
    private StandIn _server = null!;

    public async ValueTask InitializeAsync() => (_host, _server) = (
        await NotifierHost.StartAsync(azurite.ConnectionString, null, new Dictionary<string, string?> { ["Notifier:Sources:RetryDelay"] = "00:00:00.001" }), await StandIn.StartAsync());

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task The_observations_that_it_would_bring_stand_with_their_dates_and_units_and_what_is_skipped_with_its_reason()
    {
        _server.Answer("date,price\nsource: exchange,1\n2024-07-09,100\n2024-07-10,101\n2024-07-11,\n2024-07-12,10200\n2024-07-15,103\n", "text/csv");

        var trial = await TryAsync(Csv());

        Assert.True(trial.GetProperty("ok").GetBoolean());
        var series = Assert.Single(trial.GetProperty("series").EnumerateArray());
        Assert.Equal(("li", "CNY/t", "daily", 3, "2024-07-09"), (series.Text("id"), series.Text("unit"), series.Text("frequency"), series.GetProperty("count").GetInt32(), series.Text("first")));
        Assert.Equal(["2024-07-15 103", "2024-07-10 101", "2024-07-09 100"], series.GetProperty("observations").EnumerateArray().Select(one => $"{one.Text("period")} {one.GetProperty("value").GetRawText()}"));
        Assert.Equal(["2024-07-12 scale"], series.GetProperty("suspects").EnumerateArray().Select(one => $"{one.Text("period")} {one.Text("kind")}"));
        Assert.Equal(
            ["row 2: 'source: exchange' is no date: a heading or a footnote", "row 5: no value of 'li' for 2024-07-11"],
            trial.GetProperty("skipped").EnumerateArray().Select(one => one.GetString()));
    }

    [Fact]
    public async Task The_entries_that_it_would_bring_stand_newest_first()
    {
        _server.Answer("<rss><channel><item><title>old</title><guid>1</guid><pubDate>2024-07-01</pubDate></item><item><title>new</title><guid>2</guid><pubDate>2024-07-02</pubDate><description>&lt;p>text</description></item><item><title>undated</title><guid>3</guid><pubDate>2000-01-01 10:00 XYZ</pubDate></item></channel></rss>", "text/xml");

        var trial = await TryAsync($$"""{"kind":"feed","url":"{{_server.Address}}","schedule":"0 0 * * * *","zone":"Asia/Shanghai"}""");

        Assert.Equal(3, trial.GetProperty("entryCount").GetInt32());
        Assert.Equal(["undated", "new", "old"], trial.GetProperty("entries").EnumerateArray().Select(entry => entry.Text("title")));
        Assert.Equal("2024-07-02", trial.GetProperty("entries")[1].Text("published"));
        Assert.Equal("text", trial.GetProperty("entries")[1].Text("summary"));
        Assert.StartsWith("item 3: '2000-01-01 10:00 XYZ' is no date", trial.GetProperty("skipped")[0].GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("date,close\n2024-07-12,1\n", 200, "notTheFormat", "close")]
    [InlineData("no", 403, "blocked", "403")]
    [InlineData("date,price\n2024-07-12,cheap\n", 200, "notTheFormat", "row 2: 'cheap' is not a number")]
    [InlineData("date,price\n", 200, "empty", "0 items")]
    public async Task A_failure_is_told_with_its_reason_its_place_and_what_to_do(string body, int status, string reason, string detail)
    {
        _server.Answer(body, "text/csv", status);

        var trial = await TryAsync(Csv());

        Assert.False(trial.GetProperty("ok").GetBoolean());
        var failure = trial.GetProperty("failure");
        Assert.Equal(reason, failure.Text("reason"));
        Assert.True(failure.Text("detail")!.Contains(detail, StringComparison.Ordinal) || detail == "close", failure.Text("detail"));
        Assert.NotEmpty(failure.Text("advice")!);
        Assert.Empty(trial.GetProperty("series").EnumerateArray());
    }

    [Fact]
    public async Task Nothing_of_it_stays()
    {
        _server.Answer("date,price\n2024-07-12,120\n", "text/csv");

        await TryAsync(Csv().Replace("{\"kind\"", "{\"id\":\"prices\",\"kind\"", StringComparison.Ordinal));
        await _host.DrainAsync();

        Assert.Empty((await _host.Admin.SendAsync("GET", "/api/sources").ReadAsync()).GetProperty("items").EnumerateArray());
        Assert.Empty((await _host.Admin.SendAsync("GET", "/api/series").ReadAsync()).GetProperty("items").EnumerateArray());
        await _host.Admin.SendAsync("GET", "/api/sources/prices").ProblemAsync(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task It_is_judged_as_one_that_is_saved()
    {
        await _host.Admin.SendAsync("PUT", "/api/sources/ours", """{"kind":"push","series":[{"id":"li","unit":"CNY/t"}]}""").ReadAsync(HttpStatusCode.Created);

        await _host.Admin.SendAsync("POST", "/api/sources/test", Csv().Replace("csv", "gopher", StringComparison.Ordinal)).ProblemAsync(HttpStatusCode.BadRequest, "invalid-body");
        await _host.Admin.SendAsync("POST", "/api/sources/test", Csv().Replace("0 0 18", "every day", StringComparison.Ordinal)).ProblemAsync(HttpStatusCode.BadRequest, "invalid-body");
        await _host.Admin.SendAsync("POST", "/api/sources/test", """{"kind":"push","series":[{"id":"x"}]}""").ProblemAsync(HttpStatusCode.Conflict, "conflict");
        await _host.Admin.SendAsync("POST", "/api/sources/test", Csv().Replace("{\"kind\"", "{\"id\":\"other\",\"kind\"", StringComparison.Ordinal)).ProblemAsync(HttpStatusCode.Conflict, "conflict");
        using var reader = await _host.ClientAsync(KeyScope.Read);
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.SendAsync("POST", "/api/sources/test", Csv())).StatusCode);
        Assert.Empty(_server.Seen);
    }

    [Fact]
    public async Task It_asks_no_address_that_a_poll_may_not_ask()
    {
        await using var closed = await NotifierHost.StartAsync(azurite.ConnectionString, null, new Dictionary<string, string?> { ["Notifier:AllowPrivateTargets"] = "false" });

        await closed.Admin.SendAsync("POST", "/api/sources/test", Csv()).ProblemAsync(HttpStatusCode.BadRequest, "invalid-body");

        Assert.Empty(_server.Seen);
    }

    private string Csv() => $$"""{"kind":"csv","url":"{{_server.Address}}","schedule":"0 0 18 * * *","series":[{"id":"li","unit":"CNY/t","date":"date","value":"price"}]}""";

    private Task<System.Text.Json.JsonElement> TryAsync(string body) => _host.Admin.SendAsync("POST", "/api/sources/test", body).ReadAsync();
}
