using System.Buffers;
using System.Globalization;
using System.Net;
using System.Text;
using System.Xml;

namespace Notifier.Sources.Feed;

/// <summary>Characters and references of a text that is to become XML.</summary>
internal static class FeedCharacters
{
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    // "Q&A &nbsp;" holds one reference, not one with a long name.
    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("#-._0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>References that XML knows stay, those of HTML and of the document become their characters, a bare ampersand is itself.</summary>
    /// <param name="wanted">How much of the text to mend: somewhat more where a reference or a character would be cut.</param>
    /// <param name="isHtml">True where the text is HTML itself: a reference of HTML stays one.</param>
    /// <param name="own">Entities that the document declares.</param>
    /// <returns>How much was mended.</returns>
    public static int AppendMended(StringBuilder mended, ReadOnlySpan<char> text, int wanted, bool isHtml = false, FeedEntities? own = null)
    {
        var at = 0;
        while (at < Math.Min(wanted, text.Length))
        {
            var plain = text[at..Math.Min(wanted, text.Length)];
            var next = plain.IndexOf('&');
            if (next >= 0)
                plain = plain[..next];
            else if (char.IsHighSurrogate(plain[^1]) && at + plain.Length < text.Length)
                plain = text.Slice(at, plain.Length + 1);
            AppendEscaped(mended, plain);
            at += plain.Length;
            if (next >= 0)
                at += AppendReference(mended, text[at..], isHtml, own);
        }

        return at;
    }

    /// <summary>Every character that XML allows, as itself.</summary>
    public static void AppendEscaped(StringBuilder mended, ReadOnlySpan<char> text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            var letter = text[at];
            if (char.IsHighSurrogate(letter) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
                mended.Append(letter).Append(text[++at]);
            else if (letter is '<' or '>' or '&' or '"')
                mended.Append(letter switch { '<' => "&lt;", '>' => "&gt;", '&' => "&amp;", _ => "&quot;" });
            else if (XmlConvert.IsXmlChar(letter))
                mended.Append(letter);
        }
    }

    /// <returns>How many characters of the text it stands for.</returns>
    private static int AppendReference(StringBuilder mended, ReadOnlySpan<char> text, bool isHtml, FeedEntities? own)
    {
        // The longest name of an HTML entity has 31 characters.
        var end = text[..Math.Min(text.Length, 34)].IndexOf(';');
        var name = end > 1 && !text[1..end].ContainsAnyExcept(NameCharacters) ? text[1..end] : default;
        if (name is "amp" or "lt" or "gt" or "quot" or "apos" || IsNumber(name))
        {
            // A number that is no character, such as &#0;, stands for nothing.
            if (!IsNumber(name) || IsCharacter(name))
                mended.Append(text[..(end + 1)]);
            return end + 1;
        }

        if (own?.Take(name) is { } value)
        {
            AppendEscaped(mended, value);
            return end + 1;
        }

        var reference = name.Length > 0 ? text[..(end + 1)].ToString() : "&";
        var character = WebUtility.HtmlDecode(reference);
        mended.Append(character == reference ? "&amp;" : isHtml ? $"&amp;{name}" : character);
        return character == reference ? 1 : isHtml ? end : end + 1;
    }

    private static bool IsNumber(ReadOnlySpan<char> name) => name is ['#', 'x' or 'X', ..]
        ? name.Length is > 2 and < 9 && !name[2..].ContainsAnyExcept(HexDigits)
        : name is ['#', ..] && name.Length is > 1 and < 9 && !name[1..].ContainsAnyExceptInRange('0', '9');

    private static bool IsCharacter(ReadOnlySpan<char> number)
    {
        var code = number[1] is 'x' or 'X' ? int.Parse(number[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture) : int.Parse(number[1..], CultureInfo.InvariantCulture);
        return code < 0x10000 ? XmlConvert.IsXmlChar((char)code) : code <= 0x10FFFF;
    }
}
