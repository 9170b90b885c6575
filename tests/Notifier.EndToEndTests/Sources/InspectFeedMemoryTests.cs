using System.Text;

namespace Notifier.EndToEndTests.Sources;

/// <summary>A process whose heap may hold 64 MiB reads feeds of seven megabytes that are made to grow.</summary>
public sealed class InspectFeedMemoryTests
{
    private const int Size = 7_000_000;

    // 64 MiB, in the hexadecimal digits that the runtime reads. The heap cannot grow beyond it; the run ends with exit code 134 instead.
    private static readonly (string, string) Heap = ("DOTNET_GCHeapHardLimit", "4000000");

    [Theory]
    [InlineData("&", "<item><title>x</title><description>{0}</description></item>")]
    [InlineData("& <", "<item><title>x</title><description>{0}</description></item>")]
    [InlineData("text &lt;b> ", "<item><title>x</title><description>{0}</description></item>")]
    [InlineData("<p>a&b", "<item><title>x</title><description><![CDATA[{0}]]></description></item>")]
    [InlineData("&", "<item><title a=\"{0}\">x</title></item>")]
    [InlineData("<item><title>x</title><link>http://a.example/1</link></item>", "{0}")]
    public async Task A_feed_made_to_grow_stays_within_64_megabytes(string piece, string frame)
    {
        var feed = "<rss version=\"2.0\"><channel><title>a & b</title>" + string.Format(null, frame, string.Concat(Enumerable.Repeat(piece, Size / piece.Length))) + "</channel></rss>";

        var run = await CommandRun.Of(["inspect", "feed"], Encoding.UTF8.GetBytes(feed), null, Heap);

        Assert.DoesNotContain("Out of memory", run.Error, StringComparison.Ordinal);
        Assert.Contains(piece.StartsWith("<item", StringComparison.Ordinal) ? "it has more than 10000 items" : "\"title\":\"x\"", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_feed_of_JSON_stays_within_64_megabytes()
    {
        var feed = $$"""{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","title":"x","content_html":"{{new string('x', Size)}}"}]}""";

        Assert.Contains("\"title\":\"x\"", (await CommandRun.Of(["inspect", "feed"], Encoding.UTF8.GetBytes(feed), null, Heap)).Output, StringComparison.Ordinal);
    }
}
