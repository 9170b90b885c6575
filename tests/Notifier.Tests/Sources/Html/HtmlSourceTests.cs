using Notifier.Sources;
using static Notifier.Tests.Sources.SourceBench;

namespace Notifier.Tests.Sources.Html;

/// <summary>Pages as ministries and exchanges write them; written for these tests.</summary>
public sealed class HtmlSourceTests : IAsyncLifetime
{
    private readonly SourceBench _bench = new();
    private StandIn _server = null!;

    public async ValueTask InitializeAsync() => _server = await StandIn.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _bench.Dispose();
    }

    [Fact]
    public async Task Entries_are_found_by_selectors_attributes_alternatives_and_expressions()
    {
        _server.Answer("""
            <!DOCTYPE html><ul class="list">
            <li><a href="./202407/t20240712_1.html" title="Measures for the lithium industry (whole title)">Measures for…</a><span>2024/07/12</span>
            <li><a href="../b/t20240711_2.html">Notice &amp; <b>annex</b></a></li>
            <li class=line></li>
            </ul>
            """, "text/html; charset=utf-8");

        var reading = await ReadAsync("ul.list li", new("a@title | a", "a@href", @"span | a@href ~ t(\d{8})_"), "dir/index.html");

        Assert.Equal(
            [("Measures for the lithium industry (whole title)", "dir/202407/t20240712_1.html", "2024-07-12"), ("Notice & annex", "b/t20240711_2.html", "2024-07-11")],
            reading.Entries.Select(entry => (entry.Title, entry.Link![_server.Address.ToString().Length..], entry.Published.ToString())));
        Assert.Equal(1, reading.Skipped);
    }

    [Fact]
    public async Task The_text_behind_a_node_ends_at_the_next_element()
    {
        _server.Answer("<table><tr><td><a class=old href=/1>First</a> (2024-07-12)<td>2024-01-01<tr><td><a class=old href=/2>Second</a><br>(2024-07-11)<i>2020-01-01</i></table>", "text/html");

        Assert.Equal(["2024-07-12", "2024-07-11"], (await ReadAsync("a.old", new(".", "@href", "@after"))).Entries.Select(entry => entry.Published.ToString()));
    }

    [Theory]
    [InlineData("<base href=\"https://base.example/x/\">", null, "https://base.example/x/1.html")]
    [InlineData("<base href=\"javascript:1\">", "https://own.example/y/", "https://own.example/y/1.html")]
    public async Task Relative_links_are_of_the_base_of_the_page_or_the_definition(string head, string? own, string expected)
    {
        _server.Answer(head + "<li><a href=1.html>x</a> 2024-07-12", "text/html");

        Assert.Equal(expected, Assert.Single((await ReadAsync("li", new("a", "a@href", "a@after", Base: own))).Entries).Link);
    }

    [Fact]
    public async Task A_page_in_an_older_charset_is_read_by_its_meta()
    {
        System.Text.Encoding.RegisterProvider(System.Text.CodePagesEncodingProvider.Instance);
        _server.Answer(System.Text.Encoding.GetEncoding("gb18030").GetBytes("<meta http-equiv=Content-Type content=\"text/html; charset=gb2312\"><li><a href=/1>碳酸锂产能预警</a>（2024年7月12日）"), "text/html");

        Assert.Equal("碳酸锂产能预警", Assert.Single((await ReadAsync("li", new("a", "a@href", "a@after"))).Entries).Title);
    }

    [Fact]
    public async Task A_table_brings_observations()
    {
        _server.Answer("<table id=t><tr><th>日期<th>价格<tr><td>2024-07-11<td>90,000.50<tr><td>2024-07-12<td>&nbsp;90500 元/吨<tr><td>2024-07-13<td>--<tr><td>均价<td>1</table>", "text/html; charset=utf-8");
        var definition = Definition("html", _server.Address + "prices", Series("li", "td:nth-child(1)", @"td:nth-child(2) ~ ^([0-9.,-]+)")) with { Items = "#t tr" };

        Assert.Equal(["2024-07-11 90000.5", "2024-07-12 90500"], Lines(await _bench.ReadAsync(definition)));
        Assert.False(_bench.Kind("html").BringsEntriesBy(definition));
    }

    [Theory]
    [InlineData("<html><script>location.replace('/x')</script></html>", "NotTheFormat", " answered with a page that only leads to another by script: open it in a browser and write the address where it ends")]
    [InlineData("<html><meta http-equiv=Refresh content='0;url=/x'><body>Moved</html>", "NotTheFormat", " answered with a page that only leads to another by script: open it in a browser and write the address where it ends")]
    [InlineData("<html><body><script>/* challenge */</script></body></html>", "Blocked", " answered with a page of scripts and no text: it tests for a browser, or its list is made by a script; ask its owner, or find the address that the script asks")]
    [InlineData("<html><body>Just a moment...<script src=/cdn-cgi/x></script>", "Blocked", " answered with a page that tests for a browser: it refuses programs; ask its owner, or use another source")]
    [InlineData("<html><body><ol><li>text</ol></body></html>", "Empty", ": the page has no 'ul li': its layout was changed, or 'items' is wrong")]
    [InlineData("<ul><li> <li></ul>", "NotTheFormat", ": none of 2 items has a title or a link: check 'title' and 'link' of 'entries'")]
    [InlineData("<ul><li><a href=/1>x</a></ul>", "NotTheFormat", ": none of 1 items has a date that can be read: check 'date' of 'entries'")]
    public async Task A_page_without_items_says_why(string body, string reason, string detail)
    {
        _server.Answer(body, "text/html");

        var failure = (await ReadAsync("ul li", new("a", "a@href", "span"))).Failure;

        Assert.Equal((reason, "127.0.0.1" + detail), (failure?.Reason.ToString(), failure?.Detail));
    }

    [Fact]
    public async Task A_page_made_to_keep_the_reader_busy_is_given_up()
    {
        _server.Answer(string.Concat(Enumerable.Repeat("<div><b><a href=x><table><p>", 60_000)), "text/html");

        var reading = await ReadAsync("ul li", new("a", "a@href"));

        Assert.NotNull(reading.Failure);
    }

    [Theory]
    [InlineData(null, "a", "/items")]
    [InlineData("ul >", "a", "/items")]
    [InlineData("li:nope(", "a", "/items")]
    [InlineData("li", "a@", "/entries/title")]
    [InlineData("li", "a[", "/entries/title")]
    [InlineData("li", "", "/entries/title")]
    [InlineData("li", "a@href ~ (", "/entries/title")]
    public void What_cannot_be_a_definition_is_refused_with_its_place(string? items, string title, string pointer) =>
        Assert.Equal(pointer, Assert.Single(_bench.Kind("html").Check(Definition("html", "https://example.org/") with { Items = items, Entries = new(title) })).Pointer);

    private Task<SourceReading> ReadAsync(string items, EntryFields fields, string path = "list") =>
        _bench.ReadAsync(Definition("html", _server.Address + path) with { Items = items, Entries = fields });
}
