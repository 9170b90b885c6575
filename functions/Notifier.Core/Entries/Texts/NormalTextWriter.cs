namespace Notifier.Core.Entries.Texts;

/// <summary>Collects the characters of a <see cref="NormalText"/>: decides which blanks remain, and where a paragraph ends.</summary>
internal struct NormalTextWriter(int capacity)
{
    private int _blankStart = -1;
    private int _blankEnd;
    private int _lines;

    public char[] Characters { get; private set; } = new char[capacity + 16];

    public int[] Starts { get; private set; } = new int[capacity + 16];

    public int[] Ends { get; private set; } = new int[capacity + 16];

    public int Length { get; private set; }

    /// <summary>Lengths at which a paragraph ended.</summary>
    public List<int> Breaks { get; } = [];

    public void Blank(int start, int end, bool isLine)
    {
        if (_blankStart < 0)
            (_blankStart, _lines) = (start, 0);
        _blankEnd = end;
        _lines += isLine ? 1 : 0;
    }

    public void Write(char character, int start, int end)
    {
        if (_blankStart >= 0)
            Settle(character);
        // Dashes of any number and with blanks around them are one: "——", "lithium - ion".
        if (character == '-' && Length > 0 && Characters[Length - 1] == '-')
        {
            Ends[Length - 1] = end;
            return;
        }

        Append(character, start, end);
    }

    private void Settle(char next)
    {
        var (start, last) = (_blankStart, Length > 0 ? Characters[Length - 1] : ' ');
        _blankStart = -1;
        if (Length == 0)
            return;
        if (_lines > 1 || (_lines == 1 && SentenceEnds.IsEnd(last)))
        {
            Breaks.Add(Length);
            Append(' ', start, _blankEnd);
        }
        else if (last != '-' && next != '-' && !(HanText.IsHan(last) && HanText.IsHan(next)))
        {
            Append(' ', start, _blankEnd);
        }
    }

    private void Append(char character, int start, int end)
    {
        if (Length == Characters.Length)
            Grow();
        (Characters[Length], Starts[Length], Ends[Length]) = (character, start, end);
        Length++;
    }

    /// <summary>One character of the original may become several (㎏, …).</summary>
    private void Grow()
    {
        var (characters, starts, ends) = (Characters, Starts, Ends);
        Array.Resize(ref characters, Length * 2);
        Array.Resize(ref starts, Length * 2);
        Array.Resize(ref ends, Length * 2);
        (Characters, Starts, Ends) = (characters, starts, ends);
    }
}
