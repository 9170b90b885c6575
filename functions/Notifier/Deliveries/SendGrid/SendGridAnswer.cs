using System.Globalization;
using System.Net.Http.Headers;
using Notifier.Core.Deliveries;
using Notifier.Deliveries.Webhook;
using SendGrid;

namespace Notifier.Deliveries.SendGrid;

/// <summary>
/// What SendGrid's answer means. A key that is refused is the operator's to mend and is tried again; a mail that is refused
/// will be refused again. Source: “Errors” of the v3 Mail Send reference.
/// </summary>
internal static class SendGridAnswer
{
    /// <param name="now">Real time.</param>
    public static AttemptOutcome Judge(Response answer, DateTimeOffset now)
    {
        var status = (int)answer.StatusCode;
        return status switch
        {
            >= 200 and < 300 => AttemptOutcome.Sent(status),
            401 or 403 => AttemptOutcome.Transient(AttemptReason.Unauthorized, status),
            408 => AttemptOutcome.Transient(AttemptReason.Timeout, status),
            429 => AttemptOutcome.Transient(AttemptReason.Throttled, status, Wait(answer.Headers, now)),
            >= 500 => AttemptOutcome.Transient(AttemptReason.ServerError, status, Wait(answer.Headers, now)),
            _ => AttemptOutcome.Permanent(AttemptReason.Rejected, status),
        };
    }

    /// <summary>Retry-After, else SendGrid's own X-RateLimit-Reset, seconds since 1970.</summary>
    private static TimeSpan? Wait(HttpResponseHeaders? headers, DateTimeOffset now)
    {
        if (headers is null)
            return null;
        if (WebhookAnswer.RetryAfter(headers, now) is { } asked)
            return asked;
        return headers.TryGetValues("X-RateLimit-Reset", out var values)
            && uint.TryParse(values.FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var reset)
            ? DateTimeOffset.FromUnixTimeSeconds(reset) - now
            : null;
    }
}
