using System.Text;
using Azure.Data.Tables;
using Notifier.Core.Deliveries;
using Notifier.Deliveries.Mail;
using Notifier.Storage;

namespace Notifier.Deliveries.Mailbox;

/// <summary>The mail of one machine: it is stored, and the dashboard shows it. A repeat lands on the same row.</summary>
internal sealed class MailboxCarrier(TableStore tables) : IMailCarrier
{
    // Nothing is shared between readers but the writing of the mail.
    public int LargestBatch => 50;

    public bool KnowsRepeats => true;

    public async Task<IReadOnlyList<AttemptOutcome>> CarryAsync(MailTemplate mail, IReadOnlyList<MailReader> readers, CancellationToken cancellation)
    {
        foreach (var reader in readers)
            await StoreAsync(mail.For(reader), reader, cancellation);
        return [.. readers.Select(_ => AttemptOutcome.Sent())];
    }

    private async Task StoreAsync(WrittenMail mail, MailReader reader, CancellationToken cancellation)
    {
        var box = MailboxKeys.Box(mail.To);
        var row = new TableEntity(box, MailboxKeys.Row(reader.Created, reader.DeliveryId))
        {
            [nameof(MailboxMail.To)] = mail.To,
            [nameof(MailboxMail.Subject)] = mail.Subject,
            [nameof(MailboxMail.Received)] = reader.Created,
            [nameof(MailboxMail.Delivery)] = reader.DeliveryId,
            [nameof(MailboxMail.Headers)] = string.Join('\n', mail.Headers.Select(header => $"{header.Key}: {header.Value}")),
            [MailboxMail.Picture] = mail.Picture?.Png,
        };
        // A digest of many lines is longer than one property holds.
        BinaryParts.Write(row, nameof(MailboxMail.Text), Encoding.UTF8.GetBytes(mail.Text));
        BinaryParts.Write(row, nameof(MailboxMail.Html), Encoding.UTF8.GetBytes(mail.Html));
        var table = tables.Table(TableName.Mailbox);
        await table.UpsertEntityAsync(new TableEntity(MailboxKeys.Boxes, box) { [nameof(MailboxMail.To)] = mail.To }, TableUpdateMode.Replace, cancellation);
        await table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellation);
    }
}
