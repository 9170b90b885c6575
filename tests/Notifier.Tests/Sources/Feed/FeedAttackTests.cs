using System.Diagnostics;
using Notifier.Core.Tests;
using Notifier.Sources;
using Notifier.Sources.Feed;

namespace Notifier.Tests.Sources.Feed;

/// <summary>Documents made to read files, call home, or take all memory or time: read without harm, or refused with the reason.</summary>
public sealed class FeedAttackTests
{
    private static readonly TimeZoneInfo Utc = TimeZoneInfo.Utc;

    [Fact]
    public void Entities_of_a_document_type_are_not_expanded()
    {
        var laughs = string.Concat(Enumerable.Range(1, 9).Select(level => $"<!ENTITY l{level} \"{string.Concat(Enumerable.Repeat($"&l{level - 1};", 10))}\">"));

        var item = Read($"<!DOCTYPE rss [<!ENTITY l0 \"lol\">{laughs}<!ENTITY xxe SYSTEM \"file:///etc/passwd\"><!ENTITY % p SYSTEM \"http://127.0.0.1:9/x.dtd\"> %p;]><rss><channel><item><title>&l9;&xxe;</title></item></channel></rss>").Items.Single();

        Assert.Equal("&l9;&xxe;", item.Title?.Plain);
    }

    [Fact]
    public void Elements_nested_without_end_are_refused()
    {
        var deep = string.Concat(Enumerable.Repeat("<a>", 200_000));

        var failure = Assert.Throws<FeedFormatException>(() => Read($"<rss><channel><item><description>{deep}"));

        Assert.Equal((SourceFailureReason.NotTheFormat, "its elements are nested more than 1000 deep"), (failure.Reason, failure.Message));
    }

    [Fact]
    public void Arrays_nested_without_end_are_refused()
    {
        var failure = Assert.Throws<FeedFormatException>(() => Read("{\"version\":\"https://jsonfeed.org/version/1\",\"items\":" + new string('[', 200_000)));

        Assert.NotEmpty(failure.Message);
    }

    [Theory]
    [InlineData("&")]
    [InlineData("&amp;")]
    [InlineData("<![CDATA[<]]>")]
    [InlineData("&lt;")]
    [InlineData("&lt;!--")]
    [InlineData("&lt;script&gt;")]
    [InlineData("<b/>")]
    [InlineData(" \u3000")]
    public void Eight_megabytes_of_one_thing_are_read_in_seconds(string piece)
    {
        var watch = Stopwatch.StartNew();

        Read($"<rss><channel><item><title>t</title><description>{string.Concat(Enumerable.Repeat(piece, 8_000_000 / piece.Length))}</description></item></channel></rss>");

        // Quadratic work would take minutes; this is far over what any machine needs.
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 30);
    }

    private static FeedDocument Read(string text) => FeedReader.Read(text, new Uri("https://example.org/feed"), Utc);
}
