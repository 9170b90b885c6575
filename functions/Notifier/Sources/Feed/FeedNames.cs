using System.Xml.Linq;

namespace Notifier.Sources.Feed;

/// <summary>
/// The vocabularies that feeds are written in. Each is told by its address, however that is spelt, and by the prefix that everybody
/// uses for it; all spellings become one name here, so that readers ask for one.
/// </summary>
internal static class FeedNames
{
    public static readonly XNamespace Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    public static readonly XNamespace Dc = "http://purl.org/dc/elements/1.1/";
    public static readonly XNamespace DcTerms = "http://purl.org/dc/terms/";
    public static readonly XNamespace Content = "http://purl.org/rss/1.0/modules/content/";
    public static readonly XNamespace Itunes = "http://www.itunes.com/dtds/podcast-1.0.dtd";
    public static readonly XNamespace Media = "http://search.yahoo.com/mrss/";
    public static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    public static readonly XNamespace Xhtml = "http://www.w3.org/1999/xhtml";

    /// <summary>Prefixes that feeds use without declaring them, or declare for an address of their own.</summary>
    public static readonly IReadOnlyDictionary<string, string> Prefixes = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["rdf"] = Rdf.NamespaceName, ["dc"] = Dc.NamespaceName, ["dcterms"] = DcTerms.NamespaceName, ["dct"] = DcTerms.NamespaceName,
        ["content"] = Content.NamespaceName, ["itunes"] = Itunes.NamespaceName, ["media"] = Media.NamespaceName,
        ["atom"] = Atom.NamespaceName, ["a10"] = Atom.NamespaceName, ["xhtml"] = Xhtml.NamespaceName,
        ["slash"] = "http://purl.org/rss/1.0/modules/slash/", ["sy"] = "http://purl.org/rss/1.0/modules/syndication/",
        ["wfw"] = "http://wellformedweb.org/CommentAPI/", ["georss"] = "http://www.georss.org/georss", ["xlink"] = "http://www.w3.org/1999/xlink",
        ["feedburner"] = "http://rssnamespace.org/feedburner/ext/1.0", ["thr"] = "http://purl.org/syndication/thread/1.0",
    };

    private const string Rss = "";

    /// <summary>By <see cref="Plain"/> address.</summary>
    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        // RSS 0.90, 1.0, 1.1, and what RSS 2.0 was given when it had a namespace for a while.
        ["my.netscape.com/rdf/simple/0.9"] = Rss, ["channel.netscape.com/rdf/simple/0.9"] = Rss, ["purl.org/rss/1.0"] = Rss, ["purl.org/net/rss1.1#"] = Rss,
        ["backend.userland.com/rss"] = Rss, ["backend.userland.com/rss2"] = Rss, ["blogs.law.harvard.edu/tech/rss"] = Rss, ["cyber.law.harvard.edu/rss"] = Rss, ["my.netscape.com/publish/formats/rss-0.91.dtd"] = Rss,
        ["purl.org/atom/ns#"] = Atom.NamespaceName, ["www.w3.org/2005/atom"] = Atom.NamespaceName,
        ["www.w3.org/1999/02/22-rdf-syntax-ns#"] = Rdf.NamespaceName, ["www.w3.org/1999/xhtml"] = Xhtml.NamespaceName,
        ["purl.org/dc/elements/1.1"] = Dc.NamespaceName, ["purl.org/dc/elements/1.0"] = Dc.NamespaceName, ["purl.org/dc/terms"] = DcTerms.NamespaceName,
        ["purl.org/rss/1.0/modules/content"] = Content.NamespaceName, ["www.itunes.com/dtds/podcast-1.0.dtd"] = Itunes.NamespaceName, ["example.com/dtds/podcast-1.0.dtd"] = Itunes.NamespaceName,
        ["search.yahoo.com/mrss"] = Media.NamespaceName, ["video.search.yahoo.com/mrss"] = Media.NamespaceName,
    };

    /// <returns>The address that stands for all spellings; empty for RSS itself, which has none.</returns>
    public static string Canonical(string prefix, string address) =>
        address.Length == 0 ? prefix.Length > 0 && Prefixes.TryGetValue(prefix, out var usual) ? usual : ""
        : Known.TryGetValue(Plain(address), out var known) ? known
        : prefix.Length > 0 && Prefixes.TryGetValue(prefix, out var byPrefix) ? byPrefix
        : address;

    /// <summary>Version numbers stand in the addresses of RSS.</summary>
    public static bool IsRss(string address, string version) => Known.GetValueOrDefault(Plain(address)) == Rss && address.Contains(version, StringComparison.OrdinalIgnoreCase);

    public static bool IsAtom03(string address) => Plain(address) == "purl.org/atom/ns#";

    private static string Plain(string address)
    {
        var plain = address.Trim().ToLowerInvariant().TrimEnd('/');
        return plain.StartsWith("https://", StringComparison.Ordinal) ? plain[8..] : plain.StartsWith("http://", StringComparison.Ordinal) ? plain[7..] : plain;
    }
}
