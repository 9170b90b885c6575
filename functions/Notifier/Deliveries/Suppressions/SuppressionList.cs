using Azure;
using Azure.Data.Tables;
using Notifier.Core.Subscriptions;
using Notifier.Storage;
using Notifier.Subscriptions;
using Notifier.Subscriptions.Addresses;

namespace Notifier.Deliveries.Suppressions;

/// <summary>
/// The addresses that are written to no more: in table Subscriptions, by what stands for an address, so that the list itself
/// holds none. Lifting one leaves a row that says when: what a mail service reports late is older, and changes nothing.
/// </summary>
internal sealed class SuppressionList(TableStore tables, SubscriptionStore subscriptions, AddressKey key, TimeProvider time)
{
    private const string Lifted = "Lifted";
    private const int LongestPage = 200;

    // Reads of one batch at a time; more would only wait in line.
    private const int Readers = 16;

    private TableClient Table => tables.Table(TableName.Subscriptions);

    /// <returns>For each address, in their order, why it is written to no more; null where it may be.</returns>
    public async Task<IReadOnlyList<Suppression?>> FindAsync(IReadOnlyList<string> addresses, CancellationToken cancellation)
    {
        var found = new Suppression?[addresses.Count];
        await Parallel.ForAsync(0, addresses.Count, new ParallelOptions { MaxDegreeOfParallelism = Readers, CancellationToken = cancellation },
            async (index, stop) => found[index] = await FindAsync(addresses[index], stop));
        return found;
    }

    /// <returns>Null where the address may be written to.</returns>
    public async Task<Suppression?> FindAsync(string address, CancellationToken cancellation) =>
        await IdAsync(address, cancellation) is { } id && await RowAsync(id, cancellation) is { } row ? Read(row) : null;

    /// <summary>Notes it now, and switches off the subscription that it came to light with.</summary>
    /// <param name="subscription">Null where none is known; others of the address are switched off when they would be told next.</param>
    public Task AddAsync(string address, SuppressionReason reason, string? subscription, CancellationToken cancellation) =>
        AddAsync(address, reason, subscription, time.GetUtcNow(), cancellation);

    /// <param name="since">When it happened; what is older than a lifting is passed over. The first note stays.</param>
    public async Task AddAsync(string address, SuppressionReason reason, string? subscription, DateTimeOffset since, CancellationToken cancellation)
    {
        if (await IdAsync(address, cancellation) is not { } id)
            return;
        var row = Row(new Suppression(id, Mask(address), reason, since));
        while (await tables.AddAsync(TableName.Subscriptions, row, cancellation) is null)
        {
            if (await RowAsync(id, cancellation) is not { } stored)
                continue;
            if (stored.GetDateTimeOffset(Lifted) is not { } lifted)
                break;
            if (lifted >= since)
                return;
            if (await tables.ReplaceAsync(TableName.Subscriptions, row, stored.ETag, cancellation) is not null)
                break;
        }

        if (subscription is not null)
            await DisableAsync(subscription, reason, cancellation);
    }

    /// <summary>Switches a subscription off, or ends it where its reader left.</summary>
    public Task DisableAsync(string subscription, SuppressionReason reason, CancellationToken cancellation) => reason switch
    {
        SuppressionReason.Bounced => subscriptions.DisableAsync(subscription, DisabledReason.Bounced, cancellation),
        SuppressionReason.Complained => subscriptions.DisableAsync(subscription, DisabledReason.Complained, cancellation),
        _ => subscriptions.RemoveAsync(subscription, cancellation),
    };

    /// <summary>Lets an address be written to again. Its subscriptions stay off until their owner asks for them.</summary>
    /// <returns>False where it is not on the list.</returns>
    public async Task<bool> LiftAsync(string id, CancellationToken cancellation)
    {
        while (SubscriptionIds.IsValid(id) && await RowAsync(id, cancellation) is { } row && Read(row) is not null)
        {
            row[Lifted] = time.GetUtcNow();
            if (await tables.ReplaceAsync(TableName.Subscriptions, row, row.ETag, cancellation) is not null)
                return true;
        }

        return false;
    }

    /// <summary>After its address was erased: the hash stays, so that nobody writes to it again, and nothing else.</summary>
    public async Task ForgetMaskAsync(string address, CancellationToken cancellation)
    {
        const string Nothing = "…";
        while (await IdAsync(address, cancellation) is { } id && await RowAsync(id, cancellation) is { } row && row.GetString(nameof(Suppression.Masked)) != Nothing)
        {
            row[nameof(Suppression.Masked)] = Nothing;
            if (await tables.ReplaceAsync(TableName.Subscriptions, row, row.ETag, cancellation) is not null)
                return;
        }
    }

    /// <summary>In the order of their ids.</summary>
    /// <param name="after">The page before's cursor; null for the first page.</param>
    public async Task<SuppressionPage> ListAsync(PageCursor? after, int limit, CancellationToken cancellation)
    {
        limit = Math.Clamp(limit, 1, LongestPage);
        var found = new List<Suppression>(limit + 1);
        var (from, last) = (after?.Partition ?? SuppressionKeys.Prefix, after?.Row ?? "");
        var filter = TableClient.CreateQueryFilter(
            $"(PartitionKey eq {from} and RowKey gt {last}) or (PartitionKey gt {from} and PartitionKey lt {SuppressionKeys.End})");
        await foreach (var row in Table.QueryAsync<TableEntity>(filter, limit + 1, cancellationToken: cancellation))
        {
            if (Read(row) is not { } suppression)
                continue;
            found.Add(suppression);
            if (found.Count > limit)
                return new SuppressionPage([.. found.Take(limit)], new PageCursor(SuppressionKeys.Partition(found[^2].Id), found[^2].Id).ToString());
        }

        return new SuppressionPage(found, null);
    }

    private Task<TableEntity?> RowAsync(string id, CancellationToken cancellation) =>
        tables.FindAsync(TableName.Subscriptions, SuppressionKeys.Partition(id), id, cancellation);

    /// <returns>Null for what is no address that we would ever write to.</returns>
    private async ValueTask<string?> IdAsync(string address, CancellationToken cancellation) =>
        EmailAddress.TryParse(address, out var parsed, out _) ? SubscriptionIds.OfAddress(parsed, await key.ReadAsync(cancellation)) : null;

    private static string Mask(string address) => SubscriptionView.Masked(new Channel(ChannelType.Email, address));

    private static TableEntity Row(Suppression suppression) => new(SuppressionKeys.Partition(suppression.Id), suppression.Id)
    {
        [nameof(Suppression.Masked)] = suppression.Masked,
        [nameof(Suppression.Reason)] = suppression.Reason.ToString(),
        [nameof(Suppression.Since)] = suppression.Since,
    };

    private static Suppression? Read(TableEntity row) => row.GetDateTimeOffset(Lifted) is not null ? null : new(
        row.RowKey,
        row.GetString(nameof(Suppression.Masked)),
        Enum.Parse<SuppressionReason>(row.GetString(nameof(Suppression.Reason))),
        row.GetDateTimeOffset(nameof(Suppression.Since))!.Value);
}
