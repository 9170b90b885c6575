using Azure.Data.Tables;
using Notifier.Core.Subscriptions;
using Notifier.Storage;

namespace Notifier.Subscriptions.Addresses;

/// <summary>
/// How many confirmations one address is sent, whoever asks and whatever for: a form that anybody can fill in must not become
/// a way to flood a mailbox.
/// </summary>
internal sealed class AddressLimit(TableStore tables, AddressKey key, TimeProvider time)
{
    public const int Most = 5;
    public static readonly TimeSpan Window = TimeSpan.FromDays(1);

    private const string Since = "Since";
    private const string Count = "Count";

    /// <summary>What is kept of an address; null where nothing is.</summary>
    public async Task<(DateTimeOffset Since, int Count)?> FindAsync(EmailAddress address, CancellationToken cancellation)
    {
        var id = SubscriptionIds.OfAddress(address, await key.ReadAsync(cancellation));
        var row = await tables.FindAsync(TableName.Subscriptions, SubscriptionKeys.LimitPartition(id), id, cancellation);
        return row is null ? null : (row.GetDateTimeOffset(Since)!.Value, row.GetInt32(Count)!.Value);
    }

    public async Task ForgetAsync(EmailAddress address, CancellationToken cancellation)
    {
        var id = SubscriptionIds.OfAddress(address, await key.ReadAsync(cancellation));
        await tables.Table(TableName.Subscriptions).DeleteEntityAsync(SubscriptionKeys.LimitPartition(id), id, cancellationToken: cancellation);
    }

    /// <returns>False where the address has had its share: nothing is sent, and nobody is told so.</returns>
    public async Task<bool> TakeAsync(EmailAddress address, CancellationToken cancellation)
    {
        var id = SubscriptionIds.OfAddress(address, await key.ReadAsync(cancellation));
        var partition = SubscriptionKeys.LimitPartition(id);
        while (true)
        {
            var row = await tables.FindAsync(TableName.Subscriptions, partition, id, cancellation);
            var now = time.GetUtcNow();
            var fresh = row is null || row.GetDateTimeOffset(Since) <= now - Window;
            var taken = fresh ? 0 : row!.GetInt32(Count)!.Value;
            if (taken >= Most)
                return false;
            var changed = new TableEntity(partition, id) { [Since] = fresh ? now : row!.GetDateTimeOffset(Since), [Count] = taken + 1 };
            var etag = row is null
                ? await tables.AddAsync(TableName.Subscriptions, changed, cancellation)
                : await tables.ReplaceAsync(TableName.Subscriptions, changed, row.ETag, cancellation);
            if (etag is not null)
                return true;
        }
    }
}
