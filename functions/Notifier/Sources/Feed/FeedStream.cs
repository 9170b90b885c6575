using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Notifier.Sources.Feed;

/// <summary>
/// Reads XML as a stream: what describes the feed stays as a small tree; each item is read when it is whole, and its tree is
/// forgotten. No document type is processed, nothing is fetched; depth, attributes and texts are bounded.
/// </summary>
internal sealed class FeedStream(Uri? address, TimeZoneInfo zone)
{
    // Deeper than XHTML in Atom that was seen; what is deeper is made to exhaust a stack, and is left out.
    private const int DeepestElement = 100;
    private const int DepthOfAttacks = 1_000;
    private const int MostAttributes = 100;

    // Elements and texts of one item, and of the feed itself.
    private const int MostNodes = 50_000;

    // Whoever has more to say has an archive, not a feed.
    public const int MostItems = 10_000;
    public const int LongestText = 1024 * 1024;
    private const int LongestDocument = 64 * 1024 * 1024;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Ignore,
        XmlResolver = null,
        MaxCharactersInDocument = LongestDocument,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    private readonly List<FeedItem> _items = [];
    private readonly char[] _portion = new char[4 * 1024];
    private readonly StringBuilder _text = new();
    private XElement? _root;
    private FeedFormat? _format;
    private string _rootSpace = "";
    private int _nodes;

    public bool HasRoot => _root is not null;

    /// <exception cref="XmlException">Not well-formed; what was whole before that place was read.</exception>
    /// <exception cref="FeedFormatException">Not a feed.</exception>
    public void Read(TextReader text)
    {
        using var reader = Reader(text);
        XElement? open = null;
        var whole = false;
        while (!whole && reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element when reader.Depth >= DeepestElement || _nodes > MostNodes:
                    SkipContent(reader);
                    break;
                case XmlNodeType.Element:
                    var element = Element(reader, open);
                    open?.Add(element);
                    if (!reader.IsEmptyElement)
                        open = element;
                    else
                        whole = Close(element) is null;
                    break;
                case XmlNodeType.EndElement:
                    open = Close(open!);
                    whole = open is null;
                    break;
                // "<b>a</b> <i>b</i>" are two words; between fields it is nothing.
                case XmlNodeType.Whitespace when open is not null && _nodes <= MostNodes && !IsContainer(open) && !IsItem(open):
                    AddText(open, reader);
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace when open is not null && _nodes <= MostNodes:
                    AddText(open, reader);
                    break;
            }
        }

        // What follows the root is no part of the feed: some servers add a script.
        if (!whole)
            throw new XmlException("There is no whole root element.");
    }

    public FeedDocument Document(bool truncated) => (_format?.Feed(_root!, _items)
        ?? throw new FeedFormatException(SourceFailureReason.NotTheFormat, "this is neither XML nor JSON")) with { Truncated = truncated };

    public static FeedFormatException TooMany() => new(SourceFailureReason.TooLarge, FormattableString.Invariant($"it has more than {MostItems} items"));

    private static XmlReader Reader(TextReader text)
    {
        var spaces = new FeedPrefixes(new NameTable());
        return XmlReader.Create(text, Settings, new XmlParserContext(spaces.NameTable, spaces, null, XmlSpace.None));
    }

    private XElement Element(XmlReader reader, XElement? parent)
    {
        _nodes++;
        if (parent is null)
            Begin(reader);
        var element = new XElement(Name(reader, parent));
        _root = parent is null ? element : _root;
        if (!reader.HasAttributes)
            return element;
        for (var index = 0; index < Math.Min(reader.AttributeCount, MostAttributes); index++)
        {
            reader.MoveToAttribute(index);
            if (reader.Prefix != "xmlns" && reader.Name != "xmlns" && reader.Value.Length <= LongestText)
                element.SetAttributeValue(reader.Prefix.Length == 0 ? reader.LocalName.ToLowerInvariant() : XName.Get(reader.LocalName, FeedNames.Canonical(reader.Prefix, reader.NamespaceURI)), reader.Value);
        }

        reader.MoveToElement();
        return element;
    }

    /// <summary>At the root: which format it is.</summary>
    private void Begin(XmlReader reader)
    {
        // RDF is only the frame around the vocabulary of RSS 1.0.
        _rootSpace = reader.NamespaceURI == FeedNames.Rdf.NamespaceName ? "" : reader.NamespaceURI;
        _format = reader.LocalName.ToLowerInvariant() switch
        {
            // The version of the RDF family stands in the namespace of its elements.
            "rss" or "rdf" or "channel" => new RssFeed(address, zone, reader.LookupNamespace("") ?? ""),
            "feed" => new AtomFeed(address, zone, FeedNames.IsAtom03(_rootSpace)),
            _ => throw new FeedFormatException(SourceFailureReason.NotTheFormat, "this is XML, but neither RSS, RDF nor Atom"),
        };
    }

    /// <summary>Names of the feed's own vocabulary are in one namespace whatever the document says, and those of its fields in lower case.</summary>
    private XName Name(XmlReader reader, XElement? parent)
    {
        var own = reader.NamespaceURI == _rootSpace;
        var space = own ? _format!.Space.NamespaceName : FeedNames.Canonical(reader.Prefix, reader.NamespaceURI);
        return XName.Get(space.Length == 0 && (parent is null || IsContainer(parent) || IsItem(parent)) ? reader.LocalName.ToLowerInvariant() : reader.LocalName, space);
    }

    /// <returns>What is open now; null where the root was closed.</returns>
    private XElement? Close(XElement element)
    {
        var parent = element.Parent;
        if (IsItem(element))
        {
            if (_items.Count == MostItems)
                throw TooMany();
            _items.Add(_format!.Item(element));
            element.Remove();
            _nodes = 0;
        }

        return parent;
    }

    private static bool IsItem(XElement element) =>
        element.Name.LocalName.ToLowerInvariant() is "item" or "entry" && element.Parent is { } parent && IsContainer(parent);

    private static bool IsContainer(XElement element) =>
        element.Name.LocalName.ToLowerInvariant() is "rss" or "rdf" or "channel" or "feed" or "items" && element.Ancestors().Count() < 3;

    /// <summary>In portions: a text may be as long as the document, and its end is not looked at.</summary>
    private void AddText(XElement element, XmlReader reader)
    {
        _nodes++;
        _text.Clear();
        for (int read; _text.Length < LongestText && (read = reader.ReadValueChunk(_portion, 0, Math.Min(_portion.Length, LongestText - _text.Length))) > 0;)
            _text.Append(_portion, 0, read);
        if (_text.Length == LongestText && char.IsHighSurrogate(_text[^1]))
            _text.Length--;
        element.Add(new XText(_text.ToString()));
    }

    private static void SkipContent(XmlReader reader)
    {
        if (reader.IsEmptyElement)
            return;
        for (var depth = reader.Depth; reader.Read() && reader.Depth > depth;)
        {
            if (reader.Depth > DepthOfAttacks)
                throw new FeedFormatException(SourceFailureReason.NotTheFormat, $"its elements are nested more than {DepthOfAttacks} deep");
        }
    }
}
