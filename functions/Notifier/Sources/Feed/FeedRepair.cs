using System.Text;

namespace Notifier.Sources.Feed;

/// <summary>
/// Mends XML that is not well-formed, in one pass over its text: tags that nothing closes or that were never opened, attributes
/// without quotes or given twice, prefixes without a declaration, bare ampersands and angle brackets, HTML's entities, characters
/// that XML forbids. Comments, declarations and document types are left out. A text that breaks off is not closed: nobody may
/// take half an item for a whole one.
/// </summary>
internal sealed class FeedRepair
{
    // Elements that hold text alone: the next field ends them where their end tag is missing.
    private static readonly HashSet<string> TextFields = new(StringComparer.OrdinalIgnoreCase) { "title", "link", "guid", "id", "pubdate", "updated", "published", "category", "language", "lastbuilddate" };
    private static readonly HashSet<string> Fields = new(TextFields, StringComparer.OrdinalIgnoreCase) { "description", "summary", "content", "author", "item", "entry", "content:encoded", "dc:date", "dc:creator" };

    // Of HTML that stands naked in a feed.
    private static readonly HashSet<string> Void = new(StringComparer.OrdinalIgnoreCase) { "br", "hr", "img", "input", "wbr" };
    private static readonly HashSet<string> Html = new(Void, StringComparer.OrdinalIgnoreCase) { "a", "b", "i", "u", "p", "em", "strong", "span", "font", "div", "table", "tr", "td", "th", "tbody", "ul", "ol", "li", "h1", "h2", "h3", "h4", "blockquote", "center", "small", "pre", "code" };

    // A tree that is deeper is made to exhaust a stack; what is in it is not looked at.
    private const int DeepestElement = 1_000;

    private readonly string _written;
    private readonly StringBuilder _mended;
    private readonly List<string> _open = [];
    private readonly HashSet<string> _prefixes = new(StringComparer.Ordinal);
    private bool _done;

    private FeedRepair(string text)
    {
        _written = text;
        _mended = new StringBuilder(text.Length + 64);
        for (var at = 0; at < text.Length && !_done;)
            at = Next(at);
        BreaksOff |= !_done;
        Text = _mended.ToString();
    }

    public string Text { get; }

    /// <summary>Prefixes in use, declared or not.</summary>
    public IReadOnlyCollection<string> Prefixes => _prefixes;

    /// <summary>True where the text ends before its root element does.</summary>
    public bool BreaksOff { get; private set; }

    public static FeedRepair Mend(string text) => new(text);

    private int Next(int at)
    {
        var rest = _written.AsSpan(at);
        return rest switch
        {
            ['<', '!', '-', '-', ..] => Skip(at, "-->"),
            ['<', '!', '[', 'C', 'D', 'A', 'T', 'A', '[', ..] => Data(at),
            ['<', '!', ..] => DocumentType(at),
            ['<', '?', ..] => Skip(at, "?>"),
            ['<', '/', _, ..] when FeedTag.IsNameStart(rest[2]) => End(at),
            ['<', _, ..] when FeedTag.IsNameStart(rest[1]) => Start(at),
            _ => Characters(at),
        };
    }

    private int Skip(int at, string close)
    {
        var end = _written.IndexOf(close, at + 2, StringComparison.Ordinal);
        return end < 0 ? _written.Length : end + close.Length;
    }

    private int Data(int at)
    {
        const int Opening = 9;
        var end = _written.IndexOf("]]>", at + Opening, StringComparison.Ordinal);
        if (end < 0)
            return _written.Length;
        if (_open.Count > 0)
            FeedCharacters.AppendEscaped(_mended, _written.AsSpan(at + Opening, end - at - Opening));
        return end + 3;
    }

    /// <summary>Its inner declarations hold angle brackets of their own.</summary>
    private int DocumentType(int at)
    {
        var end = _written.IndexOf('>', at);
        var inner = _written.IndexOf('[', at);
        if (inner >= 0 && inner < end && _written.IndexOf(']', inner) is var closed and >= 0)
            end = _written.IndexOf('>', closed);
        return end < 0 ? _written.Length : end + 1;
    }

    private int Characters(int at)
    {
        var next = _written.IndexOf('<', at + 1);
        next = next < 0 ? _written.Length : next;
        if (_open.Count > 0)
            FeedCharacters.AppendMended(_mended, _written.AsSpan(at, next - at), isHtml: _open[^1] is "description" or "content:encoded");
        return next;
    }

    private int Start(int at)
    {
        if (FeedTag.Read(_written, at) is not { } tag)
            return _written.Length;
        // Outside the root there are no elements, and no feed's root is a line break.
        if (_open.Count >= DeepestElement || (_open.Count == 0 && Html.Contains(tag.Name)))
            return tag.End;
        CloseBefore(tag.Name);
        NotePrefixes(tag);
        var closed = tag.IsEmpty || Void.Contains(tag.Name);
        tag.AppendTo(_mended, closed);
        if (!closed)
            _open.Add(tag.Name);
        else
            _done = _open.Count == 0;
        return tag.End;
    }

    private void CloseBefore(string name)
    {
        if (name.ToLowerInvariant() is "item" or "entry" && _open.FindLastIndex(open => open.Equals(name, StringComparison.OrdinalIgnoreCase)) is var item and > 0)
            CloseDownTo(item);
        else if (_open.Count > 2 && Fields.Contains(name) && TextFields.Contains(_open[^1]))
            CloseDownTo(_open.Count - 1);
    }

    private int End(int at)
    {
        var end = _written.IndexOf('>', at);
        var name = FeedTag.NameAt(_written, at + 2);
        // The end of all, but for its last character.
        if (end < 0 && _open.Count > 0 && name == _open[0])
            end = _written.Length - 1;
        if (end < 0)
            return _written.Length;
        var known = _open.FindLastIndex(open => open.Equals(name, StringComparison.OrdinalIgnoreCase));
        // A misspelt end of a field is its end; a stray one of HTML is nothing.
        if (known < 0 && _open.Count > 2 && !Html.Contains(name))
            known = _open.Count - 1;
        if (known >= 0)
            CloseDownTo(known);
        _done = known == 0;
        return end + 1;
    }

    private void CloseDownTo(int index)
    {
        for (var open = _open.Count - 1; open >= index; open--)
            _mended.Append("</").Append(_open[open]).Append('>');
        _open.RemoveRange(index, _open.Count - index);
    }

    private void NotePrefixes(FeedTag tag)
    {
        foreach (var name in tag.Attributes.Select(attribute => attribute.Name).Prepend(tag.Name))
        {
            if (name.IndexOf(':', StringComparison.Ordinal) is var colon and > 0 && name[..colon] is not ("xml" or "xmlns"))
                _prefixes.Add(name[..colon]);
        }
    }
}
