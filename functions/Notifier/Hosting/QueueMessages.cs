using System.Globalization;
using Notifier.Core.Observations;

namespace Notifier.Hosting;

/// <summary>The texts of queue messages: ids joined by <c>|</c>, nothing else. Reading one throws <see cref="FormatException"/>, which sends it to the poison queue.</summary>
internal static class QueueMessages
{
    /// <summary>Ids of 32 digits and a comma each: 33,000 of the 49,152 characters that a message holds before its Base64.</summary>
    public const int LargestDelivery = 1_000;

    private const string ReplayPrefix = "replay";
    private const string Held = "held|";

    public static string Poll(string source) => source;

    /// <param name="tick">The time of a tick; null after a change of rules.</param>
    public static string Evaluate(string source, int shard, Period? tick = null) =>
        tick is null ? Join(source, shard) : $"{Join(source, shard)}|{tick}";

    public static (string Source, int Shard, Period? Tick) ReadEvaluate(string message)
    {
        var parts = message.Split('|');
        return parts.Length is 2 or 3
            ? (parts[0], Number(parts[1]), parts.Length == 3 ? Period.Parse(parts[2]) : null)
            : throw Malformed(message);
    }

    /// <param name="outboxRow">Last, because it holds <c>|</c> itself.</param>
    /// <param name="shard">Shard of the subscription index, or −1 for the first message of an outbox row.</param>
    public static string Dispatch(string partition, int shard, string outboxRow) => $"{Join(partition, shard)}|{outboxRow}";

    public static (string Partition, int Shard, string OutboxRow) ReadDispatch(string message)
    {
        var parts = message.Split('|', 3);
        return parts.Length == 3 ? (parts[0], Number(parts[1]), parts[2]) : throw Malformed(message);
    }

    /// <param name="deliveryIds">Of one shard; at least one, at most <see cref="LargestDelivery"/>.</param>
    public static string Deliver(int shard, params IReadOnlyCollection<string> deliveryIds) => Join(ShardText(shard), string.Join(',', deliveryIds));

    public static (int Shard, IReadOnlyList<string> DeliveryIds) ReadDeliver(string message)
    {
        var parts = message.Split('|');
        return parts.Length == 2 ? (Number(parts[0]), parts[1].Split(',')) : throw Malformed(message);
    }

    /// <summary>In the queue of the deliveries, whose messages begin with a number.</summary>
    public static string Replay(string replay) => Join(ReplayPrefix, replay);

    public static bool IsReplay(string message) => message.StartsWith(ReplayPrefix + "|", StringComparison.Ordinal);

    public static string ReadReplay(string message) => IsReplay(message) ? message[(ReplayPrefix.Length + 1)..] : throw Malformed(message);

    /// <summary>In the same queue, because it is the same way to people: what is held in a shard may be due.</summary>
    public static string Release(int shard) => Held + ShardText(shard);

    public static bool IsRelease(string message) => message.StartsWith(Held, StringComparison.Ordinal);

    public static int ReadRelease(string message) => IsRelease(message) ? Number(message[Held.Length..]) : throw Malformed(message);

    private static string ShardText(int shard) => shard.ToString(CultureInfo.InvariantCulture);

    private static string Join(string name, string rest) => $"{name}|{rest}";

    private static string Join(string name, int number) => string.Create(CultureInfo.InvariantCulture, $"{name}|{number}");

    private static int Number(string text) => int.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    private static FormatException Malformed(string message) => new($"'{message}' is not a message of this queue");
}
