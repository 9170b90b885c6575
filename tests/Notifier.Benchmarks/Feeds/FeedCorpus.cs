using System.Globalization;
using System.Text;
using Notifier.Sources.Http;

namespace Notifier.Benchmarks.Feeds;

/// <summary>Documents to be read: the shared ones that every reader reads, or one made here.</summary>
internal static class FeedCorpus
{
    /// <summary>Null where the shared data is not there.</summary>
    public static string? Folder => Environment.GetEnvironmentVariable("NOTIFIER_SHARED") is { Length: > 0 } shared && Directory.Exists(Path.Combine(shared, "data", "feeds"))
        ? Path.Combine(shared, "data", "feeds")
        : null;

    /// <summary>Recorded feeds of XML, decoded; without those that one of the readers refuses.</summary>
    public static IReadOnlyList<string> Recorded() => Folder is null ? [] :
    [
        .. Directory.GetFiles(Path.Combine(Folder, "feed-rs"), "*.xml", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(file => BodyText.Decode(File.ReadAllBytes(file), null))
            .Where(text => FeedReaders.All.Values.All(read => Try(read, text) is not null)),
    ];

    /// <summary>RSS 2.0 of 200 announcements with texts in HTML.</summary>
    public static string Made()
    {
        var text = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?><rss version=\"2.0\"><channel><title>Announcements</title><link>https://example.org/</link><description>All of them</description>");
        for (var number = 0; number < 200; number++)
        {
            var date = new DateTimeOffset(2024, 7, 1, 9, 30, 0, TimeSpan.Zero).AddHours(number).ToString("r", CultureInfo.InvariantCulture);
            text.Append(CultureInfo.InvariantCulture, $"<item><title>关于锂电池行业规范条件的公告 ({number})</title><link>https://example.org/notices/{number}.html</link><guid isPermaLink=\"false\">notice-{number}</guid><pubDate>{date}</pubDate><category>batteries</category><description>&lt;p&gt;The ministry of &lt;b&gt;industry&lt;/b&gt; asks for comments on measure {number} &amp;amp; its annexes until the end of the month.&lt;/p&gt;</description></item>");
        }

        return text.Append("</channel></rss>").ToString();
    }

    public static ReadFeed? Try(Func<string, ReadFeed> read, string text)
    {
        try
        {
            return read(text);
        }
        // Each reader refuses with exceptions of its own.
#pragma warning disable CA1031
        catch (Exception)
#pragma warning restore CA1031
        {
            return null;
        }
    }
}
