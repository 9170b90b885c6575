namespace Notifier.Sources.Http;

/// <summary>Tells what came in the place of the format that was expected.</summary>
internal static class WrongFormat
{
    private static readonly string[] HtmlBeginnings = ["<!doctype html", "<!doctypehtml", "<html", "<head", "<body", "<script", "<meta", "<title", "<style", "<center", "<iframe", "<noscript", "<h1"];

    /// <param name="wanted">For example <c>JSON</c>.</param>
    /// <param name="problem">What the reader says, without the content.</param>
    public static SourceFailure Explain(string text, string host, string wanted, string problem)
    {
        if (!LooksHtml(text))
            return new(SourceFailureReason.NotTheFormat, $"{host}: {problem}");
        return FirewallPage.Explain(text, host)
            ?? new(SourceFailureReason.NotTheFormat, $"{host} answered with an HTML page where {wanted} was expected: check its address");
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
