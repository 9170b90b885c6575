using System.Text.RegularExpressions;
using MailKit.Net.Smtp;
using Notifier.Core.Deliveries;

namespace Notifier.Deliveries.Smtp;

/// <summary>
/// What a mail server's refusal means: 4yz passes, 5yz does not (RFC 5321, 4.2.1), and the enhanced code says whether it is the
/// mailbox that is wrong (RFC 3463, RFC 7505). A 550 without one may be a policy, so it condemns a mail and no address.
/// </summary>
internal static partial class SmtpReply
{
    public static AttemptOutcome Judge(SmtpCommandException refusal) => Judge((int)refusal.StatusCode, refusal.Message);

    /// <param name="text">As the server wrote it behind the status.</param>
    internal static AttemptOutcome Judge(int status, string text)
    {
        var code = Enhanced().Match(text) is { Success: true } match ? match.Value : "";
        return status switch
        {
            530 or 534 or 535 => AttemptOutcome.Transient(AttemptReason.Unauthorized, status),
            421 or 450 or 451 or 452 when code.StartsWith("4.7.", StringComparison.Ordinal) || code is "4.2.2" or "4.3.1" => AttemptOutcome.Transient(AttemptReason.Throttled, status),
            < 500 => AttemptOutcome.Transient(AttemptReason.ServerError, status),
            _ when code is "5.7.0" && text.Contains("authent", StringComparison.OrdinalIgnoreCase) => AttemptOutcome.Transient(AttemptReason.Unauthorized, status),
            _ when IsOfMailbox(code) => AttemptOutcome.Permanent(AttemptReason.Bounced, status),
            _ => AttemptOutcome.Permanent(AttemptReason.Rejected, status),
        };
    }

    /// <summary>No such mailbox, domain or path; a mailbox that moved, is disabled, or a domain that takes no mail at all.</summary>
    private static bool IsOfMailbox(string code) => code is "5.1.1" or "5.1.2" or "5.1.3" or "5.1.6" or "5.1.10" or "5.2.1";

    [GeneratedRegex(@"(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?![\d.])", RegexOptions.CultureInvariant)]
    private static partial Regex Enhanced();
}
