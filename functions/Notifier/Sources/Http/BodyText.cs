using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace Notifier.Sources.Http;

/// <summary>
/// From bytes to text. A byte order mark decides, because no text of another charset begins so; then the charset of the HTTP
/// header, the one that the document declares (XML declaration, HTML meta), UTF-8, GB18030 (which GBK and GB2312 are part of).
/// Each is tried strictly, so that a wrong declaration falls through to the next. Nearly all right is UTF-8 with a damaged place,
/// which is replaced: one byte must not turn a page into characters of another charset.
/// </summary>
internal static partial class BodyText
{
    /// <summary>UTF-32 first: its little-endian mark begins with that of UTF-16.</summary>
    private static readonly (byte[] Mark, string Name)[] Marks =
    [
        ([0xFF, 0xFE, 0, 0], "utf-32"),
        ([0, 0, 0xFE, 0xFF], "utf-32BE"),
        ([0xEF, 0xBB, 0xBF], "utf-8"),
        ([0xFF, 0xFE], "utf-16"),
        ([0xFE, 0xFF], "utf-16BE"),
    ];

    static BodyText() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static string Decode(ReadOnlySpan<byte> bytes, string? httpCharset)
    {
        foreach (var (mark, name) in Marks)
        {
            if (bytes.StartsWith(mark))
                return Encoding.GetEncoding(name).GetString(bytes[mark.Length..]);
        }

        if (Unmarked(bytes) is { } wide)
            return Encoding.GetEncoding(wide).GetString(bytes);
        var (valid, errors) = Utf8Sequences(bytes);
        // What servers say of all that they send says nothing; other text is hardly ever valid UTF-8, or Chinese, by accident.
        var header = IsStandard(httpCharset) && ((valid > 0 && errors == 0) || IsChinese(bytes)) ? null : httpCharset;
        return Strict(header, bytes)
            ?? Strict(Declared(bytes), bytes)
            ?? (errors <= Math.Max(1, valid / 3) ? Encoding.UTF8 : Encoding.GetEncoding("gb18030")).GetString(bytes);
    }

    /// <summary>UTF-16 that begins with a declaration or a tag (XML 1.0, appendix F).</summary>
    private static string? Unmarked(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [(byte)'<', 0, not 0, 0, ..] => "utf-16",
        [0, (byte)'<', 0, not 0, ..] => "utf-16BE",
        _ => null,
    };

    private static bool IsStandard(string? charset) => charset?.Trim().ToLowerInvariant() is "iso-8859-1" or "latin1" or "us-ascii" or "ascii" or "windows-1252";

    /// <summary>How many characters of more than one byte are whole, and how many places are none.</summary>
    private static (int Valid, int Errors) Utf8Sequences(ReadOnlySpan<byte> bytes)
    {
        var (valid, errors) = (0, 0);
        for (var at = bytes.IndexOfAnyExceptInRange((byte)0, (byte)0x7F); at >= 0 && at < bytes.Length;)
        {
            if (Rune.DecodeFromUtf8(bytes[at..], out _, out var consumed) == OperationStatus.Done)
                valid += consumed > 1 ? 1 : 0;
            else
                errors++;
            at += Math.Max(1, consumed);
            var next = bytes[at..].IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
            at = next < 0 ? -1 : at + next;
        }

        return (valid, errors);
    }

    /// <summary>Whether nearly all bytes beyond ASCII come in pairs of GB 2312: letters with accents stand alone.</summary>
    private static bool IsChinese(ReadOnlySpan<byte> bytes)
    {
        var (pairs, others) = (0, 0);
        for (var at = 0; at < bytes.Length; at++)
        {
            if (bytes[at] <= 0x7F)
                continue;
            if (bytes[at] is >= 0xA1 and <= 0xF7 && at + 1 < bytes.Length && bytes[at + 1] is >= 0xA1 and <= 0xFE)
                (pairs, at) = (pairs + 1, at + 1);
            else
                others++;
        }

        return pairs >= 4 && pairs > 9 * others;
    }

    private static string? Strict(string? name, ReadOnlySpan<byte> bytes)
    {
        if (string.IsNullOrEmpty(name))
            return null;
        try
        {
            return Encoding.GetEncoding(Wider(name), EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback).GetString(bytes);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            // An unknown charset, or bytes that are not of it.
            return null;
        }
    }

    /// <summary>Documents that declare an older charset use its successor's characters (WHATWG Encoding, labels).</summary>
    private static string Wider(string name) => name.Trim().ToLowerInvariant() switch
    {
        "gb2312" or "gbk" or "x-gbk" => "gb18030",
        "iso-8859-1" or "latin1" or "us-ascii" or "ascii" => "windows-1252",
        "utf8" => "utf-8",
        var other => other,
    };

    private static string? Declared(ReadOnlySpan<byte> bytes)
    {
        // WHATWG looks at the first 1,024 bytes for a declaration.
        var head = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, 1024)]);
        var match = XmlDeclaration().Match(head);
        if (!match.Success)
            match = HtmlMeta().Match(head);
        return match.Success ? match.Groups[1].Value : null;
    }

    [GeneratedRegex("""^\s*<\?xml[^>]*?\bencoding\s*=\s*["']([A-Za-z0-9._:-]+)["']""", RegexOptions.CultureInvariant)]
    private static partial Regex XmlDeclaration();

    [GeneratedRegex("""<meta[^>]*?\bcharset\s*=\s*["']?\s*([A-Za-z0-9._:-]+)""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex HtmlMeta();
}
