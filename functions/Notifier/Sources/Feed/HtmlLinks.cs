using System.Net;
using System.Text.RegularExpressions;

namespace Notifier.Sources.Feed;

/// <summary>Makes the relative links of a piece of HTML whole (XML Base, RFC 4287 section 3.1.1.2), and leaves everything else as it is.</summary>
internal static partial class HtmlLinks
{
    public static string Resolve(string html, Uri address) => html.Contains('<', StringComparison.Ordinal)
        ? Tag().Replace(html, tag => Link().Replace(tag.Value, link => Whole(link, address)))
        : html;

    private static string Whole(Match link, Uri address)
    {
        var quoted = link.Groups[2].Value;
        var written = WebUtility.HtmlDecode(quoted[1..^1]).Trim();
        if (written.Length == 0 || HasScheme().IsMatch(written) || !Uri.TryCreate(address, written, out var whole))
            return link.Value;
        return link.Groups[1].Value + quoted[0] + WebUtility.HtmlEncode(whole.AbsoluteUri) + quoted[0];
    }

    [GeneratedRegex(@"<[A-Za-z](?:[^<>""']|""[^""]*""|'[^']*')*>", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Tag();

    // The attributes of HTML 4.01 and 5 that hold one address.
    [GeneratedRegex(@"(\s(?:href|src|cite|action|longdesc|background|data|poster|codebase|classid|usemap|profile)\s*=\s*)(""[^""]*""|'[^']*')", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Link();

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9+.-]*:", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex HasScheme();
}
