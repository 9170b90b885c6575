using System.Diagnostics.CodeAnalysis;

namespace Notifier.Core.Subscriptions;

/// <summary>A URL that webhooks may be posted to. Where its name leads is judged again at each connection.</summary>
public sealed record WebhookUrl
{
    public const int LongestUrl = 2048;

    private WebhookUrl(Uri value) => Value = value;

    public Uri Value { get; }

    /// <summary>The only part that may be shown or logged: paths and queries of webhooks are often secrets.</summary>
    public string Host => Value.HostNameType == UriHostNameType.IPv6 ? Value.Host : Value.IdnHost;

    /// <param name="allowHttp">For use on one machine; strangers' webhooks are https.</param>
    /// <param name="problem">One sentence for the person who typed it; empty on success. It does not repeat the URL.</param>
    public static bool TryParse(string? text, bool allowHttp, [NotNullWhen(true)] out WebhookUrl? url, out string problem)
    {
        url = null;
        problem = Judge(text, allowHttp, out var uri);
        if (problem.Length > 0 || uri is null)
            return false;
        url = new WebhookUrl(uri);
        return true;
    }

    public override string ToString() => $"{Value.Scheme}://{Host}/…";

    private static string Judge(string? text, bool allowHttp, out Uri? uri)
    {
        uri = null;
        if (string.IsNullOrEmpty(text))
            return "a URL is needed";
        if (text.Length > LongestUrl)
            return $"longer than {LongestUrl} characters";
        // Uri would trim, escape or turn these over; a URL that needs that was not meant this way.
        if (text.Any(character => char.IsControl(character) || char.IsWhiteSpace(character) || character == '\\'))
            return "spaces, control characters and backslashes are not allowed";
        if (!Uri.TryCreate(text, UriKind.Absolute, out uri) || uri.HostNameType is UriHostNameType.Unknown or UriHostNameType.Basic || uri.IdnHost.Length == 0)
            return "not an absolute URL";
        if (uri.Scheme != Uri.UriSchemeHttps && !(allowHttp && uri.Scheme == Uri.UriSchemeHttp))
            return allowHttp ? "only https and http are possible" : "only https is possible";
        if (uri.UserInfo.Length > 0 || Authority(text).Contains('@', StringComparison.Ordinal))
            return "a user name or password is not allowed";
        return uri.Fragment.Length > 0 ? "a fragment (#) has no meaning" : "";
    }

    private static string Authority(string text)
    {
        var start = text.IndexOf("//", StringComparison.Ordinal) + 2;
        var end = text.AsSpan(start).IndexOfAny('/', '?', '#');
        return end < 0 ? text[start..] : text.Substring(start, end);
    }
}
