using Notifier.Core.Deliveries;
using Notifier.Core.Subscriptions;
using Notifier.Deliveries.Suppressions;

namespace Notifier.Deliveries.Mail;

/// <summary>
/// E-mail: asks whether an address may be written to, writes the mail once for all its readers, and hands it to what
/// <c>Notifier__Email</c> names. An address whose mailbox turns out not to exist is written to no more.
/// </summary>
internal sealed class MailChannel(IMailCarrier carrier, MailWriter writer, SuppressionList suppressions) : IBatchChannel
{
    public ChannelType Type => ChannelType.Email;

    public bool KnowsRepeats => carrier.KnowsRepeats;

    public int LargestBatch => carrier.LargestBatch;

    public object? BatchKey(ChannelMessage message) => MailWriter.Key(message);

    public async Task<AttemptOutcome> SendAsync(ChannelMessage message, CancellationToken cancellation) => (await SendAsync([message], cancellation))[0];

    public async Task<IReadOnlyList<AttemptOutcome>> SendAsync(IReadOnlyList<ChannelMessage> batch, CancellationToken cancellation)
    {
        var (mail, written) = await writer.WriteAsync(batch, cancellation);
        var readers = written.Select(Addressed).ToList();
        var outcomes = new AttemptOutcome[readers.Count];
        var held = await suppressions.FindAsync([.. readers.Select(reader => reader?.To ?? "")], cancellation);
        for (var index = 0; index < outcomes.Length; index++)
        {
            if (readers[index] is not { } reader)
                outcomes[index] = AttemptOutcome.Permanent(AttemptReason.Rejected);
            else if (held[index] is { } suppression)
                outcomes[index] = await RefuseAsync(reader, suppression, cancellation);
        }

        var open = Enumerable.Range(0, outcomes.Length).Where(index => outcomes[index] is null).ToList();
        if (open.Count == 0)
            return outcomes;
        var carried = await carrier.CarryAsync(mail, [.. open.Select(index => readers[index]!)], cancellation);
        for (var index = 0; index < open.Count; index++)
        {
            outcomes[open[index]] = carried[index];
            if (carried[index].Reason == AttemptReason.Bounced)
                await suppressions.AddAsync(readers[open[index]]!.To, SuppressionReason.Bounced, readers[open[index]]!.Subscription, cancellation);
        }

        return outcomes;
    }

    /// <returns>With the address in the form that goes out; null where what is stored is none: no carrier's own idea of an address counts.</returns>
    private static MailReader? Addressed(MailReader reader) =>
        EmailAddress.TryParse(reader.To, out var address, out _) ? reader with { To = address.ToString() } : null;

    private async Task<AttemptOutcome> RefuseAsync(MailReader reader, Suppression suppression, CancellationToken cancellation)
    {
        await suppressions.DisableAsync(reader.Subscription, suppression.Reason, cancellation);
        return AttemptOutcome.Permanent(AttemptReason.Suppressed);
    }
}
