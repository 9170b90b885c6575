using System.Net;
using System.Text.RegularExpressions;
using Notifier.Tests.Architecture;
using Notifier.Tests.Driving;
using Notifier.Tests.Storage;

namespace Notifier.Tests.Api;

/// <summary>Sources over HTTP: made, read, changed by who saw the version, deleted; nothing of a refused one is stored.</summary>
public sealed class SourceTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const string Push = """{"kind":"push","zone":"Asia/Shanghai","series":[{"id":"copper-cn","unit":"CNY/t"},{"id":"tin-cn","unit":"CNY/t","frequency":"monthly"}]}""";

    private NotifierHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await NotifierHost.StartAsync(azurite.ConnectionString);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_source_is_made_read_and_listed()
    {
        var made = await _host.Admin.SendAsync("PUT", "/api/sources/ours", Push);
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.Equal("/api/sources/ours", made.Headers.Location!.OriginalString);

        var read = await _host.Admin.SendAsync("GET", "/api/sources/ours");
        Assert.Equal(made.Headers.ETag, read.Headers.ETag);
        Assert.Equal(
            """{"kind":"push","id":"ours","zone":"Asia/Shanghai","expectMinItems":1,"series":[{"id":"copper-cn","unit":"CNY/t","frequency":"daily"},{"id":"tin-cn","unit":"CNY/t","frequency":"monthly"}]}""",
            await read.Content.ReadAsStringAsync());
        var listed = await _host.Admin.SendAsync("GET", "/api/sources").ReadAsync();
        Assert.Equal("ours", Assert.Single(listed.GetProperty("items").EnumerateArray()).Text("id"));
        var series = await _host.Admin.SendAsync("GET", "/api/series?limit=1").ReadAsync();
        Assert.Equal("copper-cn", Assert.Single(series.GetProperty("items").EnumerateArray()).Text("id"));
        Assert.Equal(HttpStatusCode.NotModified, (await _host.Admin.SendAsync("GET", "/api/sources/ours", null, ("If-None-Match", read.Headers.ETag!.ToString()))).StatusCode);
    }

    [Fact]
    public async Task What_was_read_can_be_put_again_by_who_saw_it()
    {
        await _host.Admin.SendAsync("PUT", "/api/sources/ours", Push);
        var read = await _host.Admin.SendAsync("GET", "/api/sources/ours");
        var text = await read.Content.ReadAsStringAsync();

        await _host.Admin.SendAsync("PUT", "/api/sources/ours", text).ProblemAsync(HttpStatusCode.PreconditionRequired, "precondition-required");
        await _host.Admin.SendAsync("PUT", "/api/sources/ours", text, ("If-None-Match", "*")).ProblemAsync(HttpStatusCode.PreconditionFailed, "precondition-failed");
        var changed = await _host.Admin.SendAsync("PUT", "/api/sources/ours", text.Replace("monthly", "weekly", StringComparison.Ordinal), ("If-Match", read.Headers.ETag!.ToString()));
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        await _host.Admin.SendAsync("PUT", "/api/sources/ours", text, ("If-Match", read.Headers.ETag.ToString())).ProblemAsync(HttpStatusCode.PreconditionFailed, "precondition-failed");
        Assert.Contains("weekly", await (await _host.Admin.SendAsync("GET", "/api/sources/ours")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deleted_source_is_gone_and_its_series_are_free()
    {
        await _host.Admin.SendAsync("PUT", "/api/sources/ours", Push);

        await _host.Admin.SendAsync("DELETE", "/api/sources/ours").ProblemAsync(HttpStatusCode.PreconditionRequired, "precondition-required");
        await _host.Admin.SendAsync("DELETE", "/api/sources/ours", null, ("If-Match", "*")).ReadAsync(HttpStatusCode.NoContent);
        await _host.Admin.SendAsync("DELETE", "/api/sources/ours", null, ("If-Match", "*")).ProblemAsync(HttpStatusCode.NotFound, "not-found");
        await _host.Admin.SendAsync("PUT", "/api/sources/others", Push).ReadAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_series_of_another_source_is_a_conflict_until_it_is_given_up()
    {
        await _host.Admin.SendAsync("PUT", "/api/sources/ours", Push);

        var problem = await _host.Admin.SendAsync("PUT", "/api/sources/theirs", """{"kind":"push","series":[{"id":"tin-cn"}]}""").ProblemAsync(HttpStatusCode.Conflict, "conflict");
        Assert.Contains("'tin-cn' belongs to the source 'ours'", problem.Text("detail"), StringComparison.Ordinal);
        await _host.Admin.SendAsync("GET", "/api/sources/theirs").ProblemAsync(HttpStatusCode.NotFound, "not-found");

        await _host.Admin.SendAsync("PUT", "/api/sources/ours", """{"kind":"push","series":[{"id":"copper-cn"}]}""", ("If-Match", "*")).ReadAsync();
        await _host.Admin.SendAsync("PUT", "/api/sources/theirs", """{"kind":"push","series":[{"id":"tin-cn"}]}""").ReadAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Of_ten_at_once_one_makes_it()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => _host.Admin.SendAsync("PUT", "/api/sources/ours", Push)));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        Assert.All(answers, answer => Assert.True(answer.StatusCode is HttpStatusCode.Created or HttpStatusCode.PreconditionFailed or HttpStatusCode.PreconditionRequired));
    }

    [Theory]
    [InlineData("""{"series":[]}""", "")]
    [InlineData("""{"kind":"telepathy"}""", "/kind")]
    [InlineData("""{"kind":"push","id":"other"}""", "/id")]
    [InlineData("""{"kind":"push","zone":"Mars/Olympus"}""", "/zone")]
    [InlineData("""{"kind":"push","url":"https://example.org"}""", "/url")]
    [InlineData("""{"kind":"push","schedule":"0 0 8 * * *"}""", "/schedule")]
    [InlineData("""{"kind":"push","items":"$.data"}""", "/items")]
    [InlineData("""{"kind":"push","headers":{"X-A":"b"}}""", "/headers")]
    [InlineData("""{"kind":"push","expectMinItems":5}""", "/expectMinItems")]
    [InlineData("""{"kind":"push","series":[{"id":"Copper"}]}""", "/series/0/id")]
    [InlineData("""{"kind":"push","series":[{"id":"a"},{"id":"a"}]}""", "/series/1/id")]
    [InlineData("""{"kind":"push","series":[{"id":"a","unit":"CNY per t"}]}""", "/series/0/unit")]
    [InlineData("""{"kind":"push","series":[{"id":"a","frequency":"hourly"}]}""", "/series/0/frequency")]
    [InlineData("""{"kind":"push","series":[{"id":"a","colour":"red"}]}""", "/series/0/colour")]
    [InlineData("""{"kind":"push","headers":{"Authorization":"Bearer s3cr3t"}}""", "/headers/Authorization")]
    [InlineData("""{"kind":"push","headers":{"X-A":"a\r\nB: c"}}""", "/headers/X-A")]
    [InlineData("""{"kind":"push","headers":{"X A":"a"}}""", "/headers/X A")]
    [InlineData("""{"kind":"push","expectMinItems":-1}""", "/expectMinItems")]
    [InlineData("""{"kind":"fred","schedule":"0 0 9 * * *","series":[{"id":"nickel"}]}""", "/series/0/symbol")]
    [InlineData("""{"kind":"fred","url":"http://example.org","schedule":"0 0 9 * * *","series":[{"id":"nickel","symbol":"PNICKUSDM"}]}""", "/url")]
    [InlineData("""{"kind":"gfex","schedule":"0 0 17 * * 1-5","series":[{"id":"lithium","symbol":"lc2411"}]}""", "/series/0/symbol")]
    [InlineData("""{"kind":"gfex","schedule":"0 0 17 * * 1-5","series":[{"id":"lithium","symbol":"lc","frequency":"weekly"}]}""", "/series/0/frequency")]
    public async Task A_refused_source_names_its_field_and_is_not_stored(string body, string pointer)
    {
        var problem = await _host.Admin.SendAsync("PUT", "/api/sources/ours", body).ProblemAsync(HttpStatusCode.BadRequest, "invalid-body");

        Assert.Equal(pointer, problem.GetProperty("errors")[0].Text("pointer"));
        Assert.Equal(1, problem.GetProperty("errors")[0].GetProperty("line").GetInt32());
        await _host.Admin.SendAsync("GET", "/api/sources/ours").ProblemAsync(HttpStatusCode.NotFound, "not-found");
    }

    [Theory]
    [InlineData("PUT", "/api/sources/Ours", HttpStatusCode.BadRequest, "invalid-query")]
    [InlineData("GET", "/api/sources/a%2Fb", HttpStatusCode.NotFound, "not-found")]
    [InlineData("GET", "/api/sources/%23%3F", HttpStatusCode.NotFound, "not-found")]
    [InlineData("GET", "/api/series/-", HttpStatusCode.NotFound, "not-found")]
    [InlineData("POST", "/api/sources/none/poll", HttpStatusCode.NotFound, "not-found")]
    public async Task An_id_that_is_none_is_refused(string method, string address, HttpStatusCode status, string code) =>
        await _host.Admin.SendAsync(method, address, method == "PUT" ? Push : null).ProblemAsync(status, code);

    /// <summary>The example definitions of the README, in its words.</summary>
    [Theory]
    [InlineData("csv", 1, true)]
    [InlineData("json", 1, true)]
    [InlineData("feed", 0, true)]
    [InlineData("fred", 2, false)]
    [InlineData("gfex", 1, false)]
    [InlineData("json", 0, true)]
    [InlineData("html", 0, true)]
    [InlineData("json+html", 0, true)]
    [InlineData("imf", 1, false)]
    [InlineData("ecb", 2, false)]
    [InlineData("world-bank", 1, false)]
    public async Task A_definition_of_each_kind_is_taken_and_a_typed_one_needs_no_address(string kind, int series, bool addressed)
    {
        var example = Regex.Matches(Checkout.Read("README.md"), "^```json\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)
            .Select(block => block.Groups[1].Value)
            .Single(block => block.Contains($"\"kind\": \"{kind}\"", StringComparison.Ordinal) && block.Contains("\"series\"", StringComparison.Ordinal) == series > 0);

        await _host.Admin.SendAsync("PUT", "/api/sources/ours", example).ReadAsync(HttpStatusCode.Created);

        var read = await _host.Admin.SendAsync("GET", "/api/sources/ours").ReadAsync();
        Assert.Equal((kind, series, addressed), (read.Text("kind"), read.GetProperty("series").GetArrayLength(), read.TryGetProperty("url", out _)));
        await _host.Admin.SendAsync("POST", "/api/sources/ours/poll").ReadAsync(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task A_push_source_is_not_polled()
    {
        await _host.Admin.SendAsync("PUT", "/api/sources/ours", Push);

        await _host.Admin.SendAsync("POST", "/api/sources/ours/poll").ProblemAsync(HttpStatusCode.Conflict, "conflict");
    }
}
