using System.Text;

namespace Notifier.Sources.Feed;

/// <summary>
/// Mends XML that is not well-formed, in one pass over its text: tags that nothing closes or that were never opened, attributes
/// without quotes or given twice, bare ampersands and angle brackets, HTML's entities and those that the document declares,
/// characters that XML forbids. Comments, declarations and document types are left out. A text that breaks off is not closed:
/// nobody may take half an item for a whole one. What is mended is read as it is made: it is never held as a whole.
/// </summary>
internal sealed class FeedRepair(string written) : TextReader
{
    // Elements that hold text alone: the next field ends them where their end tag is missing.
    private static readonly HashSet<string> TextFields = new(StringComparer.OrdinalIgnoreCase) { "title", "link", "guid", "id", "pubdate", "updated", "published", "category", "language", "lastbuilddate" };
    private static readonly HashSet<string> Fields = new(TextFields, StringComparer.OrdinalIgnoreCase) { "description", "summary", "content", "author", "item", "entry", "content:encoded", "dc:date", "dc:creator" };

    // Of HTML that stands naked in a feed.
    private static readonly HashSet<string> Void = new(StringComparer.OrdinalIgnoreCase) { "br", "hr", "img", "input", "wbr" };
    private static readonly HashSet<string> Html = new(Void, StringComparer.OrdinalIgnoreCase) { "a", "b", "i", "u", "p", "em", "strong", "span", "font", "div", "table", "tr", "td", "th", "tbody", "ul", "ol", "li", "h1", "h2", "h3", "h4", "blockquote", "center", "small", "pre", "code" };

    // A tree that is deeper is made to exhaust a stack; what is in it is not looked at.
    private const int DeepestElement = 200;

    // Mended and not yet read, in characters; one text may be as long as the document.
    private const int Portion = 4 * 1024;

    private readonly StringBuilder _mended = new();
    private readonly List<string> _open = [];
    private FeedEntities? _entities;
    private int _at;
    private int _taken;
    private int _textEnd = -1;
    private int _dataEnd = -1;
    private bool _done;

    /// <summary>True where the text ends before its root element does; what was not yet mended is, and cannot be read any more.</summary>
    public bool BreaksOff
    {
        get
        {
            while (Fill())
            {
            }

            return !_done;
        }
    }

    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    public override int Read(Span<char> buffer)
    {
        if (_taken == _mended.Length && !Fill())
            return 0;
        var count = Math.Min(buffer.Length, _mended.Length - _taken);
        _mended.CopyTo(_taken, buffer, count);
        _taken += count;
        return count;
    }

    private bool Fill()
    {
        _mended.Clear();
        _taken = 0;
        while (_mended.Length < Portion && _at < written.Length && !_done)
            _at = Next(_at);
        return _mended.Length > 0;
    }

    private int Next(int at)
    {
        if (_dataEnd >= 0)
            return MoreData(at);
        var rest = written.AsSpan(at);
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
        var end = written.IndexOf(close, at + 2, StringComparison.Ordinal);
        return end < 0 ? written.Length : end + close.Length;
    }

    private int Data(int at)
    {
        const int Opening = 9;
        var end = written.IndexOf("]]>", at + Opening, StringComparison.Ordinal);
        if (end < 0)
            return written.Length;
        if (_open.Count == 0)
            return end + 3;
        _dataEnd = end;
        return at + Opening;
    }

    private int MoreData(int at)
    {
        var end = Math.Min(_dataEnd, at + Portion);
        // Both halves of a character go together.
        if (end < _dataEnd && char.IsHighSurrogate(written[end - 1]))
            end++;
        FeedCharacters.AppendEscaped(_mended, written.AsSpan(at, end - at));
        if (end < _dataEnd)
            return end;
        _dataEnd = -1;
        return end + 3;
    }

    /// <summary>Its inner declarations hold angle brackets of their own.</summary>
    private int DocumentType(int at)
    {
        var end = written.IndexOf('>', at);
        if (end >= 0 && _entities is null && _open.Count == 0 && written.AsSpan(at, end - at).Contains('[') && written.IndexOf(']', at) is var closed and >= 0)
        {
            _entities = FeedEntities.Of(written.AsSpan(at, closed - at));
            end = written.IndexOf('>', closed);
        }

        return end < 0 ? written.Length : end + 1;
    }

    private int Characters(int at)
    {
        if (at >= _textEnd)
            _textEnd = written.IndexOf('<', at + 1) is var next and >= 0 ? next : written.Length;
        if (_open.Count == 0)
            return _textEnd;
        return at + FeedCharacters.AppendMended(_mended, written.AsSpan(at, _textEnd - at), Portion, isHtml: _open[^1] is "description" or "content:encoded", _entities);
    }

    private int Start(int at)
    {
        if (FeedTag.Read(written, at) is not { } tag)
            return written.Length;
        // Outside the root there are no elements, and no feed's root is a line break.
        if (_open.Count >= DeepestElement || (_open.Count == 0 && Html.Contains(tag.Name)))
            return tag.End;
        CloseBefore(tag.Name);
        var closed = tag.IsEmpty || Void.Contains(tag.Name);
        tag.AppendTo(_mended, closed, _entities);
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
        var end = written.IndexOf('>', at);
        var name = FeedTag.NameAt(written, at + 2);
        // The end of all, but for its last character.
        if (end < 0 && _open.Count > 0 && name == _open[0])
            end = written.Length - 1;
        if (end < 0)
            return written.Length;
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
}
