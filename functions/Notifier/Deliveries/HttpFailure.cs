using System.Net.Http;
using System.Net.Sockets;
using System.Security.Authentication;
using Notifier.Core.Deliveries;
using Notifier.Outgoing;

namespace Notifier.Deliveries;

/// <summary>What became of an HTTP request that got no answer.</summary>
internal static class HttpFailure
{
    /// <param name="failure">Thrown by an HTTP client, while its caller did not cancel.</param>
    /// <returns>Null where it is no failure of HTTP.</returns>
    public static AttemptOutcome? Judge(Exception failure) => failure switch
    {
        OperationCanceledException => AttemptOutcome.Transient(AttemptReason.Timeout) with { Unanswered = true },
        HttpRequestException or IOException or SocketException => AttemptOutcomeOf(failure),
        _ => null,
    };

    private static bool NeverConnected(Exception failure) => failure is HttpRequestException
    {
        HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
    };

    private static AttemptOutcome AttemptOutcomeOf(Exception failure)
    {
        for (var inner = failure; inner is not null; inner = inner.InnerException)
        {
            switch (inner)
            {
                case AddressNotAllowedException:
                    return AttemptOutcome.Permanent(AttemptReason.AddressNotAllowed);
                case AuthenticationException:
                    return AttemptOutcome.Transient(AttemptReason.TlsFailed);
                case TimeoutException:
                    return AttemptOutcome.Transient(AttemptReason.Timeout) with { Unanswered = true };
                case SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData }:
                    return AttemptOutcome.Transient(AttemptReason.NameNotResolved);
            }
        }

        return failure is HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded }
            ? AttemptOutcome.Transient(AttemptReason.AnswerTooLarge)
            : AttemptOutcome.Transient(AttemptReason.ConnectionFailed) with { Unanswered = !NeverConnected(failure) };
    }
}
