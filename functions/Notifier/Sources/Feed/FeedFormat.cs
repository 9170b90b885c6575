using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Notifier.Core.Entries;

namespace Notifier.Sources.Feed;

/// <summary>A format of feeds that is XML: which elements hold what.</summary>
/// <param name="address">Of the document.</param>
/// <param name="zone">Of dates without one.</param>
internal abstract class FeedFormat(Uri? address, TimeZoneInfo zone)
{
    /// <summary>The namespace in which elements of the format's own vocabulary are.</summary>
    public abstract XNamespace Space { get; }

    /// <param name="root">Without the items.</param>
    public abstract FeedDocument Feed(XElement root, IReadOnlyList<FeedItem> items);

    /// <param name="item">Whole, in its place below the root.</param>
    public abstract FeedItem Item(XElement item);

    protected Uri? BaseOf(XElement element) => XmlFeed.BaseOf(element, address);

    protected DateTimeOffset? Date(XElement? element) => element is null ? null : DateText.Parse(element.Value, zone);

    /// <summary>The first of these that is a date; feeds that say one thing twice may say it wrongly once.</summary>
    protected DateTimeOffset? Date(XElement parent, params ReadOnlySpan<XName> names)
    {
        foreach (var name in names)
        {
            foreach (var element in parent.Elements(name))
            {
                if (Date(element) is { } date)
                    return date;
            }
        }

        return null;
    }

    protected string? Id(XElement? element) => FeedText.Plain(element?.Value) switch
    {
        // An id is an address as a whole; one that is none is compared as it stands.
        { } path when path.Contains('/', StringComparison.Ordinal) && !path.Contains(':', StringComparison.Ordinal) && BaseOf(element!) is { } at && Uri.TryCreate(at, path, out var whole) => whole.AbsoluteUri,
        var id => id,
    };

    /// <summary>RSS: text is HTML, be it escaped, in CDATA or naked.</summary>
    protected FeedMarkup? Html(XElement? element) => element is null ? null
        : FeedMarkup.From(element.HasElements ? Inner(element) : element.Value, isHtml: true, BaseOf(element));

    /// <summary>As <see cref="Html"/>; empty text where the feed has the element and says nothing in it.</summary>
    protected FeedMarkup? HtmlOrEmpty(XElement parent, params ReadOnlySpan<XName> names) =>
        Html(parent.First(names)) ?? (parent.Element(names[0]) is null ? null : new FeedMarkup("", IsHtml: true));

    /// <summary>Atom: text, HTML, XHTML or coded bytes, as the type says; 0.3 says it with media types and a mode.</summary>
    /// <param name="isContent">Only the content of 1.0 may be of any media type.</param>
    protected FeedMarkup? Construct(XElement? element, bool isContent = false)
    {
        if (element is null)
            return null;
        var type = element.Attribute("type")?.Value.Trim().ToLowerInvariant() ?? "text";
        var mode = element.Attribute("mode")?.Value.Trim().ToLowerInvariant();
        var at = BaseOf(element);
        if (mode == "base64" || (isContent && IsCoded(type, mode)))
            return FeedMarkup.From(Decoded(element.Value) ?? element.Value, isHtml: true, at);
        var isHtml = type.Contains("html", StringComparison.Ordinal) || mode == "escaped";
        if (element.HasElements)
            return FeedMarkup.From(isHtml && type is "html" or "text/html" && mode != "xml" ? Unescaped(element) : Inner(Contents(element, type, mode)), isHtml: true, at);
        return FeedMarkup.From(isHtml ? FeedText.WithReferences(element.Value) : element.Value, isHtml, at);
    }

    /// <summary>
    /// RFC 4287 section 3.1.1.3: the one div of XHTML is not part of the text. Atom 0.3 knows no such rule; there a div that only
    /// holds other blocks says nothing, while one with text is its paragraph.
    /// </summary>
    private static XElement Contents(XElement element, string type, string? mode) =>
        type == "xhtml" || (type.Contains("xhtml", StringComparison.Ordinal) && mode is null && OnlyDiv(element).Nodes().All(node => node is XElement)) ? OnlyDiv(element) : element;

    private static bool IsCoded(string type, string? mode) => mode is null && type.Contains('/', StringComparison.Ordinal)
        && !type.StartsWith("text/", StringComparison.Ordinal) && !type.EndsWith("xml", StringComparison.Ordinal);

    private static string? Decoded(string text)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(text.Trim()));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static XElement OnlyDiv(XElement element) =>
        element.Elements().Take(2).ToList() is [{ Name.LocalName: "div" } div] && element.Nodes().OfType<XText>().All(text => string.IsNullOrWhiteSpace(text.Value)) ? div : element;

    /// <summary>HTML that was to be escaped, and was so only in parts.</summary>
    private static string Unescaped(XElement element) =>
        OnlyDiv(element) is var inner && inner != element && !inner.HasElements ? inner.Value : Inner(inner, escaped: false);

    /// <summary>The markup inside an element, as it was written but for declarations of namespaces.</summary>
    private static string Inner(XElement element, bool escaped = true)
    {
        var text = new StringBuilder();
        foreach (var node in element.Nodes())
            Append(text, node, escaped);
        return text.ToString();
    }

    // The depth of a tree is bounded where it is read.
    private static void Append(StringBuilder text, XNode node, bool escaped)
    {
        if (node is XText plain)
            text.Append(escaped ? Escaped(plain.Value) : plain.Value);
        if (node is not XElement element)
            return;
        text.Append('<').Append(element.Name.LocalName);
        foreach (var attribute in element.Attributes())
            text.Append(CultureInfo.InvariantCulture, $" {attribute.Name.LocalName}=\"{Escaped(attribute.Value).Replace("\"", "&quot;", StringComparison.Ordinal)}\"");
        if (!element.Nodes().Any())
        {
            text.Append(" />");
            return;
        }

        text.Append('>');
        foreach (var child in element.Nodes())
            Append(text, child, escaped);
        text.Append("</").Append(element.Name.LocalName).Append('>');
    }

    private static string Escaped(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
}
