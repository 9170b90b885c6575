using Microsoft.Extensions.Options;
using Notifier.Deliveries.Mail;
using SendGrid;
using SendGrid.Helpers.Mail;
using Recipient = SendGrid.Helpers.Mail.EmailAddress;

namespace Notifier.Deliveries.SendGrid;

/// <summary>A mail and its readers as one request of mail/send: the text once, and a personalization for each reader.</summary>
internal sealed class SendGridMessages(IOptions<SendGridOptions> options)
{
    /// <summary>Returned by its events: which delivery, and of which subscription.</summary>
    public const string DeliveryArgument = "delivery_id";
    public const string SubscriptionArgument = "subscription_id";

    private const string Sender = "Notifier";

    public SendGridMessage Of(MailTemplate mail, IReadOnlyList<MailReader> readers)
    {
        var message = new SendGridMessage
        {
            From = new Recipient(options.Value.From, Sender),
            Personalizations = [.. readers.Select(Personalization)],
        };
        message.SetGlobalSubject(mail.Subject);
        message.AddContent(MimeType.Text, mail.Text);
        message.AddContent(MimeType.Html, mail.Html);
        message.AddCategories([.. mail.Categories]);
        if (mail.Picture is { } picture)
            message.AddAttachment($"{picture.ContentId}.png", Convert.ToBase64String(picture.Png), "image/png", "inline", picture.ContentId);
        // A rewritten link is not the signed one, and nobody is watched while reading. Its own link for leaving would leave us in the dark.
        message.SetClickTracking(false, false);
        message.SetOpenTracking(false);
        message.SetSubscriptionTracking(false);
        if (options.Value.Sandbox)
            message.SetSandBoxMode(true);
        return message;
    }

    // Each has its own “to”: within one personalization the readers would see each other.
    private static Personalization Personalization(MailReader reader) => new()
    {
        Tos = [new Recipient(reader.To)],
        CustomArgs = new() { [DeliveryArgument] = reader.DeliveryId, [SubscriptionArgument] = reader.Subscription },
        Headers = reader.Headers.Count == 0 ? null : new(reader.Headers),
        Substitutions = reader.Substitutions.Count == 0 ? null : new(reader.Substitutions),
    };
}
