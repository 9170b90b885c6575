using Microsoft.Extensions.Options;
using MimeKit;
using Notifier.Core.Subscriptions;
using Notifier.Deliveries.Mail;

namespace Notifier.Deliveries.Smtp;

/// <summary>A written mail as MIME: plain text, or HTML with its picture. A repeat carries the same Message-ID, which many readers show once.</summary>
internal sealed class SmtpMessages(IOptions<SmtpOptions> options)
{
    private const string Sender = "Notifier";

    /// <param name="to">MimeKit would take more than this; nothing else comes here.</param>
    public MimeMessage Of(WrittenMail mail, MailReader reader, EmailAddress to)
    {
        _ = EmailAddress.TryParse(options.Value.From, out var from, out _);
        var message = new MimeMessage { Subject = mail.Subject, Date = reader.Created, MessageId = $"{reader.DeliveryId}@{from!.Domain}" };
        message.From.Add(new MailboxAddress(Sender, from.ToString()));
        message.To.Add(new MailboxAddress("", to.ToString()));
        // Nobody's absence is to be told to us (RFC 3834).
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        foreach (var (name, value) in mail.Headers)
            message.Headers.Add(name, value);
        message.Body = new MultipartAlternative { new TextPart("plain") { Text = mail.Text }, Html(mail) };
        return message;
    }

    private static MimeEntity Html(WrittenMail mail)
    {
        var html = new TextPart("html") { Text = mail.Html };
        return mail.Picture is not { } picture ? html : new MultipartRelated
        {
            html,
            new MimePart("image", "png")
            {
                Content = new MimeContent(new MemoryStream(picture.Png)),
                ContentId = picture.ContentId,
                ContentDisposition = new ContentDisposition(ContentDisposition.Inline),
                ContentTransferEncoding = ContentEncoding.Base64,
                FileName = picture.ContentId + ".png",
            },
        };
    }
}
