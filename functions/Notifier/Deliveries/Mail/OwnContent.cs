namespace Notifier.Deliveries.Mail;

/// <summary>What the mail says that opens a subscription.</summary>
/// <param name="What">What the subscription asks for.</param>
public sealed record ConfirmationContent(MailTexts Texts, string Link, IReadOnlyList<string> What);

/// <summary>What the mail says that its reader asked for to see whether mails come.</summary>
public sealed record TestContent(MailTexts Texts, IReadOnlyList<string> What, MailSlot Because, MailLinks Links);

/// <summary>What the mail says that tells of a channel switched off.</summary>
/// <param name="Channel">What may be shown of it: a host or a masked address.</param>
/// <param name="Manage">Where it is switched on again.</param>
public sealed record NoticeContent(MailTexts Texts, string Channel, string Reason, IReadOnlyList<string> What, string Manage);
