using System.Xml.Linq;

namespace Notifier.Sources.Feed;

/// <summary>Atom 1.0 (RFC 4287) and 0.3.</summary>
internal sealed class AtomFeed(Uri? address, TimeZoneInfo zone, bool isOld) : FeedFormat(address, zone)
{
    private static readonly XNamespace Atom = FeedNames.Atom;

    public override XNamespace Space => Atom;

    public override FeedDocument Feed(XElement root, IReadOnlyList<FeedItem> items) => new(
        isOld || FeedText.Plain(root.Attribute("version")?.Value) == "0.3" ? "atom 0.3" : "atom 1.0",
        Construct(root.First(Atom + "title")),
        Link(root),
        Id(root.First(Atom + "id")),
        Construct(root.First(Atom + "subtitle", Atom + "tagline")),
        FeedText.Language(root.Attribute(XNamespace.Xml + "lang")?.Value),
        Date(root, Atom + "updated", Atom + "modified"),
        Date(root, Atom + "published", Atom + "issued", Atom + "created"),
        items);

    public override FeedItem Item(XElement item)
    {
        var written = item.First(Atom + "published", Atom + "issued", Atom + "created", Atom + "updated", Atom + "modified", FeedNames.Dc + "date");
        var authors = item.Elements(Atom + "author").Concat(item.Elements(Atom + "source").Elements(Atom + "author"));
        return new(
            Id(item.First(Atom + "id")),
            Construct(item.First(Atom + "title")),
            Link(item),
            Construct(item.First(Atom + "summary")) ?? Html(item.First(FeedNames.Media + "description") ?? item.Element(FeedNames.Media + "group")?.First(FeedNames.Media + "description")),
            Construct(item.First(Atom + "content"), isContent: true),
            Date(item, Atom + "published", Atom + "issued", Atom + "created", FeedNames.Dc + "date", Atom + "updated", Atom + "modified"),
            Date(item, Atom + "updated", Atom + "modified"),
            FeedText.Plain(written?.Value),
            [.. authors.Select(author => Named(author)).OfType<FeedMarkup>().Distinct()],
            [.. item.Elements(Atom + "category").Select(Term).OfType<FeedMarkup>().Distinct()]);
    }

    private static FeedMarkup? Named(XElement author) =>
        FeedMarkup.From(author.HasElements ? author.First(Atom + "name", Atom + "email", Atom + "uri")?.Value : author.Value, isHtml: false);

    private static FeedMarkup? Term(XElement category) =>
        FeedMarkup.From(category.Attribute("term")?.Value ?? category.Attribute("label")?.Value ?? category.Value, isHtml: false);

    /// <summary>The page that shows it; where there is none, whatever it links to but itself.</summary>
    private string? Link(XElement element)
    {
        var links = element.Elements(Atom + "link").Where(link => (link.Attribute("href")?.Value ?? link.Value).Length > 0).ToList();
        var link = links.Find(one => Relation(one) == "alternate" && one.Attribute("type")?.Value is null or "text/html" or "application/xhtml+xml")
            ?? links.Find(one => Relation(one) == "alternate")
            ?? links.Find(one => Relation(one) is not ("self" or "edit" or "hub" or "next" or "enclosure" or "replies" or "license" or "service.post" or "service.feed" or "service.edit"));
        return link is null ? null : FeedText.Link(link.Attribute("href")?.Value ?? link.Value, BaseOf(link));
    }

    private static string Relation(XElement link) => link.Attribute("rel")?.Value.Trim().ToLowerInvariant() is { Length: > 0 } relation ? relation : "alternate";
}
