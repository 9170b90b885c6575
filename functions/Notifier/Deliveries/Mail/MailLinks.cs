namespace Notifier.Deliveries.Mail;

/// <summary>Where a mail leads. Those that differ from reader to reader may be tags of <see cref="MailSlots"/>.</summary>
/// <param name="Unsubscribe">Also the mail's List-Unsubscribe header (RFC 8058).</param>
/// <param name="Acknowledge">Null where there is nothing to acknowledge.</param>
public sealed record MailLinks(string Warning, string Manage, string Unsubscribe, string? Acknowledge = null);

/// <summary>A text that differs from reader to reader, as it stands in each of the two forms of a mail.</summary>
/// <param name="Html">Escaped.</param>
public sealed record MailSlot(string Text, string Html);
