namespace Notifier.Sources.Feed;

/// <summary>Reads a feed of any format: RSS 0.9x to 2.0, RDF, Atom 0.3 and 1.0, JSON Feed 1.x, told by the content alone.</summary>
internal static class FeedReader
{
    /// <param name="address">Relative links are resolved against it; null where it is not known.</param>
    /// <param name="zone">Of dates without one.</param>
    /// <exception cref="FeedFormatException">Not a feed, or not whole.</exception>
    public static FeedDocument Read(string text, Uri? address, TimeZoneInfo zone)
    {
        var start = text.AsSpan().TrimStart("\uFEFF \t\r\n\0");
        return start switch
        {
            ['{', ..] => JsonFeed.Read(text, address, zone),
            ['<', ..] => XmlFeed.Read(text[^start.Length..], address, zone),
            _ => throw new FeedFormatException(SourceFailureReason.NotTheFormat, "this is neither XML nor JSON"),
        };
    }
}
