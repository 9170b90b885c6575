using System.Text;
using Notifier.Sources;
using static Notifier.Tests.Sources.SourceBench;

namespace Notifier.Tests.Sources.Feed;

/// <summary>A feed over HTTP, as the application asks for it.</summary>
public sealed class FeedSourceTests : IAsyncLifetime
{
    private readonly SourceBench _bench = new(("Secrets:K", "hush-hush-1"));
    private StandIn _server = null!;

    public async ValueTask InitializeAsync()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        _server = await StandIn.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _bench.Dispose();
    }

    [Theory]
    [MemberData(nameof(FeedSamples.All), MemberType = typeof(FeedSamples))]
    public async Task A_feed_of_any_format_and_content_type_brings_its_items_as_entries(string text)
    {
        foreach (var type in new[] { "application/rss+xml", "text/html; charset=utf-8", "application/octet-stream", "nonsense" })
        {
            _server.Answer(Encoding.UTF8.GetBytes(text), type);

            var entries = (await ReadAsync()).Entries;

            Assert.Equal(["关于锂电池的通知", "Older"], entries.Select(entry => entry.Title));
            Assert.All(entries, entry => Assert.Equal("spot-prices", entry.Source));
        }
    }

    [Theory]
    [InlineData("gb2312", "application/xml; charset=gb2312", "", false)]
    [InlineData("gbk", "application/xml; charset=\"GBK\"", "", false)]
    [InlineData("gb18030", "application/xml", "<?xml version=\"1.0\" encoding=\"GB2312\"?>", false)]
    [InlineData("gb18030", "application/xml; charset=utf-8", "<?xml version='1.0' encoding='gbk'?>", false)]
    [InlineData("gb18030", "application/xml", "", false)]
    [InlineData("big5", "application/xml", "<?xml version=\"1.0\" encoding=\"Big5\"?>", false)]
    [InlineData("utf-8", "application/xml; charset=gb2312", "", true)]
    [InlineData("utf-8", "application/xml", "<?xml version=\"1.0\" encoding=\"gb2312\"?>", true)]
    [InlineData("utf-16", "application/xml", "<?xml version=\"1.0\" encoding=\"utf-8\"?>", true)]
    [InlineData("utf-16BE", "application/xml", "", true)]
    public async Task A_charset_is_found_by_mark_header_declaration_or_trial(string charset, string contentType, string declaration, bool mark)
    {
        var encoding = Encoding.GetEncoding(charset);
        byte[] body = [.. mark ? encoding.GetPreamble() : [], .. encoding.GetBytes(declaration + Rss(Item("<title>電池公告</title><guid>1</guid>")))];
        _server.Answer(charset is "gb2312" ? encoding.GetBytes(Rss(Item("<title>电池公告</title><guid>1</guid>"))) : body, contentType);

        Assert.Equal(charset is "gb2312" ? "电池公告" : "電池公告", (await ReadAsync()).Entries.Single().Title);
    }

    [Fact]
    public async Task Relative_links_are_made_whole_without_the_secrets_of_the_address()
    {
        _server.Answer(Rss(Item("<title>a</title><link>?id=5</link>"), Item("<title>b</title><link>/n/6.html</link>"), Item("<title>c</title><link>7.html#x</link>"), Item("<title>d</title><link>//other.example/8</link>")));

        var entries = (await ReadAsync(Definition("feed", _server.Address + "feeds/{secret:K}/all.xml?key={secret:K}"))).Entries;

        Assert.Equal("/feeds/hush-hush-1/all.xml", _server.Seen.Single().Path);
        Assert.Equal([$"{_server.Address}feeds//all.xml?id=5", $"{_server.Address}n/6.html", $"{_server.Address}feeds//7.html#x", "http://other.example/8"], entries.Select(entry => entry.Link));
        Assert.DoesNotContain(_bench.Logs.All, line => line.Contains("hush", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_source_that_echoes_its_key_does_not_give_it_to_the_readers()
    {
        _server.Answer(Rss(Item($"<title>paid: hush-hush-1</title><link>{_server.Address}n?key=hush-hush-1</link><guid>hush-hush-1/5</guid><description>hush-hush-1</description>")));

        var entry = (await ReadAsync(Definition("feed", _server.Address + "?key={secret:K}"))).Entries.Single();

        Assert.DoesNotContain("hush", entry.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_item_without_an_id_has_one_that_stays()
    {
        var body = Rss(
            Item("<title>by link</title><link>https://example.org/1</link>"), Item("<title>by title</title><pubDate>15 Jul 2024 10:00 XYZ</pubDate>"),
            Item("<title>by title</title><pubDate>16 Jul 2024 10:00 XYZ</pubDate>"), Item("<description>no title</description>"), "<item/>",
            Item($"<title>long</title><guid>{new string('a', 2_000)}1</guid>"), Item($"<title>long</title><guid>{new string('a', 2_000)}2</guid>"));
        _server.Answer(body);
        var first = (await ReadAsync()).Entries;
        _server.Answer(body.Replace("<item>", "<item>\n  ", StringComparison.Ordinal));
        _bench.Clock.Advance(TimeSpan.FromHours(1));
        var second = (await ReadAsync()).Entries;

        Assert.Equal(6, first.Select(entry => entry.Id).Distinct().Count());
        Assert.Equal("https://example.org/1", first[0].Id);
        Assert.Equal(first.Select(entry => entry.Id), second.Select(entry => entry.Id));
        Assert.All(first, entry => Assert.InRange(entry.Id.Length, 1, 1_000));
    }

    [Theory]
    [InlineData("<pubDate>Mon, 15 Jul 2024 10:00:00 +0800</pubDate>", "2024-07-15T02:00:00Z")]
    [InlineData("<pubDate>2024-07-15 10:00</pubDate>", "2024-07-15T02:00:00Z")]
    [InlineData("<pubDate>2024年7月15日</pubDate>", "2024-07-15")]
    [InlineData("<pubDate>Mon, 15 Jul 2024 10:00:00 EDT</pubDate>", "2024-07-15T14:00:00Z")]
    [InlineData("<pubDate>Mon, 15 Jul 2024 10:00:00 IST</pubDate>", "2024-07-15T04:00:00Z")]
    [InlineData("<pubDate>soon</pubDate>", "2024-07-15T04:00:00Z")]
    [InlineData("", "2024-07-15T04:00:00Z")]
    public async Task A_date_without_a_zone_is_the_sources_and_without_a_date_it_is_now(string date, string published)
    {
        _server.Answer(Rss(Item("<title>t</title>" + date)));

        Assert.Equal(published, (await ReadAsync()).Entries.Single().Published.ToString());
    }

    [Fact]
    public async Task Without_a_change_it_is_not_sent_again()
    {
        _server.Answer(FeedSamples.Rss20, headers: [("ETag", "\"7\""), ("Last-Modified", "Mon, 15 Jul 2024 03:00:00 GMT")]);
        var first = await ReadAsync();
        _server.Answer(context =>
        {
            context.Response.StatusCode = 304;
            return Task.CompletedTask;
        });

        var second = await _bench.ReadAsync(Definition("feed", _server.Address + "feed.xml"), first.Cursor);

        Assert.True(second.NotModified);
        Assert.Null(second.Failure);
        Assert.Equal(("\"7\"", "Mon, 15 Jul 2024 03:00:00 GMT"), (_server.Seen[^1].Headers.IfNoneMatch.ToString(), _server.Seen[^1].Headers.IfModifiedSince.ToString()));
    }

    [Fact]
    public async Task What_was_whole_of_a_feed_that_breaks_off_is_read_and_the_next_poll_asks_for_all_again()
    {
        _server.Answer(Rss(Item("<title>a</title>"), Item("<title>b</title>"))[..^40], headers: [("ETag", "\"7\"")]);

        var reading = await _bench.ReadAsync(Definition("feed", _server.Address + "feed.xml"), SourceCursor.Start);

        Assert.Equal("a", reading.Entries.Single().Title);
        Assert.Equal((SourceFailureReason.Truncated, "127.0.0.1: it breaks off behind 1 whole items, which were read"), (reading.Failure!.Reason, reading.Failure.Detail));
        Assert.Null(reading.Cursor.ETag);
    }

    [Theory]
    [InlineData("<rss><channel><title>n</title></channel></rss>", SourceFailureReason.Empty, "127.0.0.1: 0 items where at least 1 are expected")]
    [InlineData("<!DOCTYPE html><html><body>Wartung</body></html>", SourceFailureReason.NotTheFormat, "127.0.0.1 answered with an HTML page where a feed was expected: check its address")]
    [InlineData("<!-- saved --><html><body><br></body></html>", SourceFailureReason.NotTheFormat, "127.0.0.1 answered with an HTML page where a feed was expected: check its address")]
    [InlineData("<?xml version=\"1.0\"?><!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Strict//EN\" \"x\"><html xmlns=\"http://www.w3.org/1999/xhtml\"><body/></html>", SourceFailureReason.NotTheFormat, "127.0.0.1 answered with an HTML page where a feed was expected: check its address")]
    [InlineData("<html><script>var arg1='F2';document.cookie='acw_sc__v2='+arg1</script></html>", SourceFailureReason.Blocked, "127.0.0.1 answered with a page that tests for a browser: it refuses programs; ask its owner, or use another source")]
    [InlineData("<rss><channel><item><title>x</ti", SourceFailureReason.Truncated, "127.0.0.1: it breaks off before its first item is whole")]
    [InlineData("{\"error\":\"limit\"}", SourceFailureReason.NotTheFormat, "127.0.0.1: this is JSON, but not a JSON Feed")]
    public async Task What_came_instead_of_a_feed_is_said(string body, object reason, string detail)
    {
        _server.Answer(body);

        var reading = await _bench.ReadAsync(Definition("feed", _server.Address + "feed.xml"));

        Assert.Equal(new SourceFailure((SourceFailureReason)reason, detail), reading.Failure);
        Assert.Empty(reading.Entries);
    }

    [Fact]
    public async Task A_connection_that_ends_in_the_middle_is_a_broken_answer_and_not_a_short_feed()
    {
        _server.BreakOff(FeedSamples.Rss20, "application/rss+xml");

        Assert.Equal(SourceFailureReason.Truncated, (await _bench.ReadAsync(Definition("feed", _server.Address + "feed.xml"))).Failure?.Reason);
    }

    private async Task<SourceReading> ReadAsync(SourceDefinition? definition = null)
    {
        var reading = await _bench.ReadAsync(definition ?? Definition("feed", _server.Address + "feed.xml"));
        Assert.Null(reading.Failure);
        return reading;
    }

    private static string Rss(params string[] items) => $"<rss version=\"2.0\"><channel><title>n</title>{string.Concat(items)}</channel></rss>";

    private static string Item(string inner) => $"<item>{inner}</item>";
}
