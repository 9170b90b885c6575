using System.Buffers;
using System.Globalization;
using System.Net;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Notifier.Sources.Feed;

/// <summary>
/// From text to a tree of XML, forgiving what feeds do wrong and safe against what attackers do right: no document type is
/// processed, entities that only HTML knows are characters, a bare ampersand is itself, characters that XML forbids are left out,
/// well-known prefixes need no declaration, depth is bounded.
/// </summary>
internal static class FeedXml
{
    // Deeper than XHTML in Atom that was seen; what is deeper is made to exhaust a stack.
    private const int DeepestElement = 100;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    // "Q&A &nbsp;" holds one reference, not one with a long name.
    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("#0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Ignore,
        XmlResolver = null,
        CheckCharacters = false,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    /// <exception cref="FeedFormatException">Not XML, or not whole.</exception>
    public static XElement Parse(string text)
    {
        var mended = Mend(text);
        try
        {
            using (var probe = Reader(mended))
            {
                while (probe.Read())
                {
                    if (probe.Depth > DeepestElement)
                        throw new FeedFormatException(SourceFailureReason.NotTheFormat, $"its elements are nested more than {DeepestElement} deep");
                }
            }

            using var reader = Reader(mended);
            return XDocument.Load(reader, LoadOptions.None).Root!;
        }
        catch (XmlException exception)
        {
            throw BreaksOff(mended, exception)
                ? new FeedFormatException(SourceFailureReason.Truncated, "it breaks off in the middle of its XML")
                : new FeedFormatException(SourceFailureReason.NotTheFormat, $"it is not well-formed XML: line {exception.LineNumber}, column {exception.LinePosition}");
        }
    }

    /// <summary>True where everything is right as far as it goes: the reader found no end, or stopped in a tag that nothing closes.</summary>
    private static bool BreaksOff(string text, XmlException exception)
    {
        if (exception.Message.Contains("end of file", StringComparison.OrdinalIgnoreCase) || exception.Message.Contains("Root element is missing", StringComparison.Ordinal))
            return true;
        var at = 0;
        for (var line = 1; line < exception.LineNumber; line++)
            at = text.IndexOf('\n', at) + 1;
        return text.IndexOf('>', Math.Min(text.Length, at + Math.Max(0, exception.LinePosition - 1))) < 0;
    }

    private static XmlReader Reader(string text)
    {
        var names = new NameTable();
        var prefixes = new XmlNamespaceManager(names);
        foreach (var (prefix, name) in FeedNames.Prefixes)
            prefixes.AddNamespace(prefix, name);
        return XmlReader.Create(new StringReader(text), Settings, new XmlParserContext(names, prefixes, null, XmlSpace.None));
    }

    private static string Mend(string text)
    {
        var mended = new StringBuilder(text.Length + 64);
        for (var at = 0; at < text.Length;)
        {
            var end = OpaqueEnd(text, at);
            if (end > at)
            {
                AppendAllowed(mended, text.AsSpan(at, end - at));
                at = end;
            }
            else if (text[at] == '&')
            {
                at += AppendReference(mended, text.AsSpan(at));
            }
            else
            {
                var next = text.AsSpan(at + 1).IndexOfAny('&', '<') is var found and >= 0 ? at + 1 + found : text.Length;
                AppendAllowed(mended, text.AsSpan(at, next - at));
                at = next;
            }
        }

        return mended.ToString();
    }

    /// <summary>Where a section ends in which an ampersand is only a character; <paramref name="at"/> where none begins.</summary>
    private static int OpaqueEnd(string text, int at)
    {
        var rest = text.AsSpan(at);
        var close = rest.StartsWith("<![CDATA[") ? "]]>" : rest.StartsWith("<!--") ? "-->" : rest.StartsWith("<?") ? "?>" : null;
        if (close is null)
            return at;
        var end = text.IndexOf(close, at, StringComparison.Ordinal);
        return end < 0 ? text.Length : end + close.Length;
    }

    /// <returns>How many characters of the text it stands for.</returns>
    private static int AppendReference(StringBuilder mended, ReadOnlySpan<char> text)
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

        var reference = name.Length > 0 ? text[..(end + 1)].ToString() : "&";
        var character = WebUtility.HtmlDecode(reference);
        mended.Append(character == reference ? "&amp;" : character);
        return character == reference ? 1 : end + 1;
    }

    private static bool IsNumber(ReadOnlySpan<char> name) => name is ['#', 'x' or 'X', ..]
        ? name.Length is > 2 and < 9 && !name[2..].ContainsAnyExcept(HexDigits)
        : name is ['#', ..] && name.Length is > 1 and < 9 && !name[1..].ContainsAnyExceptInRange('0', '9');

    private static bool IsCharacter(ReadOnlySpan<char> number)
    {
        var code = number[1] is 'x' or 'X' ? int.Parse(number[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture) : int.Parse(number[1..], CultureInfo.InvariantCulture);
        return code < 0x10000 ? XmlConvert.IsXmlChar((char)code) : code <= 0x10FFFF;
    }

    private static void AppendAllowed(StringBuilder mended, ReadOnlySpan<char> text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            var pair = char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]);
            if (pair)
                mended.Append(text[at++]).Append(text[at]);
            else if (XmlConvert.IsXmlChar(text[at]))
                mended.Append(text[at]);
        }
    }
}
