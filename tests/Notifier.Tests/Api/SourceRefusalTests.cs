using System.Net;
using Notifier.Tests.Driving;
using Notifier.Tests.Storage;

namespace Notifier.Tests.Api;

/// <summary>A source that is polled, put with each thing wrong: the answer names the place and the fix, and nothing is stored.</summary>
public sealed class SourceRefusalTests(SourceRefusalTests.Strict strict) : IClassFixture<SourceRefusalTests.Strict>
{
    private const string Good = """{"kind":"json","url":"https://example.org/p","schedule":"0 0 18 * * *","items":"$.data","series":[{"id":"li","unit":"CNY/t","date":"d","value":"v"}]}""";

    private readonly NotifierHost _host = strict.Host;

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

    public sealed class Strict(AzuriteFixture azurite) : SharedHost(azurite)
    {
        private protected override Task<NotifierHost> StartAsync(string connectionString) =>
            NotifierHost.StartAsync(connectionString, settings: new Dictionary<string, string?> { ["Notifier:AllowPrivateTargets"] = "false" });
    }
}
