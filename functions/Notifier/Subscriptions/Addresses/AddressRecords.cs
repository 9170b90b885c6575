using Azure;
using Azure.Data.Tables;
using Notifier.Core.Subscriptions;
using Notifier.Deliveries;
using Notifier.Deliveries.Mailbox;
using Notifier.Deliveries.Suppressions;
using Notifier.Storage;

namespace Notifier.Subscriptions.Addresses;

/// <summary>
/// Everything that is stored about an address, to be handed out or to be erased. Erasing goes from what acts to what leads there: each
/// subscription stops, then its deliveries, its mails and its row go, and last the rows that lead from the address to it. So it may
/// end anywhere, and whoever erases again finds what is left.
/// </summary>
internal sealed class AddressRecords(
    TableStore tables, AddressIndex index, SubscriptionStore subscriptions, SubscriptionDeliveries deliveries, MailboxReader mailbox, AddressLimit limit,
    SuppressionList suppressions)
{
    private const int MailPage = 100;

    public async Task<AddressRecord> ReadAsync(EmailAddress address, CancellationToken cancellation)
    {
        var found = new List<SubscriptionRecord>();
        foreach (var row in await index.OfAsync(address, cancellation))
        {
            if (await subscriptions.FindAsync(row.Subscription, cancellation) is { } stored)
                found.Add(await ReadAsync(stored, row.Contact, cancellation));
        }

        return new AddressRecord(address.ToString(), found, await MailsAsync(address, cancellation), await limit.FindAsync(address, cancellation),
            await suppressions.FindAsync(address.ToString(), cancellation));
    }

    /// <summary>One subscription alone.</summary>
    /// <param name="asContact">The address only answers for it: what it was told is another's.</param>
    public async Task<SubscriptionRecord> ReadAsync(StoredSubscription stored, bool asContact, CancellationToken cancellation) =>
        new(stored, asContact, asContact ? [] : await deliveries.OfAsync(stored.Id, cancellation));

    public async Task<AddressErased> EraseAsync(EmailAddress address, CancellationToken cancellation)
    {
        var erased = new AddressErased(0, 0, 0, 0);
        var rows = await index.OfAsync(address, cancellation);
        foreach (var row in rows)
        {
            if (row.Contact)
            {
                erased = erased with { Contacts = erased.Contacts + (await ForgetContactAsync(row.Subscription, cancellation) ? 1 : 0) };
                continue;
            }

            var (there, told) = await EraseAsync(row.Subscription, cancellation);
            erased = erased with { Subscriptions = erased.Subscriptions + (there ? 1 : 0), Deliveries = erased.Deliveries + told };
        }

        erased = erased with { Mails = await EraseMailsAsync(address, cancellation) };
        await suppressions.ForgetMaskAsync(address.ToString(), cancellation);
        await limit.ForgetAsync(address, cancellation);
        await index.RemoveAsync(rows, cancellation);
        return erased;
    }

    /// <summary>One subscription alone, with what it was told. Its row goes last, because it leads to the rest.</summary>
    public async Task<(bool There, int Deliveries)> EraseAsync(string id, CancellationToken cancellation)
    {
        await subscriptions.DisableAsync(id, DisabledReason.Unsubscribed, cancellation);
        var told = await deliveries.EraseAsync(id, cancellation);
        return (await subscriptions.RemoveAsync(id, cancellation), told);
    }

    private async Task<bool> ForgetContactAsync(string id, CancellationToken cancellation)
    {
        while (await subscriptions.FindAsync(id, cancellation) is { Subscription.Channel.Contact: not null } stored)
        {
            var without = stored with { Subscription = stored.Subscription with { Channel = stored.Subscription.Channel with { Contact = null } } };
            if (await subscriptions.ReplaceAsync(without, cancellation))
                return true;
        }

        return false;
    }

    private async Task<IReadOnlyList<MailboxMail>> MailsAsync(EmailAddress address, CancellationToken cancellation)
    {
        var (box, mails) = (MailboxKeys.Box(address.ToString()), new List<MailboxMail>());
        PageCursor? after = null;
        do
        {
            var page = await mailbox.ListAsync(box, after, MailPage, cancellation);
            foreach (var head in page.Mails)
            {
                if (await mailbox.ReadAsync(box, head.Id, cancellation) is { } mail)
                    mails.Add(mail);
            }

            after = PageCursor.TryParse(page.Next, out var next) ? next : null;
        }
        while (after is not null);
        return mails;
    }

    /// <returns>How many mails there were.</returns>
    private async Task<int> EraseMailsAsync(EmailAddress address, CancellationToken cancellation)
    {
        var (table, box, count) = (tables.Table(TableName.Mailbox), MailboxKeys.Box(address.ToString()), 0);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {box}");
        await foreach (var page in table.QueryAsync<TableEntity>(filter, EntityLimits.Operations, ["PartitionKey", "RowKey"], cancellation).AsPages())
        {
            count += page.Values.Count;
            foreach (var row in page.Values)
                await table.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, cancellation);
        }

        await table.DeleteEntityAsync(MailboxKeys.Boxes, box, ETag.All, cancellation);
        return count;
    }
}

/// <param name="Suppressed">Why it is written to no more; null where it may be.</param>
/// <param name="Asked">How often it was asked for within the last day, and since when; null where not.</param>
internal sealed record AddressRecord(
    string Address, IReadOnlyList<SubscriptionRecord> Subscriptions, IReadOnlyList<MailboxMail> Mails, (DateTimeOffset Since, int Count)? Asked,
    Suppression? Suppressed);

internal sealed record SubscriptionRecord(StoredSubscription Stored, bool AsContact, IReadOnlyList<Delivery> Deliveries);

/// <summary>How much was erased now.</summary>
/// <param name="Contacts">Subscriptions of others that no longer name the address as their contact.</param>
internal sealed record AddressErased(int Subscriptions, int Deliveries, int Mails, int Contacts);
