using Microsoft.AspNetCore.Http;
using Notifier.Deliveries.Mail;
using Notifier.Deliveries.Mailbox;

namespace Notifier.Dashboard.Readers;

/// <summary>The frame of a page for one visitor.</summary>
internal sealed class PageFrames(IMailCarrier mail)
{
    private readonly bool _mailbox = mail is MailboxCarrier;

    public PageFrame Of(HttpContext context, string current) => new(HasMailbox(context), current, Access.IsOperator(context));

    /// <summary>Mail holds links that act for its reader: it is shown at the machine itself only, whatever key somebody has.</summary>
    public bool HasMailbox(HttpContext context) => _mailbox && Access.IsLocal(context);
}
