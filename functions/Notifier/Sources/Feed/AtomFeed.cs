using System.Xml.Linq;
using Notifier.Core.Entries;

namespace Notifier.Sources.Feed;

/// <summary>Atom 1.0 (RFC 4287) and 0.3.</summary>
internal sealed class AtomFeed(Uri? address, TimeZoneInfo zone)
{
    public FeedDocument Read(XElement root)
    {
        var space = root.Name.Namespace;
        return new(
            space == FeedNames.Atom03 ? "atom 0.3" : "atom 1.0",
            Text(root.First(space + "title")),
            Link(root),
            FeedText.Plain(root.First(space + "id")?.Value),
            Text(root.First(space + "subtitle", space + "tagline")),
            FeedText.Plain(root.Attribute(XNamespace.Xml + "lang")?.Value),
            Date(root.First(space + "updated", space + "modified")),
            null,
            [.. root.Elements(space + "entry").Select(Item)]);
    }

    private FeedItem Item(XElement entry)
    {
        var space = entry.Name.Namespace;
        var published = entry.First(space + "published", space + "issued", space + "created");
        var updated = entry.First(space + "updated", space + "modified");
        return new(
            FeedText.Plain(entry.First(space + "id")?.Value),
            Text(entry.First(space + "title")),
            Link(entry),
            Text(entry.First(space + "summary")),
            Text(entry.First(space + "content")),
            Date(published) ?? Date(updated),
            Date(updated),
            FeedText.Plain((published ?? updated)?.Value),
            [.. entry.Elements(space + "author").Select(author => FeedText.Plain(author.First(space + "name", space + "email")?.Value)).OfType<string>().Distinct()],
            [.. entry.Elements(space + "category").Select(category => FeedText.Plain(category.Attribute("term")?.Value ?? category.Attribute("label")?.Value)).OfType<string>().Distinct()]);
    }

    /// <summary>Text, HTML or XHTML, as the element's type says; 0.3 says it with media types.</summary>
    private static string? Text(XElement? element)
    {
        if (element is null)
            return null;
        var type = element.Attribute("type")?.Value.Trim().ToLowerInvariant() ?? "text";
        if (element.HasElements)
            return FeedText.OfHtml(string.Concat(element.Nodes().Select(node => node.ToString(SaveOptions.DisableFormatting))));
        return type.Contains("html", StringComparison.Ordinal) || element.Attribute("mode")?.Value == "escaped" ? FeedText.OfHtml(element.Value)
            : type is "text" || type.StartsWith("text/", StringComparison.Ordinal) ? FeedText.Plain(element.Value)
            : null;
    }

    private string? Link(XElement element)
    {
        var links = element.Elements(element.Name.Namespace + "link").ToList();
        var link = links.Find(one => one.Attribute("rel")?.Value is null or "alternate") ?? links.Find(one => one.Attribute("rel")?.Value is not ("self" or "edit" or "hub" or "next" or "enclosure"));
        return link is null ? null : FeedText.Link(link.Attribute("href")?.Value ?? link.Value, XmlFeed.BaseOf(link, address));
    }

    private DateTimeOffset? Date(XElement? element) => element is null ? null : DateText.Parse(element.Value, zone);
}
