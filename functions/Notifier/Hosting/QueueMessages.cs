namespace Notifier.Hosting;

/// <summary>The texts of queue messages: ids joined by <c>|</c>, nothing else.</summary>
internal static class QueueMessages
{
    public static string Poll(string source) => source;

    public static string Evaluate(string source, int shard, string? tick = null) => tick is null ? $"{source}|{shard}" : $"{source}|{shard}|{tick}";

    /// <param name="outboxRow">Last, because it holds <c>|</c> itself.</param>
    /// <param name="shard">Shard of the subscription index, or −1 for the first message of an outbox row.</param>
    public static string Dispatch(string partition, int shard, string outboxRow) => $"{partition}|{shard}|{outboxRow}";

    public static string Deliver(int shard, string deliveryId) => $"{shard}|{deliveryId}";
}
