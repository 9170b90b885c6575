using System.Net;

namespace Notifier.Sources.Http;

/// <summary>
/// Follows redirects of GET requests, at most five, never from https to http. Another host gets none of the source's own
/// headers: they may carry a key. Each new address passes the same guarded connection.
/// </summary>
internal sealed class RedirectHandler : DelegatingHandler
{
    private const int Most = 5;

    /// <summary>What we can read and who we are; the rest is between the operator and the first host.</summary>
    private static readonly string[] Harmless = ["Accept", "Accept-Encoding", "User-Agent", "If-None-Match", "If-Modified-Since"];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        for (var hop = 1; hop <= Most && Next(request, response) is { } next; hop++)
        {
            response.Dispose();
            request = Copy(request, next);
            response = await base.SendAsync(request, cancellationToken);
        }

        return response;
    }

    private static Uri? Next(HttpRequestMessage request, HttpResponseMessage response)
    {
        if (request.Method != HttpMethod.Get || response.Headers.Location is not { } location
            || response.StatusCode is not (HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect))
            return null;
        if (!Uri.TryCreate(request.RequestUri!, location, out var next))
            return null;
        var allowed = next.Scheme == Uri.UriSchemeHttps || (next.Scheme == Uri.UriSchemeHttp && request.RequestUri!.Scheme == Uri.UriSchemeHttp);
        return allowed && next.UserInfo.Length == 0 ? next : null;
    }

    private static HttpRequestMessage Copy(HttpRequestMessage request, Uri next)
    {
        var copy = new HttpRequestMessage(HttpMethod.Get, next) { Version = request.Version, VersionPolicy = request.VersionPolicy };
        var sameHost = Uri.Compare(request.RequestUri, next, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;
        foreach (var (name, values) in request.Headers.NonValidated)
        {
            if (sameHost || Harmless.Contains(name, StringComparer.OrdinalIgnoreCase))
                copy.Headers.TryAddWithoutValidation(name, values.ToString());
        }

        return copy;
    }
}
