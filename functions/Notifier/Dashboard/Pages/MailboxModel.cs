namespace Notifier.Dashboard.Pages;

/// <summary>The mails of one machine: boxes by address, the mails of one, and one mail.</summary>
/// <param name="Box">The address shown; null where none has mail.</param>
public sealed record MailboxModel(PageFrame Frame, DateTimeOffset Now, IReadOnlyList<MailboxLink> Boxes, string? Box, IReadOnlyList<MailHead> Mails, string? Older);

public sealed record MailboxLink(string Address, string Link, bool Chosen);

public sealed record MailHead(string Subject, string Link, DateTimeOffset Received);

/// <param name="Lines">Plain text, each line cut at its addresses so that they can be followed.</param>
/// <param name="Frame">Address of the HTML, shown in a frame that can do nothing.</param>
public sealed record MailModel(
    PageFrame PageFrame, DateTimeOffset Now, string Back, string Subject, string To, DateTimeOffset Received, string Headers,
    IReadOnlyList<IReadOnlyList<TextPiece>> Lines, string Frame);

/// <param name="Link">Set where the text is an address of this service.</param>
public sealed record TextPiece(string Text, string? Link);
