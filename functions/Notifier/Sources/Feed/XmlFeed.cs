using System.Xml.Linq;

namespace Notifier.Sources.Feed;

/// <summary>Feeds that are XML: told by their root element.</summary>
internal static class XmlFeed
{
    /// <exception cref="FeedFormatException">Not a feed, or not whole.</exception>
    public static FeedDocument Read(string text, Uri? address, TimeZoneInfo zone)
    {
        var root = FeedXml.Parse(text);
        return root.Name.LocalName.ToLowerInvariant() switch
        {
            "rss" or "rdf" => new RssFeed(address, zone).Read(root),
            "feed" => new AtomFeed(address, zone).Read(root),
            _ => throw new FeedFormatException(SourceFailureReason.NotTheFormat, "this is XML, but neither RSS, RDF nor Atom"),
        };
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
