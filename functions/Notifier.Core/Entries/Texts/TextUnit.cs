using System.Globalization;
using System.Net;
using System.Text;

namespace Notifier.Core.Entries.Texts;

/// <summary>One unit of an original text — a character with its accents, an escape, an HTML entity — as the characters that stand for it.</summary>
internal static class TextUnit
{
    // "&CounterClockwiseContourIntegral;" is the longest name of HTML 5.
    private const int LongestEntity = 34;
    private const int MostAccents = 8;

    // Filled as characters are met; two threads that meet one at once write the same.
    private static readonly string?[] Folded = new string?[char.MaxValue + 1];

    /// <returns>How many characters of the original it takes.</returns>
    public static int Read(string text, int at, ref NormalTextWriter writer)
    {
        var character = text[at];
        if (character == '\\' && Escape(text, at, out var escaped) is var escape and > 0)
            return Write(escaped, at, escape, ref writer);
        if (character == '&' && Entity(text, at, out var decoded) is var entity and > 0)
        {
            foreach (var part in decoded)
                Write(part, at, entity, ref writer);
            return entity;
        }

        if (char.IsAscii(character) && !HasAccent(text, at + 1))
            return Write(character, at, 1, ref writer);
        return char.IsSurrogate(character) || HasAccent(text, at + 1) ? Cluster(text, at, ref writer) : Write(character, at, 1, ref writer);
    }

    private static int Write(char character, int at, int length, ref NormalTextWriter writer)
    {
        if (char.IsAsciiLetterUpper(character))
            writer.Write((char)(character | 0x20), at, at + length);
        else if (character is > ' ' and < (char)127)
            writer.Write(character == '`' ? '\'' : character, at, at + length);
        else if (char.IsWhiteSpace(character))
            writer.Blank(at, at + length, character is '\n' or '\u2028' or '\u2029');
        else if (HanText.IsHan(character))
            writer.Write(HanText.Simplified(character), at, at + length);
        else
            foreach (var part in Folded[character] ??= Fold(character.ToString()))
                writer.Write(part, at, at + length);
        return length;
    }

    /// <summary>NFKC composes a letter with the accents behind it, and maps some pairs of surrogates to one letter.</summary>
    private static int Cluster(string text, int at, ref NormalTextWriter writer)
    {
        var length = char.IsSurrogatePair(text, at) ? 2 : 1;
        for (var accents = 0; accents < MostAccents && HasAccent(text, at + length); accents++)
            length++;
        foreach (var part in Fold(text.Substring(at, length)))
            writer.Write(HanText.IsHan(part) ? HanText.Simplified(part) : part, at, at + length);
        return length;
    }

    private static bool HasAccent(string text, int at) =>
        at < text.Length && text[at] >= '\u0300' && char.GetUnicodeCategory(text[at]) is UnicodeCategory.NonSpacingMark && text[at] is < '\uFE00' or > '\uFE0F';

    private static string Fold(string text)
    {
        if (text.Any(IsInvisible))
            text = string.Concat(text.Where(character => !IsInvisible(character)));
        // Lone surrogates cannot be normalised; decoding and encoding puts U+FFFD in their place.
        var wellFormed = Encoding.Unicode.GetString(Encoding.Unicode.GetBytes(text));
        return string.Concat(wellFormed.Normalize(NormalizationForm.FormKC).ToLowerInvariant().Select(Unified));
    }

    private static char Unified(char character) => character switch
    {
        >= '\u2010' and <= '\u2015' or '\u2212' or '\u2E3A' or '\u2E3B' or '\u2500' => '-',
        '\u2018' or '\u2019' or '\u201A' or '\u201B' or '\u2032' => '\'',
        '\u201C' or '\u201D' or '\u201E' or '\u201F' or '\u300C' or '\u300D' or '\u300E' or '\u300F' => '"',
        '\u301C' or '\u223C' => '~',
        _ => character,
    };

    private static bool IsInvisible(char character) =>
        char.GetUnicodeCategory(character) is UnicodeCategory.Format or UnicodeCategory.Control || character is >= '\uFE00' and <= '\uFE0F' or '\u034F';

    /// <summary><c>\u4e2d</c> as programs write it, also after a doubled backslash; <c>\n</c>, <c>\r</c>, <c>\t</c> are blanks.</summary>
    private static int Escape(string text, int at, out char character)
    {
        character = '\n';
        var next = at;
        // Programs that escape twice write two or four.
        while (next < text.Length && next - at < 4 && text[next] == '\\')
            next++;
        if (next >= text.Length)
            return 0;
        if (text[next] is 'n' or 'r' or 't')
            return next - at + 1;
        if (text[next] != 'u' || next + 5 > text.Length || !ushort.TryParse(text.AsSpan(next + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            return 0;
        character = (char)code;
        return next - at + 5;
    }

    private static int Entity(string text, int at, out string decoded)
    {
        decoded = "";
        var end = text.AsSpan(at, Math.Min(LongestEntity, text.Length - at)).IndexOf(';');
        if (end < 2)
            return 0;
        var written = text.Substring(at, end + 1);
        decoded = WebUtility.HtmlDecode(written);
        return decoded.Length > 0 && decoded.Length < written.Length ? end + 1 : 0;
    }
}
