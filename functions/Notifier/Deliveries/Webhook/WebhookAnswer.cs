using System.Net.Http;
using System.Net.Http.Headers;
using Notifier.Core.Deliveries;

namespace Notifier.Deliveries.Webhook;

/// <summary>
/// What an answer means. As Standard Webhooks recommends, everything but 2xx is a failure and nearly every failure is tried
/// again: a receiver under repair answers 401, 404 and 500 alike. Two things do not pass: 410 says that the receiver is gone
/// and switches the subscription off, and a redirect, which is never followed, ends the delivery.
/// </summary>
internal static class WebhookAnswer
{
    /// <param name="now">Real time, which a date in Retry-After means.</param>
    public static AttemptOutcome Judge(HttpResponseMessage answer, DateTimeOffset now)
    {
        var status = (int)answer.StatusCode;
        return status switch
        {
            >= 200 and < 300 => AttemptOutcome.Sent(status),
            >= 300 and < 400 => AttemptOutcome.Permanent(AttemptReason.Redirected, status),
            410 => AttemptOutcome.Permanent(AttemptReason.Gone, status, disableChannel: true),
            401 or 403 => AttemptOutcome.Transient(AttemptReason.Unauthorized, status),
            429 => AttemptOutcome.Transient(AttemptReason.Throttled, status, RetryAfter(answer.Headers, now)),
            408 => AttemptOutcome.Transient(AttemptReason.Timeout, status, RetryAfter(answer.Headers, now)),
            >= 500 => AttemptOutcome.Transient(AttemptReason.ServerError, status, RetryAfter(answer.Headers, now)),
            _ => AttemptOutcome.Transient(AttemptReason.ClientError, status),
        };
    }

    /// <summary>Seconds or a date; null where there is none that can be read. The schedule bounds it.</summary>
    public static TimeSpan? RetryAfter(HttpResponseHeaders headers, DateTimeOffset now) =>
        headers.RetryAfter is { } asked ? asked.Delta ?? asked.Date - now : null;
}
