using Microsoft.Extensions.Logging;
using Notifier.Core.Deliveries;
using Notifier.Deliveries.Mail;
using SendGrid;
using SendGrid.Helpers.Mail;

namespace Notifier.Deliveries.SendGrid;

/// <summary>
/// Mail through SendGrid: one call for up to 1,000 readers. It knows no idempotency key, so after a crash between its answer and
/// our record the mail goes twice; both carry the delivery's id in <c>delivery_id</c>, which its events return.
/// </summary>
/// <remarks>
/// Whatever it refuses in a call of many, it refuses whole. The readers that its answer names are taken out; where it names none
/// the call is halved until the one is found. A bound on the calls keeps a mail that is refused for all of them from becoming
/// a thousand: what is left then waits for the schedule.
/// </remarks>
internal sealed partial class SendGridCarrier(ISendGridClient client, SendGridMessages messages, ILogger<SendGridCarrier> log) : IMailCarrier
{
    /// <summary>Personalizations that one call may have.</summary>
    public const int MostReaders = 1000;

    /// <summary>Enough to find one refused reader among a thousand twice over: a search halves ten times and asks both halves.</summary>
    public const int MostCalls = 40;

    public int LargestBatch => MostReaders;

    public async Task<IReadOnlyList<AttemptOutcome>> CarryAsync(MailTemplate mail, IReadOnlyList<MailReader> readers, CancellationToken cancellation)
    {
        var outcomes = new AttemptOutcome[readers.Count];
        var open = new Stack<IReadOnlyList<int>>([[.. Enumerable.Range(0, readers.Count)]]);
        for (var calls = 0; open.TryPop(out var part); calls++)
        {
            if (calls == MostCalls)
            {
                open.Push(part);
                break;
            }

            var (outcome, refused) = await CallAsync(mail, [.. part.Select(index => readers[index])], cancellation);
            foreach (var rest in Settle(part, outcome, refused, outcomes))
                open.Push(rest);
        }

        foreach (var index in open.SelectMany(part => part))
            outcomes[index] = AttemptOutcome.Transient(AttemptReason.ClientError);
        return outcomes;
    }

    /// <returns>What is to be called again, without what is decided.</returns>
    private static IEnumerable<IReadOnlyList<int>> Settle(IReadOnlyList<int> part, AttemptOutcome outcome, IReadOnlyList<int> refused, AttemptOutcome[] outcomes)
    {
        if (outcome.Result != AttemptResult.Permanent || part.Count == 1)
        {
            foreach (var index in part)
                outcomes[index] = outcome;
            return [];
        }

        if (refused.Count == 0)
            return [[.. part.Skip(part.Count / 2)], [.. part.Take(part.Count / 2)]];
        foreach (var place in refused)
            outcomes[part[place]] = outcome;
        var rest = part.Where((_, place) => !refused.Contains(place)).ToList();
        return rest.Count == 0 ? [] : [rest];
    }

    private async Task<(AttemptOutcome Outcome, IReadOnlyList<int> Refused)> CallAsync(MailTemplate mail, IReadOnlyList<MailReader> readers, CancellationToken cancellation)
    {
        try
        {
            var answer = await client.SendEmailAsync(messages.Of(mail, readers), cancellation);
            var outcome = SendGridAnswer.Judge(answer, TimeProvider.System.GetUtcNow());
            if (outcome.Reason == AttemptReason.Unauthorized)
                Log.Unauthorized(log, outcome.Status);
            return outcome.Result == AttemptResult.Permanent && readers.Count > 1
                ? (outcome, await SendGridRefusal.ReadAsync(answer, readers.Count, cancellation))
                : (outcome, []);
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested && HttpFailure.Judge(failure) is { } outcome)
        {
            return (outcome, []);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "SendGrid refuses our key ({Status}): no mail goes out until SendGrid__ApiKey holds one that may send mail from SendGrid__From")]
        public static partial void Unauthorized(ILogger logger, int? status);
    }
}
