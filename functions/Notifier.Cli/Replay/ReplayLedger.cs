using Azure.Data.Tables;
using Microsoft.Extensions.Options;
using Notifier.Core.Deliveries;
using Notifier.Core.Warnings;
using Notifier.Deliveries;
using Notifier.Deliveries.Mailbox;
using Notifier.Storage;
using Notifier.Subscriptions;

namespace Notifier.Cli.Replay;

/// <summary>
/// Reads what the service has recorded, beside the service: over clients of its own, so that looking on is not counted among
/// what the service costs.
/// </summary>
internal sealed class ReplayLedger
{
    private readonly TableStore _tables;
    private readonly DeliveryStore _deliveries;
    private readonly MailboxReader _mailbox;
    private readonly HashSet<string> _known = [];

    public ReplayLedger(IOptions<StorageOptions> options, StorageClients clients, TimeProvider time)
    {
        var meter = new StorageMeter();
        _tables = new TableStore(options, meter, clients);
        _deliveries = new DeliveryStore(_tables, new QueueStore(options, meter, clients), time);
        _mailbox = new MailboxReader(_tables);
    }

    /// <summary>Warnings recorded in the month of that day and not seen by an earlier call, oldest first.</summary>
    public async Task<IReadOnlyList<Warning>> NewWarningsAsync(DateTimeOffset day, CancellationToken cancellation)
    {
        var found = new List<StoredWarning>();
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {WarningKeys.Month(day)}");
        await foreach (var row in _tables.Table(TableName.Warnings).QueryAsync<TableEntity>(filter, cancellationToken: cancellation))
        {
            var stored = StoredWarning.FromRow(row);
            if (_known.Add(stored.Warning.Id))
                found.Add(stored);
        }

        return [.. found.OrderBy(stored => stored.Recorded).ThenBy(stored => stored.Warning.Series, StringComparer.Ordinal).ThenBy(stored => stored.Warning.Sequence).Select(stored => stored.Warning)];
    }

    /// <returns>Null where no delivery of that warning to that subscription was ever made.</returns>
    public async Task<DeliveryState?> StateAsync(Warning warning, string subscription, CancellationToken cancellation) =>
        (await _deliveries.FindAsync(ShardMap.ShardOf(subscription), DeliveryId.Of(warning, subscription), cancellation))?.State;

    /// <summary>The mails of an address, newest first, without their bodies.</summary>
    public async Task<IReadOnlyList<MailboxMail>> MailsAsync(string address, CancellationToken cancellation)
    {
        var found = new List<MailboxMail>();
        PageCursor? after = null;
        MailboxPage page;
        do
        {
            page = await _mailbox.ListAsync(MailboxKeys.Box(address), after, 100, cancellation);
            found.AddRange(page.Mails);
        }
        while (PageCursor.TryParse(page.Next, out after));
        return found;
    }

    public async Task<MailboxMail> ReadAsync(MailboxMail head, CancellationToken cancellation) =>
        await _mailbox.ReadAsync(head.Box, head.Id, cancellation) ?? throw new InvalidOperationException("a mail is gone");
}
