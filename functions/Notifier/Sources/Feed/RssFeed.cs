using System.Xml.Linq;
using Notifier.Core.Entries;
using static Notifier.Sources.Feed.FeedNames;

namespace Notifier.Sources.Feed;

/// <summary>RSS 0.9x and 2.0 (<c>rss</c>) and the RDF family, RSS 0.90, 1.0 and 1.1 (<c>rdf:RDF</c>).</summary>
internal sealed class RssFeed(Uri? address, TimeZoneInfo zone)
{
    public FeedDocument Read(XElement root)
    {
        var channel = root.Elements().FirstOrDefault(child => child.Name.LocalName.Equals("channel", StringComparison.OrdinalIgnoreCase)) ?? root;
        var space = channel.Name.Namespace;
        var items = channel.Elements().Concat(root.Elements()).Concat(channel.Elements(space + "items").Elements())
            .Where(child => child.Name.LocalName.Equals("item", StringComparison.OrdinalIgnoreCase));
        return new(
            Version(root, space),
            FeedText.OfHtml(channel.First(space + "title", Dc + "title")?.Value),
            Link(channel, space),
            null,
            FeedText.OfHtml(channel.First(space + "description", Dc + "description", Itunes + "summary")?.Value),
            FeedText.Plain(channel.First(space + "language", Dc + "language")?.Value),
            Date(channel.First(space + "lastBuildDate", Atom + "updated", DcTerms + "modified")),
            Date(channel.First(space + "pubDate", Dc + "date")),
            [.. items.Select(Item)]);
    }

    private FeedItem Item(XElement item)
    {
        var space = item.Name.Namespace;
        var published = item.First(space + "pubDate", Dc + "date", DcTerms + "created", DcTerms + "issued", Atom + "published");
        var updated = item.First(Atom + "updated", DcTerms + "modified");
        var authors = new[] { space + "author", Dc + "creator", Itunes + "author" }.SelectMany(item.Elements);
        var categories = new[] { space + "category", Dc + "subject" }.SelectMany(item.Elements);
        return new(
            FeedText.Plain(item.First(space + "guid")?.Value) ?? FeedText.Plain(item.Attribute(Rdf + "about")?.Value),
            FeedText.OfHtml(item.First(space + "title", Dc + "title", Itunes + "title")?.Value),
            Link(item, space),
            FeedText.OfHtml(item.First(space + "description", Dc + "description", Itunes + "summary", Atom + "summary")?.Value),
            FeedText.OfHtml(item.First(Content + "encoded", Xhtml + "body", space + "fulltext", Atom + "content")?.Value),
            Date(published),
            Date(updated),
            FeedText.Plain((published ?? updated)?.Value),
            [.. authors.Select(author => FeedText.OfHtml(author.Value)).OfType<string>().Distinct()],
            [.. categories.Select(category => FeedText.OfHtml(category.Value)).OfType<string>().Distinct()]);
    }

    private string? Link(XElement element, XNamespace space)
    {
        var at = XmlFeed.BaseOf(element, address);
        if (FeedText.Link(element.First(space + "link")?.Value, at) is { } link)
            return link;
        var atom = element.Elements(Atom + "link").Concat(element.Elements(space + "link"))
            .Where(candidate => candidate.Attribute("rel")?.Value is null or "alternate")
            .Select(candidate => FeedText.Link(candidate.Attribute("href")?.Value, at));
        var guid = element.First(space + "guid");
        return atom.FirstOrDefault(candidate => candidate is not null)
            ?? (guid?.Attribute("isPermaLink")?.Value.ToLowerInvariant() == "false" ? null : FeedText.Link(guid?.Value, null))
            ?? FeedText.Link(element.Attribute(Rdf + "about")?.Value, null);
    }

    private DateTimeOffset? Date(XElement? element) => element is null ? null : DateText.Parse(element.Value, zone);

    private static string Version(XElement root, XNamespace space) => root.Name.LocalName == "rss"
        ? $"rss {FeedText.Plain(root.Attribute("version")?.Value) ?? "2.0"}"
        : space.NamespaceName.Contains("0.9", StringComparison.Ordinal) ? "rss 0.90"
        : space.NamespaceName.Contains("rss1.1", StringComparison.Ordinal) ? "rss 1.1"
        : "rss 1.0";
}
