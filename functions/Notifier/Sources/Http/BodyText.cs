using System.Text;
using System.Text.RegularExpressions;

namespace Notifier.Sources.Http;

/// <summary>
/// From bytes to text. A byte order mark decides, because no text of another charset begins so; then the charset of the HTTP
/// header, the one that the document declares (XML declaration, HTML meta), UTF-8, GB18030 (which GBK and GB2312 are part of).
/// Each is tried strictly, so that a wrong declaration falls through to the next; only the last leaves replacement characters.
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
            if (bytes.StartsWith(mark) && Strict(name, bytes[mark.Length..]) is { } text)
                return text;
        }

        return Strict(httpCharset, bytes)
            ?? Strict(Declared(bytes), bytes)
            ?? Strict("utf-8", bytes)
            ?? Encoding.GetEncoding("gb18030").GetString(bytes);
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
