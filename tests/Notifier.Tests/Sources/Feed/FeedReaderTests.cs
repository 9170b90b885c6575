using CsCheck;
using Notifier.Sources;
using Notifier.Sources.Feed;

namespace Notifier.Tests.Sources.Feed;

/// <summary>Every format, read alike; what is broken off or no feed is said to be so.</summary>
public sealed class FeedReaderTests
{
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
    private static readonly Uri Address = new("https://example.org/feeds/all.xml");

    [Theory]
    [InlineData("<!DOCTYPE rss [<!ENTITY id \"tag:example.com,\"><!ENTITY id 'second'>]><rss><channel><item><guid isPermaLink='false'>&id;2024:/1</guid><title>&id;</title></item></channel></rss>", "tag:example.com,2024:/1 tag:example.com,")]
    [InlineData("<!DOCTYPE rss [<!ENTITY a 'x'><!ENTITY b '&a;&a;'><!ENTITY c '<i/>'>]><rss><channel><item><guid>1</guid><title>&a;&b;&c;</title></item></channel></rss>", "1 x&b;&c;")]
    public void A_short_entity_of_the_document_is_its_text(string text, string expected) =>
        Assert.Equal(expected, $"{Read(text).Items[0].Id} {Read(text).Items[0].Title?.Plain}");

    [Fact]
    public void Entities_of_a_document_cannot_make_it_grow()
    {
        var item = Read($"<!DOCTYPE rss [<!ENTITY a '{new string('x', 200)}'>]><rss><channel><item><title>t</title><description>{string.Concat(Enumerable.Repeat("&a;", 100_000))}</description></item></channel></rss>").Items[0];

        Assert.InRange(item.Summary!.Value.Text.Count(letter => letter == 'x'), 1, 64 * 1024);
    }

    [Theory]
    [InlineData("<script>var a='<item>';</script>\n<rss><channel><item><title>t</title></item></channel></rss>")]
    [InlineData("<script>track()</script><?xml version='1.0'?><!-- b --><rss><channel><item><title>t</title></item></channel></rss>")]
    [InlineData("<!-- an <rss> of ours --> <?xml version='1.0'?><rss><channel><item><title>t</title></item></channel></rss>")]
    [InlineData("<!-- <rss><channel><item/> --><rss><channel><item><title>t</title></item></channel></rss>")]
    [InlineData("<!-- a --><!-- <feed> --><feed xmlns='http://www.w3.org/2005/Atom'><entry><title>t</title></entry></feed>")]
    public void A_script_or_a_comment_before_the_feed_is_no_part_of_it(string text) =>
        Assert.Equal("t", Assert.Single(Read(text).Items).Title?.Plain);

    [Fact]
    public void Blanks_between_words_of_markup_stay() =>
        Assert.Equal("one two", Read("<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>t</title><content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><b>one</b> <i>two</i></div></content></entry></feed>").Items[0].Content?.Plain);

    [Theory]
    [InlineData("<rss><channel><item><title>t</title><description>&amp;#X61;b</description></item></channel></rss>", "&#x61;b", "ab")]
    [InlineData("<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>t</title><summary type='html'>Q&amp;A &amp;amp; &amp;lt; R&amp;amp;D</summary></entry></feed>", "Q&amp;A &amp; &lt; R&amp;D", "Q&A & < R&D")]
    [InlineData("<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>t</title><summary type='text'>Q&amp;A</summary></entry></feed>", "Q&A", "Q&A")]
    public void References_in_HTML_are_written_as_everybody_reads_them(string text, string written, string plain) =>
        Assert.Equal((written, plain), (Read(text).Items[0].Summary?.Text, Read(text).Items[0].Summary?.Plain));

    [Theory]
    [InlineData("&#147;Q&#148; &#150; &#x80;5")]
    [InlineData("&amp;#147;Q&amp;#148; &amp;#150; &amp;#x80;5")]
    public void Numbers_of_Windows_are_the_characters_that_were_meant(string written) =>
        Assert.Equal("“Q” – €5", Read($"<rss><channel><item><title>{written}</title></item></channel></rss>").Items[0].Title?.Plain);

    [Fact]
    public void The_whole_text_of_an_item_stays_as_it_is() =>
        Assert.Equal("\n <p>a</p>\n", Read("<rss xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel><item><title>t</title><content:encoded>\n <![CDATA[<p>a</p>]]>\n</content:encoded></item></channel></rss>").Items[0].Content?.Text);

