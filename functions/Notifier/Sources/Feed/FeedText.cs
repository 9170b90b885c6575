using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Notifier.Sources.Feed;

/// <summary>Texts and links of a stranger's feed, made plain.</summary>
internal static partial class FeedText
{
    private static readonly string[] Hidden = ["script", "style", "noscript", "iframe"];
    private static readonly string[] Inline = ["a", "b", "i", "u", "em", "strong", "span", "font", "sub", "sup", "small", "big", "code", "abbr", "mark"];

    // &#147; means what Windows means by it (HTML, numeric character reference end state); as themselves these are never meant.
    private const string Windows1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ";

    /// <summary>Elements of HTML that hold nothing to read, by their names in lower case.</summary>
    public static bool IsHidden(string name) => Hidden.Contains(name);

    /// <summary>Elements of HTML that stand within a word.</summary>
    public static bool IsInline(string name) => Inline.Contains(name);

    /// <summary>Text as it stands: blanks collapsed. Null where nothing is left.</summary>
    public static string? Plain(string? text)
    {
        if (text is null)
            return null;
        var plain = new StringBuilder(text.Length);
        foreach (var written in text)
        {
            var letter = written is >= '\u0080' and <= '\u009F' ? Windows1252[written - '\u0080'] : written;
            if (!char.IsWhiteSpace(letter) && !char.IsControl(letter))
                plain.Append(letter);
            else if (plain.Length > 0 && plain[^1] != ' ' && (char.IsWhiteSpace(letter) || letter == '\0'))
                plain.Append(letter == '\u3000' ? letter : ' ');
        }

        var trimmed = plain.ToString().Trim();
        return trimmed.Length == 0 ? null : trimmed;
    }

    /// <summary>Without blanks around it; what is inside stays.</summary>
    public static string? Trim(string? text) => text?.Trim('\uFEFF', '\0', ' ', '\t', '\r', '\n');

    /// <summary>Of what is said to be HTML: an ampersand that begins no reference is written as one.</summary>
    public static string WithReferences(string html) => html.Contains('&', StringComparison.Ordinal) ? BareAmpersand().Replace(html, "&amp;") : html;

    /// <summary>A tag of BCP 47; some write it as a locale.</summary>
    public static string? Language(string? text) => Plain(text)?.Replace('_', '-');

    /// <summary>The text of HTML: without tags, comments, scripts and styles, with entities as characters.</summary>
    public static string? OfHtml(string? html)
    {
        if (html is null || (!html.Contains('<', StringComparison.Ordinal) && !html.Contains('&', StringComparison.Ordinal)))
            return Plain(html);
        var text = new StringBuilder(html.Length);
        for (var at = 0; at < html.Length;)
        {
            var open = html.IndexOf('<', at);
            text.Append(html, at, (open < 0 ? html.Length : open) - at);
            if (open < 0)
                break;
            at = SkipTag(html, open, text);
        }

        return Plain(WebUtility.HtmlDecode(text.ToString()));
    }

    /// <summary>An absolute http(s) address; null for anything else, scripts and data included. Where nobody knows what a relative one is relative to, it stays as it is.</summary>
    public static string? Link(string? text, Uri? address)
    {
        text = Trim(text);
        if (string.IsNullOrEmpty(text) || text.Length > 2000 || text.Any(char.IsControl))
            return null;
        // On Unix a path beginning with '/' is an absolute file: address.
        var absolute = Uri.TryCreate(text, UriKind.Absolute, out var link) && !(link.IsFile && text[0] == '/');
        if (!absolute && address is null)
            return text.Contains(':', StringComparison.Ordinal) ? null : text;
        if (!absolute && !Uri.TryCreate(address, text, out link))
            return null;
        return link!.Scheme == Uri.UriSchemeHttp || link.Scheme == Uri.UriSchemeHttps ? (absolute ? WithPlainHost(text) : link.AbsoluteUri) : null;
    }

    /// <summary>Hosts are the same in any case (RFC 3986 section 6.2.2.1), and compared as text.</summary>
    private static string WithPlainHost(string text)
    {
        var start = text.IndexOf("://", StringComparison.Ordinal) + 3;
        var end = text.AsSpan(start).IndexOfAny("/?#") is var found and >= 0 ? start + found : text.Length;
        return text.AsSpan(start, end - start).ContainsAnyInRange('A', 'Z') && !text.AsSpan(start, end - start).Contains('@')
            ? string.Concat(text.AsSpan(0, start), text[start..end].ToLowerInvariant(), text.AsSpan(end))
            : text;
    }

    private static int SkipTag(string html, int open, StringBuilder text)
    {
        if (html.AsSpan(open).StartsWith("<!--"))
            return html.IndexOf("-->", open, StringComparison.Ordinal) is var end and >= 0 ? end + 3 : html.Length;
        var name = TagName(html, open);
        if (name.Length == 0)
        {
            // "5 < 6" is text.
            text.Append('<');
            return open + 1;
        }

        var close = html.IndexOf('>', open);
        if (!Inline.Contains(name))
            text.Append(' ');
        if (close < 0)
            return html.Length;
        if (!Hidden.Contains(name) || html[open + 1] == '/')
            return close + 1;
        var hiddenEnd = html.IndexOf("</" + name, close, StringComparison.OrdinalIgnoreCase);
        return hiddenEnd < 0 ? html.Length : hiddenEnd;
    }

    private static string TagName(string html, int open)
    {
        var at = open + 1;
        if (at < html.Length && html[at] is '/' or '!' or '?')
            at++;
        var start = at;
        while (at < html.Length && (char.IsAsciiLetterOrDigit(html[at]) || html[at] == '-' || html[at] == ':'))
            at++;
        return at > start && char.IsAsciiLetter(html[start]) ? html[start..at].ToLowerInvariant() : "";
    }

    // The longest name of an HTML entity has 31 characters; some that everybody writes need no semicolon.
    [GeneratedRegex("&(?!#[0-9xX]|[A-Za-z][A-Za-z0-9]{1,30};|nbsp|amp|lt|gt|quot|copy|reg)", RegexOptions.CultureInvariant)]
    private static partial Regex BareAmpersand();
}
