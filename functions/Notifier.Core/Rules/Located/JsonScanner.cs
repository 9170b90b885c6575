namespace Notifier.Core.Rules.Located;

/// <summary>The single tokens of a JSON text: space, texts, numbers, literals.</summary>
internal sealed class JsonScanner(string text, FindingLog findings)
{
    public int Offset { get; private set; }

    public bool AtEnd => Offset >= text.Length;

    public char Peek => AtEnd ? '\0' : text[Offset];

    /// <summary>What stands here, for messages.</summary>
    public string Found => Quoted.CharacterAt(text, Offset);

    public bool Take(char expected)
    {
        if (AtEnd || text[Offset] != expected)
            return false;
        Offset++;
        return true;
    }

    /// <summary>Passes over white space, and over comments with a finding.</summary>
    public void SkipSpace()
    {
        while (!AtEnd)
        {
            if (text[Offset] is ' ' or '\t' or '\r' or '\n')
                Offset++;
            else if (!SkipComment())
                return;
        }
    }

    public LocatedText? ReadString() => JsonStringText.Read(text, Offset, findings, out var end) is { } value ? Moved(value, end) : null;

    public LocatedValue? ReadNumber()
    {
        var start = Offset;
        if (JsonNumberText.EndOf(text, start) is not { } end)
        {
            findings.Add(FindingCodes.InvalidJson, start, "this is not a number in JSON: write digits as in -12.5 or 1e6, without a leading zero, '+' or separators");
            return null;
        }

        Offset = end;
        var number = text[start..end];
        var value = JsonNumberText.Parse(number);
        if (JsonNumberText.IsHeld(number, value))
            return new LocatedNumber(start, value, number);
        findings.Add(FindingCodes.NumberOutOfRange, start, $"{Quoted.Name(number)} is beyond what can be held: use a number between ±4.9e-324 and ±1.8e308");
        return new LocatedFault(start);
    }

    public LocatedLiteral? ReadLiteral()
    {
        foreach (var word in (ReadOnlySpan<string>)["true", "false", "null"])
        {
            if (!text.AsSpan(Offset).StartsWith(word, StringComparison.Ordinal) || IsWordCharacter(Offset + word.Length))
                continue;
            Offset += word.Length;
            return new(Offset - word.Length, word);
        }

        return null;
    }

    private bool IsWordCharacter(int offset) => offset < text.Length && char.IsLetterOrDigit(text[offset]);

    private bool SkipComment()
    {
        var rest = text.AsSpan(Offset);
        var line = rest.StartsWith("//", StringComparison.Ordinal);
        if (!line && !rest.StartsWith("/*", StringComparison.Ordinal))
            return false;
        findings.Add(FindingCodes.Comment, Offset, "JSON knows no comments: remove it, the field 'title' is for people");
        var length = line ? rest.IndexOfAny('\r', '\n') : rest[2..].IndexOf("*/", StringComparison.Ordinal);
        Offset = length < 0 ? text.Length : Offset + length + (line ? 0 : 4);
        return true;
    }

    private LocatedText Moved(LocatedText value, int end)
    {
        Offset = end;
        return value;
    }
}