    [Theory]
    [InlineData("<rss><channel>{0}</channel></rss>", "<item><title>t</title></item>")]
    [InlineData("{{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[{0}{{}}]}}", "{\"id\":\"1\"},")]
    public void More_items_than_a_feed_has_are_refused(string frame, string item)
    {
        var refused = Assert.Throws<FeedFormatException>(() => Read(string.Format(null, frame, string.Concat(Enumerable.Repeat(item, 10_001)))));

        Assert.Equal((SourceFailureReason.TooLarge, "it has more than 10000 items"), (refused.Reason, refused.Message));
    }

    [Theory]
    [InlineData("<![CDATA[", "]]>")]
    [InlineData("", " & ")]
    public void A_text_as_long_as_a_document_is_cut(string open, string close)
    {
        var items = Read($"<rss><channel><item><title>one</title><description>{open}{new string('x', 3_000_000)}{close}</description></item><item><title>two</title></item></channel></rss>").Items;

        Assert.Equal((1 << 20, "two"), (items[0].Summary?.Text.Length, items[1].Title?.Plain));
    }

    [Fact]
    public void Half_a_character_in_JSON_is_no_feed_and_no_accident() =>
        Assert.Throws<FeedFormatException>(() => FeedReader.Read("""{"version":"https://jsonfeed.org/version/1.1","\ud83d":1,"items":[]}""", Address, Shanghai));

