using Azure.Data.Tables;
using Notifier.Core.Deliveries;
using Notifier.Core.Subscriptions;
using Notifier.Deliveries.Mail;
using Notifier.Storage;

namespace Notifier.Deliveries.Mailbox;

/// <summary>The e-mail channel of one machine: mails are stored, and the dashboard shows them. A repeat lands on the same row.</summary>
internal sealed class MailboxChannel(TableStore tables, MailWriter writer) : IChannel
{
    public ChannelType Type => ChannelType.Email;

    public async Task<AttemptOutcome> SendAsync(ChannelMessage message, CancellationToken cancellation)
    {
        var mail = await writer.WriteAsync(message, cancellation);
        var box = MailboxKeys.Box(mail.To);
        var row = new TableEntity(box, MailboxKeys.Row(message.Created, message.DeliveryId))
        {
            [nameof(MailboxMail.To)] = mail.To,
            [nameof(MailboxMail.Subject)] = mail.Subject,
            [nameof(MailboxMail.Received)] = message.Created,
            [nameof(MailboxMail.Delivery)] = message.DeliveryId,
            [nameof(MailboxMail.Text)] = mail.Text,
            [nameof(MailboxMail.Html)] = mail.Html,
            [nameof(MailboxMail.Headers)] = string.Join('\n', mail.Headers.Select(header => $"{header.Key}: {header.Value}")),
        };
        var table = tables.Table(TableName.Mailbox);
        await table.UpsertEntityAsync(new TableEntity(MailboxKeys.Boxes, box) { [nameof(MailboxMail.To)] = mail.To }, TableUpdateMode.Replace, cancellation);
        await table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellation);
        return AttemptOutcome.Sent();
    }
}
