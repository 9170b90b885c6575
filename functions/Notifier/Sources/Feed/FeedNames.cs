using System.Xml.Linq;

namespace Notifier.Sources.Feed;

/// <summary>The vocabularies that feeds are written in.</summary>
internal static class FeedNames
{
    public static readonly XNamespace Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    public static readonly XNamespace Dc = "http://purl.org/dc/elements/1.1/";
    public static readonly XNamespace DcTerms = "http://purl.org/dc/terms/";
    public static readonly XNamespace Content = "http://purl.org/rss/1.0/modules/content/";
    public static readonly XNamespace Itunes = "http://www.itunes.com/dtds/podcast-1.0.dtd";
    public static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    public static readonly XNamespace Atom03 = "http://purl.org/atom/ns#";
    public static readonly XNamespace Xhtml = "http://www.w3.org/1999/xhtml";

    /// <summary>Prefixes that feeds use without declaring them.</summary>
    public static readonly IReadOnlyList<(string Prefix, string Name)> Prefixes =
    [
        ("rdf", Rdf.NamespaceName), ("dc", Dc.NamespaceName), ("dcterms", DcTerms.NamespaceName), ("content", Content.NamespaceName),
        ("itunes", Itunes.NamespaceName), ("atom", Atom.NamespaceName), ("xhtml", Xhtml.NamespaceName),
        ("media", "http://search.yahoo.com/mrss/"), ("slash", "http://purl.org/rss/1.0/modules/slash/"), ("sy", "http://purl.org/rss/1.0/modules/syndication/"),
        ("wfw", "http://wellformedweb.org/CommentAPI/"), ("georss", "http://www.georss.org/georss"), ("xlink", "http://www.w3.org/1999/xlink"),
        ("feedburner", "http://rssnamespace.org/feedburner/ext/1.0"), ("thr", "http://purl.org/syndication/thread/1.0"),
    ];
}
