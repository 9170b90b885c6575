using System.Xml;
using System.Xml.Linq;

namespace Notifier.Sources.Feed;

/// <summary>
/// Feeds that are XML: told by their root element. A document is read as it is first; only one that is not well-formed is mended
/// and read again. Of one that breaks off the whole items are kept.
/// </summary>
internal static class XmlFeed
{
    /// <exception cref="FeedFormatException">Not a feed, or nothing of it is whole.</exception>
    public static FeedDocument Read(string text, Uri? address, TimeZoneInfo zone)
    {
        FeedTagLimit.Check(text);
        try
        {
            var feed = new FeedStream(address, zone);
            feed.Read(text, []);
            return feed.Document(truncated: false);
        }
        catch (XmlException exception)
        {
            return ReadMended(FeedRepair.Mend(text), address, zone, exception);
        }
    }

    private static FeedDocument ReadMended(FeedRepair mended, Uri? address, TimeZoneInfo zone, XmlException found)
    {
        var feed = new FeedStream(address, zone);
        try
        {
            feed.Read(mended.Text, mended.Prefixes);
        }
        catch (XmlException)
        {
            if (!mended.BreaksOff)
                throw new FeedFormatException(SourceFailureReason.NotTheFormat, $"it is not well-formed XML: line {found.LineNumber}, column {found.LinePosition}");
            if (!feed.HasRoot)
                throw new FeedFormatException(SourceFailureReason.Truncated, "it breaks off in the middle of its XML");
        }

        return feed.Document(mended.BreaksOff);
    }

    /// <summary>The first child with one of these names that holds text, in the order of the names.</summary>
    public static XElement? First(this XElement parent, params ReadOnlySpan<XName> names)
    {
        foreach (var name in names)
        {
            foreach (var child in parent.Elements(name))
            {
                if (child.HasElements || child.Value.AsSpan().Trim().Length > 0)
                    return child;
            }
        }

        return null;
    }

    /// <summary>The base of relative links at an element (XML Base).</summary>
    public static Uri? BaseOf(XElement element, Uri? address)
    {
        foreach (var above in element.AncestorsAndSelf().Reverse())
        {
            if (above.Attribute(XNamespace.Xml + "base")?.Value is { } next)
                address = Uri.TryCreate(next, UriKind.Absolute, out var whole) && !whole.IsFile ? whole : address is not null && Uri.TryCreate(address, next, out var joined) ? joined : address;
        }

        return address;
    }
}
