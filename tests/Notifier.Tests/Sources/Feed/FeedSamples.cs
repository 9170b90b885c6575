namespace Notifier.Tests.Sources.Feed;

/// <summary>The same two notices in each format that feeds are written in.</summary>
internal static class FeedSamples
{
    public const string Rss20 = """
        <?xml version="1.0" encoding="UTF-8"?>
        <rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
          <channel>
            <title>Notices</title><link>https://example.org/</link><description>Notices on batteries</description>
            <language>zh-CN</language><lastBuildDate>Mon, 15 Jul 2024 11:00:00 +0800</lastBuildDate>
            <item>
              <title>关于锂电池的&lt;b&gt;通知&lt;/b&gt;</title><link>/notices/2.html</link><guid isPermaLink="false">n2</guid>
              <pubDate>Mon, 15 Jul 2024 10:00:00 +0800</pubDate><dc:creator>Ministry</dc:creator><category>batteries</category>
              <description>Capacity &amp;amp; quotas</description><content:encoded><![CDATA[<p>One</p><p>Two &amp; three</p>]]></content:encoded>
            </item>
            <item><title>Older</title><link>https://example.org/notices/1.html</link><guid isPermaLink="false">n1</guid><pubDate>Sun, 14 Jul 2024 10:00:00 +0800</pubDate></item>
          </channel>
        </rss>
        """;

    public const string Rss091 = """
        <!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">
        <rss version="0.91"><channel><title>Notices</title><link>https://example.org/</link><description>d</description>
          <item><title>关于锂电池的通知</title><link>https://example.org/notices/2.html</link><description>Capacity &eacute;</description></item>
          <item><title>Older</title><link>https://example.org/notices/1.html</link></item>
        </channel></rss>
        """;

    public const string Rdf = """
        <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
          <channel rdf:about="https://example.org/"><title>Notices</title><link>https://example.org/</link><description>d</description></channel>
          <item rdf:about="https://example.org/notices/2.html"><title>关于锂电池的通知</title><link>https://example.org/notices/2.html</link><dc:date>2024-07-15T10:00:00+08:00</dc:date></item>
          <item rdf:about="https://example.org/notices/1.html"><title>Older</title><link>https://example.org/notices/1.html</link><dc:date>2024-07-14</dc:date></item>
        </rdf:RDF>
        """;

    public const string Atom = """
        <?xml version="1.0"?>
        <feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://example.org/notices/">
          <title type="html">Notices &amp;amp; news</title><id>urn:feed</id><updated>2024-07-15T11:00:00+08:00</updated>
          <entry>
            <id>n2</id><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">关于锂电池的<b>通知</b></div></title>
            <link rel="self" href="2.atom"/><link href="2.html"/><published>2024-07-15T10:00:00+08:00</published><updated>2024-07-15T10:30:00+08:00</updated>
            <author><name>Ministry</name></author><category term="batteries"/><summary>5 &lt; 6</summary><content type="html">&lt;p&gt;One&lt;/p&gt;&lt;script&gt;two()&lt;/script&gt;</content>
          </entry>
          <entry><id>n1</id><title>Older</title><link href="https://example.org/notices/1.html"/><updated>2024-07-14T02:00:00Z</updated></entry>
        </feed>
        """;

    public const string Atom03 = """
        <feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>Notices</title><modified>2024-07-15T03:00:00Z</modified>
          <entry><id>n2</id><title mode="escaped" type="text/html">关于锂电池的&lt;b&gt;通知&lt;/b&gt;</title><link rel="alternate" href="https://example.org/notices/2.html"/><issued>2024-07-15T10:00:00+08:00</issued><modified>2024-07-15T02:00:00Z</modified></entry>
          <entry><id>n1</id><title>Older</title><link href="https://example.org/notices/1.html"/><created>2024-07-14T02:00:00Z</created></entry>
        </feed>
        """;

    public const string Json = """
        { "version": "https://jsonfeed.org/version/1.1", "title": "Notices", "home_page_url": "https://example.org/", "items": [
          { "id": 2, "title": "关于锂电池的通知", "url": "notices/2.html", "content_html": "<p>One</p><p>Two &amp; three</p>", "date_published": "2024-07-15T10:00:00+08:00", "authors": [{ "name": "Ministry" }], "tags": ["batteries"] },
          { "id": "1", "title": "Older", "external_url": "https://example.org/notices/1.html", "content_text": "5 < 6 & 7", "date_modified": "2024-07-14T02:00:00Z" } ] }
        """;

    public static TheoryData<string> All => [Rss20, Rss091, Rdf, Atom, Atom03, Json];
}
