using Azure;
using Azure.Data.Tables;
using Notifier.Core.Deliveries;
using Notifier.Core.Subscriptions;
using Notifier.Subscriptions;

namespace Notifier.Deliveries.Holds;

/// <summary>What is kept back for one subscription for one reason, and when it is released.</summary>
/// <param name="Due">When it is released; put off where quiet hours have begun before anybody came to it.</param>
/// <param name="Period">What it was first due at: a digest's id derives from it.</param>
/// <param name="Members">In the order in which they came, at most <see cref="Most"/>.</param>
internal sealed record Hold(string Subscription, SummaryReason Reason, DateTimeOffset Due, DateTimeOffset Period, IReadOnlyList<HoldMember> Members)
{
    /// <summary>Two ids of 16 bytes each for a member, in a property of 64 KiB. A hold that is full is released at once.</summary>
    public const int Most = PackedIds.Most;

    /// <summary>By what the subscription is told.</summary>
    public ChannelType? Channel { get; init; }

    /// <summary>Id of the summary that tells the members already; null while they are held.</summary>
    public string? Into { get; init; }

    public ETag ETag { get; init; }

    public int Shard => ShardMap.ShardOf(Subscription);

    public bool IsFull => Members.Count >= Most;

    public Hold With(HoldMember member, DateTimeOffset now) => Members.Count + 1 < Most
        ? this with { Members = [.. Members, member] }
        : this with { Members = [.. Members, member], Due = now, Period = now };

    /// <summary>Inserts it, or replaces what was read.</summary>
    public TableTransactionAction Put() => ETag == default
        ? new(TableTransactionActionType.Add, ToRow())
        : new(TableTransactionActionType.UpdateReplace, ToRow(), ETag);

    public TableTransactionAction Remove() =>
        new(TableTransactionActionType.Delete, new TableEntity(DeliveryKeys.Partition(Shard), HoldKeys.Row(this)), ETag);

    public TableEntity ToRow() => new(DeliveryKeys.Partition(Shard), HoldKeys.Row(this))
    {
        [nameof(Subscription)] = Subscription,
        [nameof(Reason)] = Reason.ToString(),
        [nameof(Due)] = Due,
        [nameof(Period)] = Period,
        [nameof(Members)] = PackedIds.Write([.. Members.SelectMany(member => new[] { member.Delivery, member.Warning })]),
        [nameof(Channel)] = Channel?.ToString(),
        [nameof(Into)] = Into,
    };

    public static Hold FromRow(TableEntity row) => new(
        row.GetString(nameof(Subscription)),
        Enum.Parse<SummaryReason>(row.GetString(nameof(Reason))),
        row.GetDateTimeOffset(nameof(Due))!.Value,
        row.GetDateTimeOffset(nameof(Period))!.Value,
        [.. PackedIds.Read(row.GetBinary(nameof(Members))).Chunk(2).Select(pair => new HoldMember(pair[0], pair[1]))])
    {
        Channel = row.GetString(nameof(Channel)) is { } channel ? Enum.Parse<ChannelType>(channel) : null,
        Into = row.GetString(nameof(Into)),
        ETag = row.ETag,
    };
}

/// <summary>One held delivery, and the warning that it tells.</summary>
internal readonly record struct HoldMember(string Delivery, string Warning);
