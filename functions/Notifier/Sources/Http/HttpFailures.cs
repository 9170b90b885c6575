using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Notifier.Outgoing;
using Polly.Timeout;

namespace Notifier.Sources.Http;

/// <summary>What the answers and errors of HTTP mean for a source. A failure names the host and never the rest of the address.</summary>
internal static class HttpFailures
{
    public static SourceFailure OfStatus(HttpStatusCode status, TimeSpan? retryAfter, string host)
    {
        var (reason, advice) = status switch
        {
            HttpStatusCode.Unauthorized => (SourceFailureReason.Unauthorized, "check the key that its headers or address carry"),
            // 412 is how the web application firewalls of Chinese exchanges and ministries refuse a client without their script.
            HttpStatusCode.Forbidden or HttpStatusCode.PreconditionFailed => (SourceFailureReason.Blocked, "it refuses programs; ask its owner, or use another source"),
            HttpStatusCode.NotFound or HttpStatusCode.Gone => (SourceFailureReason.NotFound, "check the path of its address"),
            HttpStatusCode.RequestTimeout => (SourceFailureReason.Timeout, "it is asked again later"),
            HttpStatusCode.TooManyRequests => (SourceFailureReason.Throttled, "it is asked again later; poll it less often"),
            >= HttpStatusCode.InternalServerError => (SourceFailureReason.ServerError, "it is asked again later"),
            >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest => (SourceFailureReason.ClientError, "it redirects too often, or to where it must not be followed; write the final address"),
            _ => (SourceFailureReason.ClientError, "check its address and headers"),
        };
        return new(reason, $"{host} answered {(int)status}: {advice}", (int)status, retryAfter);
    }

    public static SourceFailure OfException(Exception exception, string host) => exception switch
    {
        TimeoutRejectedException => new(SourceFailureReason.Timeout, $"{host} did not answer in time"),
        BodyTooLargeException large => new(SourceFailureReason.TooLarge, $"{host} answered with more than {large.Limit} bytes"),
        BodyCodingException packed => new(SourceFailureReason.NotTheFormat, $"{host} answered compressed as '{packed.Coding}', which was not asked for"),
        BodyBrokenException or HttpIOException or HttpRequestException { InnerException: HttpIOException } =>
            new(SourceFailureReason.Truncated, $"{host} broke off in the middle of its answer"),
        HttpRequestException { InnerException: AddressNotAllowedException refused } =>
            new(SourceFailureReason.NotConfigured, $"{host} has an address that may not be connected to ({refused.Reason}); on a machine of your own, set Notifier__AllowPrivateTargets"),
        HttpRequestException { InnerException: AuthenticationException } => new(SourceFailureReason.Unreachable, $"{host} has no valid certificate"),
        HttpRequestException { InnerException: SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } } =>
            new(SourceFailureReason.Unreachable, $"the name {host} is not known"),
        _ => new(SourceFailureReason.Unreachable, $"{host} cannot be connected to"),
    };

    /// <summary>True for what <see cref="OfException"/> explains; anything else is a bug and is thrown on.</summary>
    public static bool Explains(Exception exception) => exception is HttpRequestException or IOException or TimeoutRejectedException;

    /// <summary>What the answer asked for; null where it asked for nothing or for a time that is past.</summary>
    public static TimeSpan? RetryAfter(HttpResponseMessage response) => RetryAfter(response.Headers);

    public static TimeSpan? RetryAfter(System.Net.Http.Headers.HttpResponseHeaders headers)
    {
        var asked = headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - (headers.Date ?? TimeProvider.System.GetUtcNow()),
            _ => TimeSpan.Zero,
        };
        return asked > TimeSpan.Zero ? asked : null;
    }
}
