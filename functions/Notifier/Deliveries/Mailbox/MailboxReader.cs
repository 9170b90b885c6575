using System.Text;
using Azure.Data.Tables;
using Notifier.Deliveries.Mail;
using Notifier.Storage;

namespace Notifier.Deliveries.Mailbox;

/// <summary>The mailbox as the dashboard shows it.</summary>
internal sealed class MailboxReader(TableStore tables)
{
    private const int LongestPage = 100;

    private static readonly string[] Heads = ["PartitionKey", "RowKey", nameof(MailboxMail.To), nameof(MailboxMail.Subject), nameof(MailboxMail.Received), nameof(MailboxMail.Delivery)];

    private TableClient Table => tables.Table(TableName.Mailbox);

    /// <summary>The addresses that have got any mail.</summary>
    public async Task<IReadOnlyList<MailboxAddress>> AddressesAsync(CancellationToken cancellation)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {MailboxKeys.Boxes}");
        var found = new List<MailboxAddress>();
        await foreach (var row in Table.QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
            found.Add(new MailboxAddress(row.RowKey, row.GetString(nameof(MailboxMail.To))));
        return [.. found.OrderBy(box => box.Address, StringComparer.Ordinal)];
    }

    /// <summary>Newest first, without their bodies.</summary>
    /// <param name="box">From <see cref="AddressesAsync"/>, or <see cref="MailboxKeys.Box"/> of an address.</param>
    /// <param name="after">The page before's cursor; null for the first page.</param>
    public async Task<MailboxPage> ListAsync(string box, PageCursor? after, int limit, CancellationToken cancellation)
    {
        limit = Math.Clamp(limit, 1, LongestPage);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {box} and RowKey gt {after?.Row ?? ""}");
        var found = new List<MailboxMail>();
        await foreach (var row in Table.QueryAsync<TableEntity>(filter, limit + 1, Heads, cancellation))
        {
            found.Add(MailboxMail.FromRow(row));
            if (found.Count > limit)
                return new MailboxPage([.. found.Take(limit)], new PageCursor(box, found[^2].Id).ToString());
        }

        return new MailboxPage(found, null);
    }

    /// <returns>Null where there is none.</returns>
    public async Task<MailboxMail?> ReadAsync(string box, string id, CancellationToken cancellation)
    {
        var row = await tables.FindAsync(TableName.Mailbox, box, id, cancellation);
        return row is null ? null : MailboxMail.FromRow(row);
    }
}

internal sealed record MailboxAddress(string Box, string Address);

internal sealed record MailboxPage(IReadOnlyList<MailboxMail> Mails, string? Next);

/// <summary>One mail. Its HTML is shown in a frame without scripts and without the page's origin.</summary>
/// <param name="Id">Within its box.</param>
/// <param name="Headers">One a line.</param>
internal sealed record MailboxMail(
    string Box, string Id, string To, string Subject, DateTimeOffset Received, string Delivery, string Text, string Html, string Headers)
{
    internal const string Picture = "Picture";

    internal static MailboxMail FromRow(TableEntity row) => new(
        row.PartitionKey,
        row.RowKey,
        row.GetString(nameof(To)),
        row.GetString(nameof(Subject)),
        row.GetDateTimeOffset(nameof(Received))!.Value,
        row.GetString(nameof(Delivery)),
        Long(row, nameof(Text)),
        Shown(Long(row, nameof(Html)), row.GetBinary(Picture)),
        row.GetString(nameof(Headers)) ?? "");

    /// <summary>In parts; in rows of earlier versions whole.</summary>
    private static string Long(TableEntity row, string name) =>
        BinaryParts.Read(row, name) is { } parts ? Encoding.UTF8.GetString(parts) : row.GetString(name) ?? "";

    private static string Shown(string html, byte[]? picture) => picture is null ? html : new MailPicture(MailPicture.Chart, picture).InLine(html);
}
