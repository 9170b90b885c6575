using Notifier.Sources.Feed;

namespace Notifier.Sources.Http;

/// <summary>Tells what came in the place of the format that was expected.</summary>
internal static class WrongFormat
{
    // What firewalls send to programs: Huawei Cloud (100ppi), Alibaba Cloud, Cloudflare, Imperva, and captchas.
    private static readonly string[] Challenges = ["HW_CHECK", "acw_sc__v2", "aliyun_waf", "cf-chl", "Just a moment...", "_Incapsula_", "captcha"];

    private static readonly string[] Ways = ["location.", "document.cookie", "challenge"];

    /// <summary>In characters. Pages that hold something are longer.</summary>
    private const int LargestChallenge = 4096;

    private static readonly string[] HtmlBeginnings = ["<!doctype html", "<html", "<head", "<body", "<script"];

    /// <param name="wanted">For example <c>JSON</c>.</param>
    /// <param name="problem">What the reader says, without the content.</param>
    public static SourceFailure Explain(string text, string host, string wanted, string problem)
    {
        if (!LooksHtml(text))
            return new(SourceFailureReason.NotTheFormat, $"{host}: {problem}");
        return Challenge(text, host)
            ?? (LeadsOn(text) ? Refused(host) : new(SourceFailureReason.NotTheFormat, $"{host} answered with an HTML page where {wanted} was expected: check its address"));
    }

    /// <summary>The page of a firewall that refuses programs; null where it is another.</summary>
    public static SourceFailure? Challenge(string html, string host)
    {
        var head = html[..Math.Min(html.Length, LargestChallenge)];
        return Challenges.Any(challenge => head.Contains(challenge, StringComparison.OrdinalIgnoreCase)) ? Refused(host) : null;
    }

    private static SourceFailure Refused(string host) =>
        new(SourceFailureReason.Blocked, $"{host} answered with a page that tests for a browser: it refuses programs; ask its owner, or use another source");

    /// <summary>A page with nothing to read and a script that leads on: where a page is not what is wanted, only a browser gets behind it.</summary>
    private static bool LeadsOn(string html) =>
        html.Length < LargestChallenge && Ways.Any(way => html.Contains(way, StringComparison.OrdinalIgnoreCase)) && FeedText.OfHtml(html) is null;

    public static bool LooksHtml(string text)
    {
        var start = AfterPreamble(text);
        foreach (var beginning in HtmlBeginnings)
        {
            if (start.StartsWith(beginning, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    /// <summary>Saved pages begin with a comment, XHTML with a declaration.</summary>
    private static ReadOnlySpan<char> AfterPreamble(string text)
    {
        var start = text.AsSpan().TrimStart("\uFEFF \t\r\n");
        while (start.StartsWith("<!--") || start.StartsWith("<?"))
        {
            var close = start.StartsWith("<?") ? "?>" : "-->";
            var end = start.IndexOf(close);
            if (end < 0)
                return start;
            start = start[(end + close.Length)..].TrimStart(" \t\r\n");
        }

        return start;
    }
}
