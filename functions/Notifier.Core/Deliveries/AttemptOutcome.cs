namespace Notifier.Core.Deliveries;

/// <summary>
/// The result of one attempt. Transient failures are tried again on the schedule; permanent ones end the delivery.
/// The reason is of a closed set shared by logs, metrics and the API.
/// </summary>
/// <param name="Status">The HTTP or SMTP status, where there was one.</param>
/// <param name="RetryAfter">What the receiver asked for (429, 503).</param>
/// <param name="DisableChannel">The receiver is gone for good (410, hard bounce).</param>
public sealed record AttemptOutcome(
    AttemptResult Result,
    AttemptReason Reason,
    int? Status = null,
    TimeSpan? RetryAfter = null,
    bool DisableChannel = false)
{
    /// <summary>The request may have reached the receiver, and nobody knows: no answer came in time, or the connection ended before it.</summary>
    public bool Unanswered { get; init; }

    public static AttemptOutcome Sent(int? status = null) => new(AttemptResult.Sent, AttemptReason.Accepted, status);

    public static AttemptOutcome Transient(AttemptReason reason, int? status = null, TimeSpan? retryAfter = null) =>
        new(AttemptResult.Transient, reason, status, retryAfter);

    public static AttemptOutcome Permanent(AttemptReason reason, int? status = null, bool disableChannel = false) =>
        new(AttemptResult.Permanent, reason, status, null, disableChannel);
}

public enum AttemptResult
{
    Sent,
    Transient,
    Permanent,
}

public enum AttemptReason
{
    Accepted,
    Timeout,
    ConnectionFailed,
    TlsFailed,
    NameNotResolved,
    AddressNotAllowed,
    Redirected,
    Throttled,
    ServerError,
    ClientError,
    Unauthorized,
    Gone,
    Rejected,
    AnswerTooLarge,
    ChannelDisabled,
    NotConfigured,
    Interrupted,
    /// <summary>What it tells of is not stored: a table was emptied by hand.</summary>
    NotRecorded,
    /// <summary>The mail server says that there is no such mailbox, or that it refuses for good.</summary>
    Bounced,
    /// <summary>The address is written to no more: an earlier mail bounced, or was called spam.</summary>
    Suppressed,
}
