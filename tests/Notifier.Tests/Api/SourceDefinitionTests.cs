using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Notifier.Core.Observations;
using Notifier.Episodes;
using Notifier.Tests.Driving;
using Notifier.Tests.Storage;

namespace Notifier.Tests.Api;

/// <summary>A source that is polled, put with each thing wrong: the answer names the place and the fix, and nothing is stored.</summary>
public sealed class SourceDefinitionTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const string Good = """{"kind":"json","url":"https://example.org/p","schedule":"0 0 18 * * *","items":"$.data","series":[{"id":"li","unit":"CNY/t","date":"d","value":"v"}]}""";

    private NotifierHost _host = null!;

    public async ValueTask InitializeAsync() =>
        _host = await NotifierHost.StartAsync(azurite.ConnectionString, settings: new Dictionary<string, string?> { ["Notifier:AllowPrivateTargets"] = "false" });

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData("\"kind\":\"json\"", "\"kind\":\"xml\"", "/kind", "The kinds are: alpha-vantage, ")]
    [InlineData("\"kind\":\"json\"", "\"kind\":7", "/kind", "Expected a string")]
    [InlineData("\"kind\":\"json\"", "\"kind\":null", "/kind", "must not be null")]
    [InlineData("https://example.org/p", "", "/url", "'url' is missing")]
    [InlineData("https://example.org/p", "example.org/p", "/url", "write it whole, beginning with https://")]
    [InlineData("https://example.org/p", "ftp://example.org/p", "/url", "write it whole, beginning with https://")]
    [InlineData("https://example.org/p", "https://example.org/{today}", "/url", "is no place that is filled in; there are {from}, {to}, ")]
    [InlineData("https://example.org/p", "https://u:p@example.org/p", "/url", "must not carry a name and password")]
    [InlineData("https://example.org/p", "http://127.0.0.1:8080/p", "/url", "not on the public internet (loopback)")]
    [InlineData("https://example.org/p", "http://localhost/p", "/url", "set Notifier__AllowPrivateTargets")]
    [InlineData("https://example.org/p", "http://2130706433/p", "/url", "not on the public internet (loopback)")]
    [InlineData("https://example.org/p", "http://[::1]/p", "/url", "not on the public internet (loopback)")]
    [InlineData("https://example.org/p", "http://[::ffff:10.0.0.1]/p", "/url", "not on the public internet (private)")]
    [InlineData("https://example.org/p", "http://169.254.169.254/latest/meta-data", "/url", "not on the public internet (cloud-metadata)")]
    [InlineData("0 0 18 * * *", "0 18 * * *", "/schedule", "put the second in front, '0 0 18 * * *'")]
    [InlineData("0 0 18 * * *", "", "/schedule", "'schedule' is missing")]
    [InlineData("0 0 18 * * *", "0 0 25 * * *", "/schedule", "is not a schedule")]
    [InlineData("0 0 18 * * *", "0 0 0 31 2 *", "/schedule", "never comes")]
    [InlineData("0 0 18 * * *", "* * * * * *", "/schedule", "more often than once a minute")]
    [InlineData("\"items\"", "\"zone\":\"\",\"items\"", "/zone", "Give one such as Asia/Shanghai")]
    [InlineData("\"items\"", "\"zone\":\"../../etc/passwd\",\"items\"", "/zone", "Give one such as Asia/Shanghai")]
    [InlineData("\"items\"", "\"zone\":\"Europe/Berlin\\u0000\",\"items\"", "/zone", "Give one such as Asia/Shanghai")]
    [InlineData("$.data", "$.data[", "/items", "this is not a JSONPath query, for example $.data")]
    [InlineData("\"items\"", "\"expectMinItems\":-1,\"items\"", "/expectMinItems", "from 0 to 1000000")]
    [InlineData("\"items\"", "\"expectMinItems\":1.5,\"items\"", "/expectMinItems", "whole number")]
    [InlineData("\"items\"", "\"headers\":{\"Host\":\"10.0.0.1\"},\"items\"", "/headers/Host", "belongs to the connection")]
    [InlineData("\"items\"", "\"headers\":{\"Transfer-Encoding\":\"chunked\"},\"items\"", "/headers/Transfer-Encoding", "belongs to the connection")]
    [InlineData("\"items\"", "\"headers\":{\"X-A\":null},\"items\"", "/headers/X-A", "Expected a string")]
    [InlineData("\"items\"", "\"headers\":{\"X-A\":\"{secret:A B}\"},\"items\"", "/headers/X-A", "a header has {secret:NAME} only")]
    [InlineData("\"items\"", "\"headers\":{\"X-Api-Key\":\"abc\"},\"items\"", "/headers/X-Api-Key", "write {secret:NAME} here")]
    [InlineData("\"items\"", "\"header\":{},\"items\"", "/header", "There is no field 'header' here")]
    [InlineData("[{\"id\":\"li\",\"unit\":\"CNY/t\",\"date\":\"d\",\"value\":\"v\"}]", "[]", "/series", "say what it brings")]
    [InlineData("[{\"id\":\"li\",\"unit\":\"CNY/t\",\"date\":\"d\",\"value\":\"v\"}]", "[null]", "/series/0", "Expected an object")]
    [InlineData("\"id\":\"li\"", "\"id\":\"Li_1\"", "/series/0/id", "An id has")]
    [InlineData("\"date\":\"d\",", "", "/series/0/date", "'date' is missing: its place within an item")]
    [InlineData("\"value\":\"v\"", "\"value\":\"$.v[\"", "/series/0/value", "JSONPath")]
    [InlineData("\"value\":\"v\"", "\"value\":\"\"", "/series/0/value", "1 to 500 characters")]
    [InlineData("\"date\":\"d\"", "\"frequency\":\"fortnightly\",\"date\":\"d\"", "/series/0/frequency", "Expected one of: ")]
    public async Task Each_wrong_field_is_named_with_its_fix(string right, string wrong, string pointer, string fix)
    {
        Assert.Contains(right, Good, StringComparison.Ordinal);

        var problem = await _host.Admin.SendAsync("PUT", "/api/sources/ours", Good.Replace(right, wrong, StringComparison.Ordinal)).ProblemAsync(HttpStatusCode.BadRequest, "invalid-body");

        var error = problem.GetProperty("errors")[0];
        Assert.Equal(pointer, error.Text("pointer"));
        Assert.Contains(fix, error.Text("detail"), StringComparison.Ordinal);
        Assert.Equal(1, error.GetProperty("line").GetInt32());
        Assert.Equal(0, (await _host.Admin.SendAsync("GET", "/api/sources").ReadAsync()).GetProperty("items").GetArrayLength());
        Assert.Equal(0, (await _host.Admin.SendAsync("GET", "/api/series").ReadAsync()).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task All_that_is_wrong_is_said_at_once()
    {
        var problem = await _host.Admin.SendAsync("PUT", "/api/sources/ours", """{"kind":"csv","url":"http://10.0.0.1/","schedule":"x","zone":"Mars","series":[{"id":"A"}]}""").ProblemAsync(HttpStatusCode.BadRequest, "invalid-body");

        Assert.Equal(["/url", "/zone", "/schedule", "/series/0/id"], problem.GetProperty("errors").EnumerateArray().Select(error => error.Text("pointer")));
    }

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
