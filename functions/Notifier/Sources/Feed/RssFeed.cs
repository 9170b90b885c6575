using System.Text.RegularExpressions;
using System.Xml.Linq;
using static Notifier.Sources.Feed.FeedNames;

namespace Notifier.Sources.Feed;

/// <summary>RSS 0.9x and 2.0 (<c>rss</c>), the RDF family, RSS 0.90, 1.0 and 1.1 (<c>rdf:RDF</c>), and their ancestor CDF (<c>CHANNEL</c>).</summary>
/// <param name="vocabulary">The default namespace of the document.</param>
internal sealed partial class RssFeed(Uri? address, TimeZoneInfo zone, string vocabulary) : FeedFormat(address, zone)
{
    public override XNamespace Space => XNamespace.None;

    public override FeedDocument Feed(XElement root, IReadOnlyList<FeedItem> items)
    {
        var channel = root.Element("channel") ?? root;
        return new(
            Version(root),
            Html(channel.First("title", Dc + "title", Itunes + "title")),
            Link(channel),
            Id(channel.First(Atom + "id", Dc + "identifier")) ?? FeedText.Plain(channel.Attribute(Rdf + "about")?.Value),
            HtmlOrEmpty(channel, "description", Dc + "description", Itunes + "summary", "tagline", "abstract", Itunes + "subtitle"),
            FeedText.Language(channel.First("language", Dc + "language")?.Value ?? Lang(channel)),
            Date(channel, "lastbuilddate", DcTerms + "modified", Atom + "updated") ?? Date(channel, "lastmod"),
            Date(channel, "pubdate", Dc + "date", DcTerms + "issued", DcTerms + "created", Atom + "published"),
            items);
    }

    public override FeedItem Item(XElement item)
    {
        var published = item.First("pubdate", Dc + "date", DcTerms + "issued", DcTerms + "created", Atom + "published", "date");
        var updated = item.First(Atom + "updated", DcTerms + "modified", "lastbuilddate");
        var authors = new[] { "author", Dc + "creator", Dc + "author", Itunes + "author", Dc + "contributor" }.SelectMany(item.Elements).Select(Author).OfType<FeedMarkup>();
        return new(
            Id(item.First("guid", Atom + "id", Dc + "identifier")) ?? FeedText.Plain(item.Attribute(Rdf + "about")?.Value),
            Html(item.First("title", Dc + "title", Atom + "title", Itunes + "title", Media + "title")),
            Link(item),
            Html(item.First("description", Dc + "description", DcTerms + "abstract")) ?? Construct(item.First(Atom + "summary")) ?? Html(item.First("summary", Itunes + "summary", "abstract", Itunes + "subtitle", Media + "description")) ?? Html(item.Element(Media + "group")?.First(Media + "description")),
            Written(item.First(Content + "encoded", "encoded")) ?? Html(item.First(Xhtml + "body", "body", "fulltext")) ?? Construct(item.First(Atom + "content"), isContent: true) ?? Html(item.First("content")),
            Date(item, "pubdate", Dc + "date", DcTerms + "issued", DcTerms + "created", Atom + "published", "date"),
            Date(item, Atom + "updated", DcTerms + "modified", Dc + "date") ?? DateOf(item.Attribute("lastmod")),
            FeedText.Plain((published ?? updated)?.Value),
            [.. authors.Distinct()],
            [.. Keywords(item).Concat(new[] { "category", Dc + "subject" }.SelectMany(item.Elements).Select(Html).OfType<FeedMarkup>()).Concat(AtomTerms(item)).Distinct()]);
    }

    /// <summary>The module of content says that it holds the text as it is.</summary>
    private FeedMarkup? Written(XElement? element) => element is { HasElements: false } ? FeedMarkup.AsWritten(element.Value, BaseOf(element)) : Html(element);

    /// <summary>RSS 2.0 has an e-mail address with the name in brackets; others write it the other way round.</summary>
    private FeedMarkup? Author(XElement element) => Html(element) is { } written
        ? FeedMarkup.From(Bracketed().Match(written.Text) is { Success: true } match ? match.Groups[match.Groups[1].Value.Contains('@', StringComparison.Ordinal) ? 2 : 1].Value : written.Text, isHtml: true)
        : null;

    private static IEnumerable<FeedMarkup> Keywords(XElement item) => item.Elements(Itunes + "keywords")
        .SelectMany(words => words.Value.Split(',')).Select(word => FeedMarkup.From(word, isHtml: false)).OfType<FeedMarkup>();

    private static IEnumerable<FeedMarkup> AtomTerms(XElement item) =>
        item.Elements(Atom + "category").Select(category => FeedMarkup.From(category.Attribute("term")?.Value, isHtml: false)).OfType<FeedMarkup>();

    private DateTimeOffset? DateOf(XAttribute? attribute) => attribute is null ? null : Date(new XElement("date", attribute.Value));

    private string? Link(XElement element)
    {
        var at = BaseOf(element);
        var written = element.Elements("link").Select(link => link.Value).Prepend(element.Attribute("href")?.Value);
        var atom = element.Elements(Atom + "link").Concat(element.Elements("link"))
            .Where(candidate => candidate.Attribute("rel")?.Value is null or "alternate")
            .Select(candidate => candidate.Attribute("href")?.Value);
        return written.Concat(atom).Select(link => FeedText.Link(link, at)).FirstOrDefault(link => link is not null) ?? Permalink(element);
    }

    /// <summary>A guid is the address of its item unless it says that it is none.</summary>
    private string? Permalink(XElement element)
    {
        var guid = element.First("guid");
        var permanent = guid?.Attribute("ispermalink")?.Value.Trim().ToLowerInvariant();
        return (permanent == "false" ? null : FeedText.Link(guid?.Value, permanent == "true" ? BaseOf(element) : null))
            ?? FeedText.Link(element.Attribute(Rdf + "about")?.Value, null);
    }

    private static string? Lang(XElement element) => element.AncestorsAndSelf().Select(one => one.Attribute(XNamespace.Xml + "lang")?.Value).FirstOrDefault(lang => lang is not null);

    private string Version(XElement root) => root.Name.LocalName switch
    {
        "rss" => $"rss {FeedText.Plain(root.Attribute("version")?.Value) ?? "2.0"}",
        "channel" => "cdf",
        _ => IsRss(vocabulary, "0.9") ? "rss 0.9" : IsRss(vocabulary, "rss1.1") ? "rss 1.1" : "rss 1.0",
    };

    [GeneratedRegex(@"^([^()<>]+?)\s*\(([^()]*@[^()]*|[^()]+)\)$", RegexOptions.CultureInvariant)]
    private static partial Regex Bracketed();
}