    [Fact]
    public void Thousands_of_attributes_are_refused_before_a_parser_keeps_them()
    {
        var attributes = string.Concat(Enumerable.Range(0, 60_000).Select(number => $" a{number}='1'"));

        var refused = Assert.Throws<FeedFormatException>(() => FeedReader.Read($"<rss version='2.0'><channel><x{attributes}/></channel></rss>", Address, Shanghai));

        Assert.Contains("more than 2000 attributes", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Signs_of_equality_in_texts_and_addresses_are_no_attributes()
    {
        var text = string.Concat(Enumerable.Repeat("a = b, it's \"c\"; &lt;x y='1'&gt; ", 5_000));

        var feed = FeedReader.Read($"<rss version='2.0'><channel><item><title>t</title><link>https://example.org/?{string.Join("&amp;", Enumerable.Range(0, 3_000).Select(number => $"p{number}=1"))}</link><description>{text}</description></item></channel></rss>", Address, Shanghai);

        Assert.Single(feed.Items);
    }

    [Theory]
    [InlineData(FeedSamples.Rss20, "rss 2.0", "n2 2024-07-15T02:00 | n1 2024-07-14T02:00")]
    [InlineData(FeedSamples.Rss091, "rss 0.91", " - |  -")]
    [InlineData(FeedSamples.Rdf, "rss 1.0", "https://example.org/notices/2.html 2024-07-15T02:00 | https://example.org/notices/1.html 2024-07-13T16:00")]
    [InlineData(FeedSamples.Atom, "atom 1.0", "n2 2024-07-15T02:00 | n1 2024-07-14T02:00")]
    [InlineData(FeedSamples.Atom03, "atom 0.3", "n2 2024-07-15T02:00 | n1 2024-07-14T02:00")]
    [InlineData(FeedSamples.Json, "json 1.1", "2 2024-07-15T02:00 | 1 -")]
    public void A_format_is_told_by_its_content(string text, string version, string items)
    {
        var feed = Read(text);

        Assert.Equal(version, feed.Version);
        Assert.Equal(items, string.Join(" | ", feed.Items.Select(item => $"{item.Id} {item.Published?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm", null) ?? "-"}")));
        Assert.StartsWith("Notices", feed.Title?.Plain, StringComparison.Ordinal);
        Assert.Equal(["关于锂电池的通知", "Older"], feed.Items.Select(item => item.Title?.Plain));
        Assert.Equal("https://example.org/notices/1.html", feed.Items[1].Link);
    }

    [Fact]
    public void The_texts_of_an_item_are_plain_and_its_links_whole()
    {
        var rss = Read(FeedSamples.Rss20).Items[0];
        var atom = Read(FeedSamples.Atom).Items[0];
        var json = Read(FeedSamples.Json).Items;

        Assert.Equal(("https://example.org/notices/2.html", "Capacity & quotas", "One Two & three"), (rss.Link, rss.Summary?.Plain, rss.Content?.Plain));
        Assert.Equal(("https://example.org/notices/2.html", "5 < 6", "One"), (atom.Link, atom.Summary?.Plain, atom.Content?.Plain));
        Assert.Equal(("https://example.org/feeds/notices/2.html", "One Two & three", "5 < 6 & 7"), (json[0].Link, json[0].Content?.Plain, json[1].Content?.Plain));
        Assert.Equal("Notices & news", Read(FeedSamples.Atom).Title?.Plain);
        Assert.Equal(["Ministry batteries", "Ministry batteries", "Ministry batteries"], new[] { rss, atom, json[0] }.Select(item => $"{item.Authors.Single().Plain} {item.Categories.Single().Plain}"));
    }

    [Theory]
    [MemberData(nameof(FeedSamples.All), MemberType = typeof(FeedSamples))]
    public void Half_a_document_yields_its_whole_items_and_is_said_to_be_half_wherever_it_ends(string text)
    {
        var whole = text.Trim();
        var ends = Enumerable.Range(0, whole.Length).Where(at => Ends.Any(end => whole.AsSpan(at).StartsWith(end))).Select(at => at + whole.AsSpan(at).IndexOfAny('>', '}') + 1).ToList();
        var items = Read(whole).Items;
        Assert.Equal(items.Count, whole[0] == '{' ? 2 : ends.Count);
        // Without its last character it is as good as whole.
        for (var length = 1; length < whole.Length - 1; length++)
        {
            var (count, truncated) = Half(whole[..length]);

            Assert.Equal((length, true), (length, truncated));
            Assert.True(whole[0] == '{' || count == ends.Count(end => end <= length), $"{count} items of the first {length} characters");
        }

        Assert.Equal(items.Count, Read(whole + (whole[0] == '{' ? "\n\n" : "\n<!-- made in 3 ms -->\n")).Items.Count);
    }

    private static readonly string[] Ends = ["</item>", "</entry>"];

    private static (int Items, bool Truncated) Half(string text)
    {
        try
        {
            var feed = Read(text);
            return (feed.Items.Count, feed.Truncated);
        }
        catch (FeedFormatException exception)
        {
            return (0, exception.Reason == SourceFailureReason.Truncated);
        }
    }

    [Fact]
    public void Half_a_json_feed_has_the_items_whose_braces_are_closed()
    {
        var text = FeedSamples.Json;
        var second = text.IndexOf("\"id\": \"1\"", StringComparison.Ordinal);

        Assert.Equal((1, true), Half(text[..second]));
        Assert.Equal((2, true), Half(text[..text.LastIndexOf(']')]));
    }

    [Theory]
    [InlineData("", "this is neither XML nor JSON")]
    [InlineData("service temporarily unavailable", "this is neither XML nor JSON")]
    [InlineData("[1,2]", "this is neither XML nor JSON")]
    [InlineData("{\"items\":[]}", "this is JSON, but not a JSON Feed")]
    [InlineData("{\"version\":\"https://jsonfeed.org/version/1\",\"items\":{}}", "this is JSON, but not a JSON Feed")]
    [InlineData("{\"version\":1,,}", "it is not JSON")]
    [InlineData("<opml version=\"2.0\"><body/></opml>", "this is XML, but neither RSS, RDF nor Atom")]
    public void What_is_no_feed_is_said_to_be_none(string text, string message)
    {
        var failure = Assert.Throws<FeedFormatException>(() => Read(text));

        Assert.Equal((SourceFailureReason.NotTheFormat, message), (failure.Reason, failure.Message));
    }

    [Theory]
    [InlineData("Q&A &nbsp; R&D &copy; &unknown; &#x9502; &#0; AT&T;", "Q&A R&D © &unknown; 锂 AT&T;")]
    [InlineData("a\u0001b\uFFFEc", "abc")]
    [InlineData("<![CDATA[5 < 6 & &amp; <b>7</b>]]>", "5 < 6 & & 7")]
    [InlineData("&lt;script&gt;alert(1)&lt;/script&gt;Title", "Title")]
    [InlineData("&lt;img src=x onerror=alert(1)&gt;Title", "Title")]
    [InlineData("&amp;lt;b&amp;gt; stays", "<b> stays")]
    [InlineData("  two\n\t  lines ", "two lines")]
    public void Titles_are_text_whatever_they_are_written_in(string written, string read) =>
        Assert.Equal(read, Read($"<rss><channel><item><title>{written}</title></item></channel></rss>").Items.Single().Title?.Plain);

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://example.org/x")]
    public void Only_links_to_pages_are_links(string link) =>
        Assert.Null(Read($"<rss><channel><item><title>t</title><link>{link}</link></item></channel></rss>").Items.Single().Link);

    [Theory]
    [InlineData("<rss><channel><item><title>t</title></channel></rss>")]
    [InlineData("<rss><channel><item><title>t<link>https://example.org/1</link></item></channel></rss>")]
    [InlineData("<rss><channel><item><title>t</tilte></item><foo></channel></rss>")]
    [InlineData("<rss><channel><item><title>t</title><description>a <b>b <br> c</description></item></channel></rss>")]
    [InlineData("<rss><channel><item><title>t</title><my:own a=1 a=\"2\" checked>x</my:own></item></channel></rss>")]
    [InlineData("<rss><channel><item><title>t</title></p></item></channel></rss><script>tracked()</script>")]
    [InlineData("<br />\n<b>Warning</b>: mysql_connect() in /srv/feed.php on line 3<br />\n<?xml version=\"1.0\"?><rss><channel><item><title>t</title></item></channel></rss>")]
    [InlineData("\n <!-- cached -->\n<?xml version=\"1.0\"?><rss><channel><item><title>t</title></item></channel></rss>")]
    [InlineData("<!DOCTYPE rss [<!ENTITY a \"b>\">]><rss><channel><item><title>t</title><link>?a=1&b=2</link></item></channel></rss")]
    [InlineData("<RSS><Channel><Item><Title>t</Title></Item></Channel></RSS>")]
    public void What_is_broken_in_the_ways_that_feeds_are_is_mended(string text)
    {
        var feed = Read(text);

        Assert.Equal("t", feed.Items.Single().Title?.Plain);
        Assert.False(feed.Truncated);
    }

    [Theory]
    [InlineData("xmlns:dc=\"http://purl.org/dc/elements/1.1\" xmlns:c=\"https://purl.org/rss/1.0/modules/content/\"", "c:encoded")]
    [InlineData("xmlns:dc=\"urn:own\" xmlns:content=\"urn:own-too\"", "content:encoded")]
    [InlineData("", "content:encoded")]
    public void A_vocabulary_is_known_by_its_address_or_its_usual_prefix(string declarations, string content)
    {
        var item = Read($"<rss {declarations}><channel><item><dc:title>t</dc:title><{content}>&lt;p>c&lt;/p></{content}></item></channel></rss>").Items.Single();

        Assert.Equal(("t", "<p>c</p>"), (item.Title?.Text, item.Content?.Text));
    }

    [Fact]
    public void Links_in_html_are_relative_to_the_nearest_base()
    {
        var item = Read("<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:base=\"https://a.example/x/\"><entry><content type=\"html\" xml:base=\"y/\">&lt;a title='>' href='z?a=1&amp;amp;b=2'>l&lt;/a> &lt;img src=\"https://b.example/i.png\"> href='q'</content></entry></feed>").Items.Single();

        Assert.Equal("<a title='>' href='https://a.example/x/y/z?a=1&amp;b=2'>l</a> <img src=\"https://b.example/i.png\"> href='q'", item.Content?.Whole);
    }

    [Fact]
    public void No_damage_makes_it_fail_in_another_way()
    {
        string[] samples = [FeedSamples.Rss20, FeedSamples.Rss091, FeedSamples.Rdf, FeedSamples.Atom, FeedSamples.Atom03, FeedSamples.Json];
        string[] shards = ["<", ">", "&", "]]>", "<![CDATA[", "<!--", "<?", "\"", "'", "xmlns=\"\"", "xml:base=\"http://[\"", "\ud800", "\\ud800", "\0", "</item>", "<item>", "{", "null", "rdf:", "&#55296;", "<!DOCTYPE x [", "<!ENTITY"];
        Gen.Select(Gen.Int[0, samples.Length - 1], Gen.Int[0, 2000], Gen.Int[0, 30], Gen.Int[0, shards.Length - 1]).Sample((sample, at, cut, shard) =>
        {
            var text = samples[sample];
            var from = at % text.Length;
            try
            {
                Read(text[..from] + shards[shard] + text[Math.Min(text.Length, from + cut)..]);
            }
            catch (FeedFormatException exception)
            {
                Assert.NotEmpty(exception.Message);
            }
        });
    }

    private static FeedDocument Read(string text) => FeedReader.Read(text, Address, Shanghai);
}
