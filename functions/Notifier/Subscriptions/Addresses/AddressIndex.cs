using Azure;
using Azure.Data.Tables;
using Notifier.Core.Subscriptions;
using Notifier.Storage;

namespace Notifier.Subscriptions.Addresses;

/// <summary>
/// Which subscriptions concern an address: rows of table Subscriptions, one partition an address, under a keyed hash of it. They are
/// written before a subscription's own row and removed after it, so that what is stored about an address is always found.
/// </summary>
internal sealed class AddressIndex(TableStore tables, AddressKey key, UsedShards used)
{
    private const string Match = "Match";
    private const string Contact = "Contact";
    private const string Filled = "filled";
    private const int AtOnce = 8;

    private bool _filled;

    private TableClient Table => tables.Table(TableName.Subscriptions);

    /// <summary>What stands for an address in keys.</summary>
    public async Task<string> IdAsync(EmailAddress address, CancellationToken cancellation) => SubscriptionIds.OfAddress(address, await key.ReadAsync(cancellation));

    /// <summary>What an address and a match have in common with no other address and match.</summary>
    public async Task<string> MatchIdAsync(EmailAddress address, SubscriptionMatch match, CancellationToken cancellation, int number = 0) =>
        SubscriptionIds.OfMail(address, match, await key.ReadAsync(cancellation), number);

    public async Task<IReadOnlyList<AddressRow>> OfAsync(EmailAddress address, CancellationToken cancellation)
    {
        await FillAsync(cancellation);
        var partition = SubscriptionKeys.AddressPartition(await IdAsync(address, cancellation));
        var found = new List<AddressRow>();
        await foreach (var row in Table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {partition}"), cancellationToken: cancellation))
            found.Add(new AddressRow(row.RowKey, row.GetString(Match), row.GetBoolean(Contact) ?? false, row.PartitionKey, row.ETag));
        return found;
    }

    /// <summary>Writing again is fine.</summary>
    public async Task AddAsync(Subscription subscription, CancellationToken cancellation)
    {
        foreach (var (address, contact) in AddressesOf(subscription.Channel))
        {
            var row = new TableEntity(SubscriptionKeys.AddressPartition(await IdAsync(address, cancellation)), subscription.Id)
            {
                [Match] = contact ? null : await MatchIdAsync(address, subscription.Match, cancellation),
                [Contact] = contact,
            };
            await Table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellation);
        }
    }

    /// <summary>The rows of a subscription as they are before it is deleted: only those are removed after it.</summary>
    public async Task<IReadOnlyList<AddressRow>> RowsAsync(Subscription subscription, CancellationToken cancellation)
    {
        var rows = new List<AddressRow>();
        foreach (var (address, _) in AddressesOf(subscription.Channel))
        {
            var partition = SubscriptionKeys.AddressPartition(await IdAsync(address, cancellation));
            if (await tables.FindAsync(TableName.Subscriptions, partition, subscription.Id, cancellation) is { } row)
                rows.Add(new AddressRow(row.RowKey, row.GetString(Match), row.GetBoolean(Contact) ?? false, partition, row.ETag));
        }

        return rows;
    }

    public async Task RemoveAsync(IReadOnlyList<AddressRow> rows, CancellationToken cancellation)
    {
        foreach (var row in rows)
        {
            try
            {
                await Table.DeleteEntityAsync(row.Partition, row.Subscription, row.ETag, cancellation);
            }
            catch (RequestFailedException failure) when (failure.Status is 412)
            {
                // Asked for anew meanwhile.
            }
        }
    }

    /// <summary>Once: for subscriptions that were stored before there was this index.</summary>
    public async Task FillAsync(CancellationToken cancellation)
    {
        if (_filled)
            return;
        if (await tables.FindAsync(TableName.Keys, StoredKey.Partition, Filled, cancellation) is null)
        {
            foreach (var shard in (await used.ReadAsync(cancellation)).All())
                await FillAsync(shard, cancellation);
            await tables.AddAsync(TableName.Keys, new TableEntity(StoredKey.Partition, Filled), cancellation);
        }

        _filled = true;
    }

    private Task FillAsync(int shard, CancellationToken cancellation)
    {
        var rows = Table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {ShardMap.Text(shard)}"), cancellationToken: cancellation);
        return Parallel.ForEachAsync(rows, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
            async (row, stop) => await AddAsync(StoredSubscription.FromRow(row).AsAsked, stop));
    }

    private static IEnumerable<(EmailAddress Address, bool Contact)> AddressesOf(Channel channel)
    {
        if (channel.Type == ChannelType.Email && EmailAddress.TryParse(channel.Target, out var address, out _))
            yield return (address, false);
        if (channel.Contact is { } named && EmailAddress.TryParse(named, out var contact, out _))
            yield return (contact, true);
    }
}

/// <param name="Match">From <see cref="AddressIndex.MatchIdAsync"/>: what the subscription is about; null of a contact.</param>
/// <param name="Contact">The address is told when the subscription's URL is switched off; the subscription is another's.</param>
internal sealed record AddressRow(string Subscription, string? Match, bool Contact, string Partition, ETag ETag);
