using Notifier.Core.Deliveries;

namespace Notifier.Deliveries.Mail;

/// <summary>What mails go out by: a service, a server, or the mailbox of this machine.</summary>
internal interface IMailCarrier
{
    /// <summary>The most readers of one call.</summary>
    int LargestBatch { get; }

    /// <summary>See <see cref="IChannel.KnowsRepeats"/>.</summary>
    bool KnowsRepeats => false;

    /// <summary>Tries once. Failures are returned, not thrown, except cancellation.</summary>
    /// <returns>An outcome for each reader, in their order.</returns>
    Task<IReadOnlyList<AttemptOutcome>> CarryAsync(MailTemplate mail, IReadOnlyList<MailReader> readers, CancellationToken cancellation);
}
