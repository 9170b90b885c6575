using Azure;
using Azure.Data.Tables;
using Notifier.Core.Deliveries;

namespace Notifier.Deliveries.Holds;

/// <summary>
/// The rows of deliveries that are held, released and summarised. Those of members are changed whatever their ETag: nobody but who
/// changes the hold, which stands in the same transaction with its ETag, changes what it holds.
/// </summary>
internal static class HeldRows
{
    public static TableTransactionAction Add(Delivery delivery) => new(TableTransactionActionType.Add, delivery.ToRow());

    /// <summary>A delivery that waits for its first attempt, with its open row: two actions.</summary>
    public static IEnumerable<TableTransactionAction> AddOpen(Delivery delivery, DateTimeOffset now) => [Add(delivery), Open(delivery, now)];

    /// <summary>A member that is told by itself: two actions.</summary>
    public static IEnumerable<TableTransactionAction> Release(Delivery member, DateTimeOffset now) =>
        [Merge(member.Shard, member.Id, row => row[nameof(Delivery.State)] = nameof(DeliveryState.Pending)), Open(member, now)];

    /// <summary>A member that another delivery tells.</summary>
    public static TableTransactionAction Summarise(int shard, HoldMember member, string into) => Merge(shard, member.Delivery, row =>
    {
        row[nameof(Delivery.State)] = nameof(DeliveryState.Summarised);
        row[nameof(Delivery.Summary)] = into;
    });

    /// <summary>A member that is held for longer, or for another reason.</summary>
    public static TableTransactionAction Hold(int shard, HoldMember member, SummaryReason reason, DateTimeOffset until) => Merge(shard, member.Delivery, row =>
    {
        row[nameof(Delivery.HeldFor)] = reason.ToString();
        row[nameof(Delivery.HeldUntil)] = until;
    });

    private static TableTransactionAction Open(Delivery delivery, DateTimeOffset now) =>
        new(TableTransactionActionType.Add, DeliveryStore.OpenRow(delivery, now + DeliveryStore.InQueue));

    private static TableTransactionAction Merge(int shard, string delivery, Action<TableEntity> change)
    {
        var row = new TableEntity(DeliveryKeys.Partition(shard), DeliveryKeys.RecordRow(delivery));
        change(row);
        return new(TableTransactionActionType.UpdateMerge, row, ETag.All);
    }
}
