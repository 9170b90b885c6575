using Microsoft.AspNetCore.Http;
using Notifier.Sources;
using static Notifier.Tests.Sources.SourceBench;

namespace Notifier.Tests.Sources.Html;

public sealed class JsonHtmlSourceTests : IAsyncLifetime
{
    private const string List = """{"success":true,"data":{"html":"<ul><li class='x'><a href='/art/1.html'>Notice one</a><span>2024-07-12</span></li></ul>"}}""";

    private readonly SourceBench _bench = new();
    private StandIn _server = null!;

    public async ValueTask InitializeAsync() => _server = await StandIn.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _bench.Dispose();
    }

    [Fact]
    public async Task The_HTML_in_a_text_of_JSON_is_read_as_a_page()
    {
        _server.Answer(List, "application/json");

        var entry = Assert.Single((await _bench.ReadAsync(Source())).Entries);

        Assert.Equal(("Notice one", _server.Address + "art/1.html", "2024-07-12"), (entry.Title, entry.Link, entry.Published.ToString()));
    }

    [Fact]
    public async Task What_the_script_of_the_page_would_ask_is_asked()
    {
        Serve("""<script src="/script/unitbuild.js" url="/gateway/build/unit?v=1" queryData="{'webId':'8d82','pageId':'a b','n':15}"></script>""");

        Assert.Single((await _bench.ReadAsync(Source() with { Script = "script[querydata]" })).Entries);
        Assert.Equal(["/list", "/gateway/build/unit"], _server.Seen.Select(seen => seen.Path));
        Assert.Equal("?v=1&webId=8d82&pageId=a%20b&n=15", _server.Seen[1].Query);
    }

    [Theory]
    [InlineData("""<script querydata="{}">""", "NotTheFormat", "has no 'script[querydata]' with an attribute 'url'")]
    [InlineData("""<p>A page of text</p><script url="https://other.example/x" querydata="{}">""", "NotTheFormat", "asks another host, which is not followed")]
    [InlineData("""<script url="/x" querydata="webId=1">""", "NotTheFormat", "'querydata' of the script cannot be read")]
    [InlineData("""<script>location.href='/y'</script>""", "NotTheFormat", "leads to another by script")]
    [InlineData("""<title>Just a moment...</title>""", "Blocked", "tests for a browser")]
    public async Task A_page_without_such_a_script_says_why(string page, string reason, string detail)
    {
        Serve(page.Contains("querydata=\"{}\">", StringComparison.Ordinal) && !page.Contains("url", StringComparison.Ordinal) ? "<p>" + new string('x', 300) + page : page);

        var failure = (await _bench.ReadAsync(Source() with { Script = "script[querydata]" })).Failure!;

        Assert.Equal(reason, failure.Reason.ToString());
        Assert.Contains(detail, failure.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"data":{}}""", "NotTheFormat", "127.0.0.1: there is no text at '$.data.html': check 'html'")]
    [InlineData("""{"success":false,"message":"bad page"}""", "ErrorInBody", "127.0.0.1 answered with an error: bad page")]
    [InlineData("""{"data":{"html":"<ul></ul>"}}""", "Empty", "127.0.0.1: the page has no 'li': its layout was changed, or 'items' is wrong")]
    [InlineData("""{"data":{"html":"<ul>""", "Truncated", "127.0.0.1 broke off in the middle of its JSON")]
    public async Task What_is_no_list_is_a_failure_with_its_reason(string body, string reason, string detail)
    {
        _server.Answer(body, "application/json");

        var failure = (await _bench.ReadAsync(Source())).Failure;

        Assert.Equal((reason, detail), (failure?.Reason.ToString(), failure?.Detail));
    }

    [Fact]
    public void What_cannot_be_a_definition_is_refused_with_its_place() =>
        Assert.Equal(["/html", "/script", "/next"], _bench.Kind("json+html").Check(Source() with { Html = "$.[", Script = "script[", Next = "$.n" }).Select(problem => problem.Pointer));

    private void Serve(string page) => _server.Answer(async context =>
    {
        var isPage = context.Request.Path == "/list";
        context.Response.ContentType = isPage ? "text/html" : "application/json";
        await context.Response.WriteAsync(isPage ? page : List);
    });

    private SourceDefinition Source() => Definition("json+html", _server.Address + "list") with { Items = "li", Entries = new("a", "a@href", "span") };
}
