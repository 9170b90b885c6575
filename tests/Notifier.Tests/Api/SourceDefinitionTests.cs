using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Notifier.Core.Observations;
using Notifier.Episodes;
using Notifier.Tests.Driving;
using Notifier.Tests.Storage;

namespace Notifier.Tests.Api;

/// <summary>A source that is polled, put anew: what of it may change.</summary>
public sealed class SourceDefinitionTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const string Good = """{"kind":"json","url":"https://example.org/p","schedule":"0 0 18 * * *","items":"$.data","series":[{"id":"li","unit":"CNY/t","date":"d","value":"v"}]}""";

    private NotifierHost _host = null!;

    public async ValueTask InitializeAsync() =>
        _host = await NotifierHost.StartAsync(azurite.ConnectionString, settings: new Dictionary<string, string?> { ["Notifier:AllowPrivateTargets"] = "false" });

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task The_right_one_is_taken() => await _host.Admin.SendAsync("PUT", "/api/sources/ours", Good).ReadAsync(HttpStatusCode.Created);

    [Fact]
    public async Task A_series_with_values_keeps_its_unit()
    {
        const string push = """{"kind":"push","series":[{"id":"tin"},{"id":"li","unit":"CNY/t"}]}""";
        await _host.Admin.SendAsync("PUT", "/api/sources/ours", push).ReadAsync(HttpStatusCode.Created);
        var dollars = push.Replace("CNY/t", "USD/t", StringComparison.Ordinal);
        await _host.Admin.SendAsync("PUT", "/api/sources/ours", dollars, ("If-Match", "*")).ReadAsync();
        await _host.Admin.SendAsync("PUT", "/api/sources/ours", push, ("If-Match", "*")).ReadAsync();
        await PostAsync("li");
        await PostAsync("tin");

        var error = (await _host.Admin.SendAsync("PUT", "/api/sources/ours", dollars, ("If-Match", "*")).ProblemAsync(HttpStatusCode.Conflict, "conflict")).GetProperty("errors")[0];
        Assert.Equal(
            ("/series/1/unit", "The stored values of 'li' are in CNY/t and are not converted. Give a series in another unit an id of its own."),
            (error.Text("pointer"), error.Text("detail")));

        // Nor by a way round.
        await _host.Admin.SendAsync("DELETE", "/api/sources/ours", null, ("If-Match", "*")).ReadAsync(HttpStatusCode.NoContent);
        await _host.Admin.SendAsync("PUT", "/api/sources/ours", dollars).ProblemAsync(HttpStatusCode.Conflict, "conflict");
        await _host.Admin.SendAsync("PUT", "/api/sources/others", dollars).ProblemAsync(HttpStatusCode.Conflict, "conflict");
        // A unit that was never named may be named.
        await _host.Admin.SendAsync("PUT", "/api/sources/ours", push.Replace("\"tin\"", "\"tin\",\"unit\":\"CNY/t\"", StringComparison.Ordinal)).ReadAsync(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("li")]
    [InlineData("l*")]
    public async Task A_series_keeps_the_unit_of_the_limits_that_name_it(string selector)
    {
        const string push = """{"kind":"push","series":[{"id":"tin","unit":"CNY/t"},{"id":"li","unit":"CNY/t"}]}""";
        const string dollars = """{"kind":"push","series":[{"id":"tin","unit":"USD/t"},{"id":"li","unit":"USD/t"}]}""";
        await _host.Admin.SendAsync("PUT", "/api/sources/ours", push).ReadAsync(HttpStatusCode.Created);
        await _host.Admin.SendAsync("PUT", "/api/rules/high", "{\"id\":\"high\",\"series\":[\"" + selector + "\"],\"above\":\"10 CNY/t\"}").ReadAsync(HttpStatusCode.Created);

        var error = Assert.Single((await _host.Admin.SendAsync("PUT", "/api/sources/ours", dollars, ("If-Match", "*")).ProblemAsync(HttpStatusCode.Conflict, "conflict")).GetProperty("errors").EnumerateArray());
        Assert.Equal(
            ("/series/1/unit", "unit-mismatch", "A limit of the rule 'high' is in another unit: series 'li' is in 'USD/t', not 'CNY/t'. Delete the rule or write its limit without a unit first, or give a series in another unit an id of its own."),
            (error.Text("pointer"), error.Text("code"), error.Text("detail")));
        Assert.Equal("CNY/t", (await _host.Admin.SendAsync("GET", "/api/series/li").ReadAsync()).Text("unit"));

        await _host.Admin.SendAsync("DELETE", "/api/rules/high", null, ("If-Match", "*")).ReadAsync(HttpStatusCode.NoContent);
        await _host.Admin.SendAsync("PUT", "/api/sources/ours", dollars, ("If-Match", "*")).ReadAsync();
    }

    [Fact]
    public async Task A_new_series_is_in_the_unit_of_the_limits_that_select_it_and_a_limit_in_that_of_all_it_selects()
    {
        await _host.Admin.SendAsync("PUT", "/api/rules/high", """{"id":"high","series":["l*"],"above":"10 CNY/t"}""").ReadAsync(HttpStatusCode.Created);
        var problem = await _host.Admin.SendAsync("PUT", "/api/sources/ours", """{"kind":"push","series":[{"id":"li"}]}""").ProblemAsync(HttpStatusCode.Conflict, "conflict");
        Assert.Equal("/series/0/unit", problem.GetProperty("errors")[0].Text("pointer"));

        await _host.Admin.SendAsync("PUT", "/api/sources/ours", """{"kind":"push","series":[{"id":"li","unit":"CNY/t"},{"id":"tin","unit":"USD/t"}]}""").ReadAsync(HttpStatusCode.Created);
        problem = await _host.Admin.SendAsync("PUT", "/api/rules/all", """{"id":"all","series":["*"],"above":"10 CNY/t"}""").ProblemAsync(HttpStatusCode.BadRequest, "invalid-rule");
        Assert.Equal(("/series", "unit-mismatch", 1), (problem.GetProperty("errors")[0].Text("pointer"), problem.GetProperty("errors")[0].Text("code"), problem.GetProperty("errors")[0].GetProperty("line").GetInt32()));
        await _host.Admin.SendAsync("PUT", "/api/rules/all", """{"id":"all","series":["*"],"above":10}""").ReadAsync(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("weekly", HttpStatusCode.OK)]
    [InlineData("monthly", HttpStatusCode.Conflict)]
    [InlineData("intraday", HttpStatusCode.Conflict)]
    public async Task Values_that_were_polled_keep_their_dates(string frequency, HttpStatusCode expected)
    {
        await _host.Admin.SendAsync("PUT", "/api/sources/ours", Good).ReadAsync(HttpStatusCode.Created);
        var changed = Good.Replace("\"date\"", $"\"frequency\":\"{frequency}\",\"date\"", StringComparison.Ordinal);
        await _host.Services.GetRequiredService<ShardCommits>().CommitAsync("ours", [new(new("li", "CNY/t"), [new(Period.Parse("2024-05-01"), 5)])], CancellationToken.None);

        var answer = await _host.Admin.SendAsync("PUT", "/api/sources/ours", changed, ("If-Match", "*")).ReadAsync(expected);

        if (expected == HttpStatusCode.Conflict)
            Assert.Equal("/series/0/frequency", answer.GetProperty("errors")[0].Text("pointer"));
    }

    private Task PostAsync(string series) =>
        _host.Admin.SendAsync("POST", $"/api/series/{series}/observations", """{"observations":[{"period":"2024-05-13","value":5}]}""").ReadAsync();
}
