using System.Globalization;
using System.Text;

namespace Notifier.Sources.Json.Paths;

/// <summary>Reads the words of a query: blanks, names, numbers, texts (RFC 9535 section 2.1, appendix A).</summary>
internal sealed class PathReader(string text)
{
    /// <summary>RFC 7493: integers that every program reads alike.</summary>
    private const long LargestInteger = (1L << 53) - 1;

    public int At { get; private set; }

    public bool IsAtEnd => At == text.Length;

    /// <summary><c>\0</c> at the end.</summary>
    public char Next => At < text.Length ? text[At] : '\0';

    /// <summary>Goes back to where it was before.</summary>
    public void Return(int before) => At = before;

    public bool Sees(string word) => text.AsSpan(At).StartsWith(word);

    public bool Take(string word)
    {
        if (!Sees(word))
            return false;
        At += word.Length;
        return true;
    }

    public void Require(string word, string what)
    {
        if (!Take(word))
            throw Wrong(IsAtEnd ? $"{what} is missing: write {word}" : $"{what} is expected here: write {word}");
    }

    public void SkipBlanks()
    {
        while (!IsAtEnd && Next is ' ' or '\t' or '\n' or '\r')
            At++;
    }

    public PathSyntaxException Wrong(string message, int? at = null) => new(at ?? At, message);

    /// <summary>A name behind a point.</summary>
    public string Name()
    {
        var start = At;
        while (At < text.Length && Rune.TryGetRuneAt(text, At, out var rune) && IsOfName(rune, At == start))
            At += rune.Utf16SequenceLength;
        return At > start ? text[start..At] : throw Wrong("a name begins with a letter or _: write any other as ['name']");
    }

    /// <summary>The name of a function, only where a bracket follows at once; null else.</summary>
    public string? Function()
    {
        var end = At;
        while (end < text.Length && (text[end] is >= 'a' and <= 'z' || (end > At && (text[end] == '_' || char.IsAsciiDigit(text[end])))))
            end++;
        if (end == At || end == text.Length || text[end] != '(')
            return null;
        var name = text[At..end];
        At = end + 1;
        return name;
    }

    /// <summary>A position: no zero in front, no <c>-0</c>.</summary>
    public long Integer()
    {
        var start = At;
        var digits = Digits();
        var number = text.AsSpan(start, At - start);
        if (digits == 0)
            throw Wrong("a whole number is expected here", start);
        if ((digits > 1 && text[At - digits] == '0') || number is "-0")
            throw Wrong("a whole number has no zero in front", start);
        return digits < 17 && long.Parse(number, CultureInfo.InvariantCulture) is var value && Math.Abs(value) <= LargestInteger
            ? value
            : throw Wrong($"a whole number lies between -{LargestInteger} and {LargestInteger}", start);
    }

    /// <summary>A number as JSON has it.</summary>
    public double Number()
    {
        var start = At;
        var digits = Digits();
        if (digits == 0)
            throw Wrong("a number is expected here", start);
        if (digits > 1 && text[At - digits] == '0')
            throw Wrong("a number has no zero in front", start);
        if (Take(".") && Digits(signed: false) == 0)
            throw Wrong("digits are expected behind the point");
        if (Next is 'e' or 'E')
        {
            At++;
            if (Next is '+' or '-')
                At++;
            if (Digits(signed: false) == 0)
                throw Wrong("digits are expected in the exponent");
        }

        return double.Parse(text.AsSpan(start, At - start), NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    /// <summary>A text in single or double quotes.</summary>
    public string Quoted()
    {
        var (start, quote) = (At, Next);
        var read = new StringBuilder();
        At++;
        while (Next != quote || IsAtEnd)
        {
            if (IsAtEnd)
                throw Wrong($"the text that begins here does not end: write {quote}", start);
            if (Next == '\\')
                read.Append(Escaped(quote));
            else if (Next >= ' ' && Rune.TryGetRuneAt(text, At, out var rune))
                Append(read, rune);
            else
                throw Wrong(Next < ' ' ? "a control character is written \\uXXXX in a text" : "this is half a character");
        }

        At++;
        return read.ToString();
    }

    private void Append(StringBuilder read, Rune rune)
    {
        read.Append(text, At, rune.Utf16SequenceLength);
        At += rune.Utf16SequenceLength;
    }

    private int Digits(bool signed = true)
    {
        if (signed && Next == '-')
            At++;
        var start = At;
        while (char.IsAsciiDigit(Next))
            At++;
        return At - start;
    }

    private string Escaped(char quote)
    {
        var start = At++;
        var letter = Next;
        At++;
        if (letter == quote && At <= text.Length)
            return quote.ToString();
        switch (letter)
        {
            case 'b': return "\b";
            case 'f': return "\f";
            case 'n': return "\n";
            case 'r': return "\r";
            case 't': return "\t";
            case '/': return "/";
            case '\\': return "\\";
            case 'u': return Coded(start);
            default: throw Wrong(@"there is no such escape: \b \f \n \r \t \/ \\ \uXXXX and the quote itself are", start);
        }
    }

    private string Coded(int start)
    {
        var first = Hex(start);
        if (!char.IsSurrogate(first))
            return first.ToString();
        if (char.IsHighSurrogate(first) && Take("\\u") && Hex(start) is var second && char.IsLowSurrogate(second))
            return new string([first, second]);
        throw Wrong("this is half a character: the second \\uXXXX of the pair is missing", start);
    }

    private char Hex(int start)
    {
        if (At + 4 <= text.Length && ushort.TryParse(text.AsSpan(At, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
        {
            At += 4;
            return (char)unit;
        }

        throw Wrong("\\u is followed by four hexadecimal digits", start);
    }

    private static bool IsOfName(Rune rune, bool first) =>
        rune.Value >= 0x80 || rune.Value == '_' || char.IsAsciiLetter((char)rune.Value) || (!first && char.IsAsciiDigit((char)rune.Value));
}

/// <summary>A query that is none.</summary>
internal sealed class PathSyntaxException(int at, string message) : Exception(message)
{
    public PathProblem Problem(string text) => new(1 + text.AsSpan(0, Math.Min(at, text.Length)).ToString().EnumerateRunes().Count(), Message);
}
