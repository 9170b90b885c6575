using Notifier.Sources.Feed;

namespace Notifier.Sources.Http;

/// <summary>Tells what came in the place of the format that was expected.</summary>
internal static class WrongFormat
{
    // What firewalls send to programs: Huawei Cloud (100ppi), Alibaba Cloud, Cloudflare, Imperva, and captchas.
    private static readonly string[] Challenges = ["HW_CHECK", "acw_sc__v2", "aliyun_waf", "cf-chl", "Just a moment...", "_Incapsula_", "captcha"];

    private static readonly string[] Ways = ["location.", "document.cookie", "challenge"];

    /// <summary>In characters. Pages that hold something are longer.</summary>
    public const int LargestChallenge = 4096;

    private static readonly string[] HtmlBeginnings = ["<!doctype html", "<html", "<head", "<body", "<script"];

    /// <param name="wanted">For example <c>JSON</c>.</param>
    /// <param name="problem">What the reader says, without the content.</param>
    public static SourceFailure Explain(string text, string host, string wanted, string problem)
    {
        if (!LooksHtml(text))
            return new(SourceFailureReason.NotTheFormat, $"{host}: {problem}");
        return Challenge(text, host) ?? new(SourceFailureReason.NotTheFormat, $"{host} answered with an HTML page where {wanted} was expected: check its address");
    }

    /// <summary>The page of a firewall that refuses programs; null where it is another.</summary>
    public static SourceFailure? Challenge(string html, string host) => IsChallenge(html)
        ? new(SourceFailureReason.Blocked, $"{host} answered with a page that tests for a browser: it refuses programs; ask its owner, or use another source")
        : null;

    /// <summary>A page that only a browser gets behind: of a firewall that is known, or one with nothing to read and a script that leads on.</summary>
    private static bool IsChallenge(string text)
    {
        if (!LooksHtml(text))
            return false;
        var head = text[..Math.Min(text.Length, LargestChallenge)];
        return Challenges.Any(challenge => head.Contains(challenge, StringComparison.OrdinalIgnoreCase))
            || (text.Length < LargestChallenge && Ways.Any(way => head.Contains(way, StringComparison.OrdinalIgnoreCase)) && FeedText.OfHtml(head) is null);
    }

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
