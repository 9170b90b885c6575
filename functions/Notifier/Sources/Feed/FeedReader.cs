using System.Text.RegularExpressions;
using Notifier.Sources.Http;

namespace Notifier.Sources.Feed;

/// <summary>Reads a feed of any format: RSS 0.9x to 2.0, RDF, Atom 0.3 and 1.0, CDF, JSON Feed 1.x, told by the content alone.</summary>
internal static partial class FeedReader
{
    /// <summary>What servers put in front of a feed (a warning of PHP, a comment) is no longer than this, in characters.</summary>
    private const int LongestJunk = 16 * 1024;

    /// <param name="address">Relative links are resolved against it; null where it is not known.</param>
    /// <param name="zone">Of dates without one.</param>
    /// <exception cref="FeedFormatException">Not a feed, or nothing of it is whole.</exception>
    public static FeedDocument Read(string text, Uri? address, TimeZoneInfo zone)
    {
        var start = text.Length - text.AsSpan().TrimStart("\uFEFF \t\r\n\0").Length;
        if (start < text.Length && text[start] == '{')
            return JsonFeed.Read(text, address, zone);
        var begin = BeginningOfXml(text, start);
        return XmlFeed.Read(begin == 0 ? text : text[begin..], address, zone);
    }

    private static int BeginningOfXml(string text, int start)
    {
        // A comment may quote a feed, and a script may write one.
        var after = AfterJunk(text, start, out var cut);
        var head = text.Substring(after, Math.Min(LongestJunk, text.Length - after));
        if (WrongFormat.LooksHtml(head))
            return start;
        var begins = Beginning().Match(head);
        if (begins.Success)
            return !cut && begins.Index == 0 && !head.StartsWith("<?", StringComparison.Ordinal) ? start : after + begins.Index;
        return head.StartsWith('<') ? start : throw new FeedFormatException(SourceFailureReason.NotTheFormat, "this is neither XML nor JSON");
    }

    /// <param name="cut">Whether there was something that is no XML.</param>
    private static int AfterJunk(string text, int at, out bool cut)
    {
        cut = false;
        while (true)
        {
            var rest = text.AsSpan(at);
            var isScript = rest.StartsWith("<script", StringComparison.OrdinalIgnoreCase);
            var close = isScript ? "</script>" : "-->";
            if ((!isScript && !rest.StartsWith("<!--")) || rest.IndexOf(close, StringComparison.OrdinalIgnoreCase) is not (var end and >= 0))
                return at;
            cut |= isScript;
            rest = rest[(end + close.Length)..];
            at = text.Length - rest.TrimStart("\uFEFF \t\r\n").Length;
        }
    }

    [GeneratedRegex(@"<\?xml\s|<!doctype\s|<(?:[a-z0-9_]{1,20}:)?(?:rss|rdf|feed|channel)[\s>]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Beginning();
}
