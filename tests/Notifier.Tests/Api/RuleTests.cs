using System.Net;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Notifier.Api.Rules;
using Notifier.Observations;
using Notifier.Storage;
using Notifier.Tests.Driving;
using Notifier.Tests.Storage;

namespace Notifier.Tests.Api;

/// <summary>Rules over HTTP: the short form becomes the full one, every finding has its place, and a backtest stores nothing.</summary>
public sealed class RuleTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const string Short = """{"id":"copper-high","series":["copper-cn"],"above":"80000 CNY/t","severity":"severe"}""";

    private NotifierHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await NotifierHost.StartAsync(azurite.ConnectionString);
        await _host.Admin.SendAsync("PUT", "/api/sources/ours", """{"kind":"push","series":[{"id":"copper-cn","unit":"CNY/t"}]}""").ReadAsync(HttpStatusCode.Created);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_threshold_is_stored_and_returned_as_the_full_rule()
    {
        const string full = """{"id":"copper-high","title":"copper-high","series":["copper-cn"],"ladder":[{"severity":"severe","when":"value > 80000 CNY/t"}]}""";
        var made = await _host.Admin.SendAsync("PUT", "/api/rules/copper-high", Short);

        Assert.Equal((HttpStatusCode.Created, full), (made.StatusCode, await made.Content.ReadAsStringAsync()));
        var read = await _host.Admin.SendAsync("GET", "/api/rules/copper-high");
        Assert.Equal((made.Headers.ETag, full), (read.Headers.ETag, await read.Content.ReadAsStringAsync()));
        Assert.Equal("{\"items\":[" + full + "]}", await (await _host.Admin.SendAsync("GET", "/api/rules")).Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("PUT", HttpStatusCode.OK)]
    [InlineData("DELETE", HttpStatusCode.NoContent)]
    public async Task One_that_an_update_cannot_read_any_more_stops_the_others_until_it_is_put_anew_or_deleted(string method, HttpStatusCode status)
    {
        await _host.Admin.SendAsync("PUT", "/api/rules/copper-high", Short).ReadAsync(HttpStatusCode.Created);
        await _host.Admin.SendAsync("PUT", "/api/rules/copper-low", Short.Replace("copper-high", "copper-low", StringComparison.Ordinal)).ReadAsync(HttpStatusCode.Created);
        var table = _host.Services.GetRequiredService<TableStore>().Table(TableName.Rules);
        var broken = new TableEntity("rules", "copper-high");
        BinaryParts.Write(broken, "json", "{\"id\":\"copper-high\",\"retired\":true}"u8);
        await table.UpsertEntityAsync(broken, TableUpdateMode.Replace);
        // As an update does: it begins with nothing in its memory.
        await _host.Admin.SendAsync("DELETE", "/api/rules/copper-low", null, ("If-Match", "*"));
        Assert.Equal(HttpStatusCode.InternalServerError, (await _host.Admin.SendAsync("GET", "/api/rules")).StatusCode);
        Assert.Contains(_host.Logs.All, line => line.Contains("stored rule 'copper-high'", StringComparison.Ordinal) && line.Contains("DELETE /api/rules/copper-high", StringComparison.Ordinal));

        Assert.Equal(status, (await _host.Admin.SendAsync(method, "/api/rules/copper-high", method == "PUT" ? Short : null, ("If-Match", "*"))).StatusCode);

        Assert.Equal(method == "PUT" ? 1 : 0, (await _host.Admin.SendAsync("GET", "/api/rules").ReadAsync()).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task It_is_changed_and_deleted_by_who_saw_it()
    {
        var made = await _host.Admin.SendAsync("PUT", "/api/rules/copper-high", Short);
        await _host.Admin.SendAsync("PUT", "/api/rules/copper-high", Short).ProblemAsync(HttpStatusCode.PreconditionRequired, "precondition-required");
        await _host.Admin.SendAsync("DELETE", "/api/rules/copper-high").ProblemAsync(HttpStatusCode.PreconditionRequired, "precondition-required");

        var changed = await _host.Admin.SendAsync("PUT", "/api/rules/copper-high", Short.Replace("severe", "extreme", StringComparison.Ordinal), ("If-Match", made.Headers.ETag!.ToString()));

        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        await _host.Admin.SendAsync("DELETE", "/api/rules/copper-high", null, ("If-Match", made.Headers.ETag.ToString())).ProblemAsync(HttpStatusCode.PreconditionFailed, "precondition-failed");
        await _host.Admin.SendAsync("DELETE", "/api/rules/copper-high", null, ("If-Match", changed.Headers.ETag!.ToString())).ReadAsync(HttpStatusCode.NoContent);
        await _host.Admin.SendAsync("GET", "/api/rules/copper-high").ProblemAsync(HttpStatusCode.NotFound, "not-found");
        await _host.Admin.SendAsync("DELETE", "/api/rules/copper-high", null, ("If-Match", "*")).ProblemAsync(HttpStatusCode.NotFound, "not-found");
    }

    [Theory]
    [InlineData("{\"id\":\"copper-high\",\n \"series\":[\"nope\"],\"above\":1}", "/series/0", "missing-series", 2, 12)]
    [InlineData("{\"id\":\"copper-high\",\"series\":[\"copper-cn\"],\n\"ladder\":[{\"severity\":\"minor\",\"when\":\"logretrun(90d) > 1\"}]}", "/ladder/0/when", "unknown-indicator", 2, 39)]
    [InlineData("{\"id\":\"copper-high\",\"series\":[\"copper-cn\"],\"above\":\"5 USD/t\"}", "/above", "unit-mismatch", 1, 55)]
    [InlineData("{\"id\":\"copper-high\",\"series\":[\"copper-cn\"],\"above\":5,\"fro\":3}", "/fro", "unknown-field", 1, 54)]
    [InlineData("{\"id\":\"copper-high\",\"series\":[\"copper-cn\"],\"above\":5,}", "", "trailing-comma", 1, 53)]
    [InlineData("{\"id\":\"other\",\"series\":[\"copper-cn\"],\"above\":5}", "/id", "invalid-value", 1, 7)]
    [InlineData("[{\"id\":\"copper-high\",\"series\":[\"copper-cn\"],\"above\":5}]", "", "wrong-type", 1, 1)]
    [InlineData("{\"id\":\"copper-high\",\"series\":[\"copper-cn\"],\"ladder\":[{\"severity\":\"minor\",\"when\":\"multiple(min, 5000d) > 2\"}]}", "", "window-too-long", 1, 1)]
    [InlineData("{\"id\":\"copper-high\",\"series\":[\"copper-cn\"],\n\"ladder\":[{\"severity\":\"minor\",\"when\":\"change(90d > 1\"}]}", "/ladder/0/when", "unexpected-text", 2, 50)]
    [InlineData("{\"id\":\"copper-high\",\"series\":[\"copper-cn\"],\n\"ladder\":[{\"severity\":\"minor\",\"when\":\"change() > 1\"}]}", "/ladder/0/when", "window-without-end", 2, 46)]
    [InlineData("{\"id\":\"copper-high\",\"series\":[\"copper-cn\"],\n\"ladder\":[{\"severity\":\"minor\",\"when\":\"change(90d) > 1\",\"for\":-3}]}", "/ladder/0/for", "invalid-for", 2, 62)]
    [InlineData("{\"id\":\"copper-high\",\"series\":[\"copper-cn\"],\n\"ladder\":[{\"severity\":\"minor\",\"when\":\"change(90d) > 1\",\"for\":\"-3d\"}]}", "/ladder/0/for", "invalid-for", 2, 62)]
    [InlineData("{\"id\":\"copper-high\",\n\"series\":[\"copper-cn\"", "", "invalid-json", 2, 10)]
    [InlineData("", "", "invalid-json", 1, 1)]
    public async Task A_finding_has_its_place_and_nothing_is_stored(string body, string pointer, string code, int line, int column)
    {
        var problem = await _host.Admin.SendAsync("PUT", "/api/rules/copper-high", body).ProblemAsync(HttpStatusCode.BadRequest, "invalid-rule");

        var error = problem.GetProperty("errors")[0];
        Assert.Equal((pointer, code, line, column), (error.Text("pointer"), error.Text("code"), error.GetProperty("line").GetInt32(), error.GetProperty("column").GetInt32()));
        Assert.Equal(0, (await _host.Admin.SendAsync("GET", "/api/rules").ReadAsync()).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task A_window_that_a_series_cannot_keep_is_refused_with_the_number()
    {
        var problem = await _host.Admin.SendAsync("PUT", "/api/rules/r", """{"id":"r","series":["copper-*"],"ladder":[{"severity":"minor","when":"change(20000d) > 2"}]}""")
            .ProblemAsync(HttpStatusCode.BadRequest, "invalid-rule");

        Assert.Matches("needs [0-9]+ observations at hand; a series keeps 4000", problem.Text("detail"));
    }

    [Fact]
    public async Task A_backtest_says_what_it_would_have_told_and_stores_nothing()
    {
        await _host.Admin.SendAsync("POST", "/api/series/copper-cn/observations", """{"observations":[{"period":"2024-05-13","value":79200},{"period":"2024-05-14","value":81450},{"period":"2024-05-15","value":79000}]}""").ReadAsync();
        var reader = await _host.ClientAsync(Notifier.Api.Keys.KeyScope.Read);

        var answer = await reader.SendAsync("POST", "/api/rules/backtest", Short).ReadAsync();

        var series = Assert.Single(answer.GetProperty("series").EnumerateArray());
        Assert.Equal(
            [("2024-05-14", "opened", "severe"), ("2024-05-15", "resolved", "severe")],
            series.GetProperty("transitions").EnumerateArray().Select(step => (step.Text("period"), step.Text("kind"), step.Text("severity"))));
        Assert.Equal(3, series.GetProperty("summary").GetProperty("observations").GetInt32());
        Assert.Equal("copper-high", answer.GetProperty("rule").Text("id"));
        Assert.Equal(0, (await _host.Admin.SendAsync("GET", "/api/rules").ReadAsync()).GetProperty("items").GetArrayLength());
        Assert.Equal(1, (await reader.SendAsync("POST", "/api/rules/backtest?from=2024-05-15&series=copper-cn", Short).ReadAsync()).GetProperty("series")[0].GetProperty("summary").GetProperty("observations").GetInt32());
        Assert.Equal((1, 2), (series.GetProperty("counts").GetProperty("episodes").GetInt32(), series.GetProperty("counts").GetProperty("messages").GetInt32()));
        Assert.StartsWith("<svg ", series.Text("chart"), StringComparison.Ordinal);
        await reader.SendAsync("POST", "/api/rules/backtest?series=tin", Short).ProblemAsync(HttpStatusCode.BadRequest, "invalid-query");
        await reader.SendAsync("POST", "/api/rules/backtest?from=x", Short).ProblemAsync(HttpStatusCode.BadRequest, "invalid-query");
        await reader.SendAsync("POST", "/api/rules/backtest", "{}").ProblemAsync(HttpStatusCode.BadRequest, "invalid-rule");
    }

    [Fact]
    public async Task A_backtest_stands_beside_a_looser_and_a_stricter_rule_with_the_lead_of_each_before_a_doubling()
    {
        const string rule = """{"id":"surge","series":["copper-cn"],"ladder":[{"severity":"moderate","when":"multiple(min, 365d) >= 1.6"},{"severity":"severe","when":"change(30d) >= 90%"}]}""";
        var prices = Enumerable.Repeat(100, 400).Concat(Enumerable.Repeat(160, 30)).Concat(Enumerable.Repeat(190, 30)).Concat(Enumerable.Repeat(210, 40)).ToList();
        foreach (var chunk in prices.Index().Chunk(250))
        {
            var values = chunk.Select(day => $$"""{"period":"{{new DateOnly(2022, 1, 1).AddDays(day.Index):yyyy-MM-dd}}","value":{{day.Item}}}""");
            await _host.Admin.SendAsync("POST", "/api/series/copper-cn/observations", $$"""{"observations":[{{string.Join(',', values)}}]}""").ReadAsync();
        }

        var series = (await _host.Admin.SendAsync("POST", "/api/rules/backtest?series=copper-cn", rule).ReadAsync()).GetProperty("series")[0];

        Assert.Equal(["multiple(min, 365d) >= 1.45", "change(30d) >= 67.5%"], series.GetProperty("looser").GetProperty("rungs").EnumerateArray().Select(rung => rung.Text("when")));
        Assert.Equal(["multiple(min, 365d) >= 1.75", "change(30d) >= 112.5%"], series.GetProperty("stricter").GetProperty("rungs").EnumerateArray().Select(rung => rung.Text("when")));
        Assert.Equal("2023-02-05", series.GetProperty("rungs")[0].GetProperty("dates")[0].GetString());
        Assert.Equal([62.0, 62.0, 32.0], new[] { series, series.GetProperty("looser"), series.GetProperty("stricter") }.Select(trial => trial.GetProperty("doublings")[0].GetProperty("warned")[0].GetProperty("leadDays").GetDouble()));
        Assert.Contains("class=\"band moderate\"", series.Text("chart"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backtest_reads_the_other_series_that_a_rule_names()
    {
        await _host.Admin.SendAsync("PUT", "/api/sources/theirs", """{"kind":"push","series":[{"id":"copper-futures","unit":"CNY/t"}]}""").ReadAsync(HttpStatusCode.Created);
        foreach (var (id, value) in new[] { ("copper-cn", 120), ("copper-futures", 100) })
            await _host.Admin.SendAsync("POST", $"/api/series/{id}/observations", $$"""{"observations":[{"period":"2024-05-13","value":100},{"period":"2024-05-14","value":{{value}}}]}""").ReadAsync();

        var series = (await _host.Admin.SendAsync("POST", "/api/rules/backtest", """{"id":"r","series":["copper-cn"],"ladder":[{"severity":"minor","when":"ratio(copper-futures) > 1.1"}]}""").ReadAsync()).GetProperty("series")[0];

        Assert.Equal("2024-05-14", series.GetProperty("transitions")[0].Text("period"));
    }

    [Fact]
    public async Task More_observations_than_may_be_read_are_refused_before_they_are_run()
    {
        await _host.Admin.SendAsync("POST", "/api/series/copper-cn/observations", """{"observations":[{"period":"2024-05-13","value":1},{"period":"2024-05-14","value":2},{"period":"2024-05-15","value":3}]}""").ReadAsync();
        var store = _host.Services.GetRequiredService<ObservationStore>();

        Assert.Null(await new HistoryBudget(store, null, null, 2).AllAsync([new("copper-cn")], CancellationToken.None));
        Assert.Equal(3, (await new HistoryBudget(store, null, null, 3).AllAsync([new("copper-cn")], CancellationToken.None))!["copper-cn"].Count);
    }

    [Fact]
    public async Task The_pack_is_offered_and_each_of_its_rules_can_be_saved()
    {
        var pack = (await _host.Admin.SendAsync("GET", "/api/rule-pack").ReadAsync()).GetProperty("items");
        var rule = await (await _host.Admin.SendAsync("GET", "/api/rule-pack/commodity-surge")).Content.ReadAsStringAsync();

        Assert.Equal(["battery-chain-surge", "commodity-surge", "notifier-self"], pack.EnumerateArray().Select(item => item.Text("id")));
        Assert.Equal(0, (await _host.Admin.SendAsync("GET", "/api/rules").ReadAsync()).GetProperty("items").GetArrayLength());
        await _host.Admin.SendAsync("PUT", "/api/rules/commodity-surge", rule).ReadAsync(HttpStatusCode.Created);
        await _host.Admin.SendAsync("GET", "/api/rule-pack/none").ProblemAsync(HttpStatusCode.NotFound, "not-found");
    }
}
