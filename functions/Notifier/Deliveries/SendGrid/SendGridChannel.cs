using Microsoft.Extensions.Options;
using Notifier.Core.Deliveries;
using Notifier.Core.Subscriptions;
using Notifier.Deliveries.Mail;
using SendGrid;
using SendGrid.Helpers.Mail;
using Recipient = SendGrid.Helpers.Mail.EmailAddress;

namespace Notifier.Deliveries.SendGrid;

/// <summary>
/// Mail through SendGrid. It knows no idempotency key, so after a crash between its answer and our record the mail goes twice;
/// both carry the delivery's id in <c>delivery_id</c>, which its events return.
/// </summary>
internal sealed class SendGridChannel(ISendGridClient client, MailWriter writer, IOptions<SendGridOptions> options) : IChannel
{
    public const string DeliveryArgument = "delivery_id";

    public ChannelType Type => ChannelType.Email;

    public async Task<AttemptOutcome> SendAsync(ChannelMessage message, CancellationToken cancellation)
    {
        var mail = await writer.WriteAsync(message, cancellation);
        try
        {
            return SendGridAnswer.Judge(await client.SendEmailAsync(Message(mail, message.DeliveryId), cancellation), TimeProvider.System.GetUtcNow());
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested && HttpFailure.Judge(failure) is { } outcome)
        {
            return outcome;
        }
    }

    private SendGridMessage Message(WrittenMail mail, string deliveryId)
    {
        var message = new SendGridMessage { From = new Recipient(options.Value.From, "Notifier") };
        message.SetGlobalSubject(mail.Subject);
        message.AddContent(MimeType.Text, mail.Text);
        message.AddContent(MimeType.Html, mail.Html);
        message.AddTo(new Recipient(mail.To));
        message.AddCategories([.. mail.Categories]);
        // Below: of the one personalization, which is what a call for many recipients has many of.
        message.AddCustomArg(DeliveryArgument, deliveryId);
        foreach (var (name, value) in mail.Headers)
            message.AddHeader(name, value);
        // A rewritten link is not the signed one, and nobody is watched while reading.
        message.SetClickTracking(false, false);
        message.SetOpenTracking(false);
        return message;
    }
}
