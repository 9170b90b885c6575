namespace Notifier.Core.Rules.Located;

/// <summary>
/// Lines and columns of ascending offsets of a text. Both are 1-based; a column is a code point (a surrogate pair is one,
/// a tab is one); a line ends with LF, CR or CRLF.
/// </summary>
internal sealed class PlaceWalk(string text)
{
    private int _offset;

    public int Line { get; private set; } = 1;

    public int Column { get; private set; } = 1;

    public void MoveTo(int offset)
    {
        for (; _offset < offset && _offset < text.Length; _offset++)
            Pass(text[_offset]);
    }

    private void Pass(char character)
    {
        var endsLine = character == '\n' || (character == '\r' && !(_offset + 1 < text.Length && text[_offset + 1] == '\n'));
        if (endsLine)
            (Line, Column) = (Line + 1, 1);
        else if (!char.IsLowSurrogate(character))
            Column++;
    }
}
