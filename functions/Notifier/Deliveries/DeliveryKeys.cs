using Notifier.Subscriptions;

namespace Notifier.Deliveries;

/// <summary>
/// Keys of table Deliveries. The partition is the subscription's shard; <c>d|</c> is the record of a delivery, <c>o|</c>
/// stands beside it while it is open, <c>x|</c> once it was given up.
/// </summary>
internal static class DeliveryKeys
{
    public const string Record = "d|";
    public const string Open = "o|";
    public const string Dead = "x|";

    public static string Partition(int shard) => ShardMap.Text(shard);

    public static int ShardOf(string partition) => ShardMap.ShardOf(partition);

    public static string RecordRow(string deliveryId) => Record + deliveryId;

    public static string OpenRow(string deliveryId) => Open + deliveryId;

    public static string DeadRow(string deliveryId) => Dead + deliveryId;

    /// <summary>The delivery's id from any of its rows' keys.</summary>
    public static string IdOf(string row) => row[2..];

    /// <summary>The end of a range of keys with this prefix: '}' follows '|'.</summary>
    public static string EndOf(string prefix) => prefix[..^1] + "}";
}
