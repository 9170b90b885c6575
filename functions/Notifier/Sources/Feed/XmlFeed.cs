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
        XmlException? found = null;
        try
        {
            var feed = new FeedStream(address, zone);
            if (!HasLongData(text))
            {
                feed.Read(new StringReader(text));
                return feed.Document(truncated: false);
            }
        }
        catch (XmlException exception)
        {
            found = exception;
        }

        using var mended = new FeedRepair(text);
        return ReadMended(mended, address, zone, found);
    }

    private static FeedDocument ReadMended(FeedRepair mended, Uri? address, TimeZoneInfo zone, XmlException? found)
    {
        var feed = new FeedStream(address, zone);
        try
        {
            feed.Read(mended);
        }
        catch (XmlException exception)
        {
            found ??= exception;
            if (!mended.BreaksOff)
                throw new FeedFormatException(SourceFailureReason.NotTheFormat, $"it is not well-formed XML: line {found.LineNumber}, column {found.LinePosition}");
            if (!feed.HasRoot)
                throw new FeedFormatException(SourceFailureReason.Truncated, "it breaks off in the middle of its XML");
        }

        return feed.Document(mended.BreaksOff);
    }

    /// <summary>The reader of XML makes one text of a section of CDATA, however long, and a second one to give it away; the repair does not.</summary>
    private static bool HasLongData(ReadOnlySpan<char> text)
    {
        while (text.Length > FeedStream.LongestText && text.IndexOf("<![CDATA[") is var open and >= 0)
        {
            var end = text[open..].IndexOf("]]>");
            if (end > FeedStream.LongestText)
                return true;
            if (end < 0)
                return text.Length - open > FeedStream.LongestText;
            text = text[(open + end)..];
        }

        return false;
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
