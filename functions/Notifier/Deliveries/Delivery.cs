using Azure;
using Azure.Data.Tables;
using Notifier.Core.Deliveries;
using Notifier.Core.Subscriptions;
using Notifier.Subscriptions;

namespace Notifier.Deliveries;

/// <summary>One message to one subscription, as stored: a warning or several, or what concerns the subscription itself.</summary>
/// <param name="Warning">Id of the warning; empty for the other kinds.</param>
/// <param name="Tries">Attempts begun.</param>
/// <param name="Interruptions">Those of them that nobody lived to record.</param>
/// <param name="Due">When to try next; null unless waiting.</param>
/// <param name="Lease">Until when the attempt under way is left alone; null unless sending.</param>
/// <param name="Log">The attempts, oldest first, at most <see cref="AttemptLog.Longest"/>.</param>
internal sealed record Delivery(
    string Id,
    string Subscription,
    DeliveryKind Kind,
    string Warning,
    DateTimeOffset Created,
    DeliveryState State = DeliveryState.Pending,
    int Tries = 0,
    int Interruptions = 0,
    DateTimeOffset? Due = null,
    DateTimeOffset? Lease = null,
    IReadOnlyList<Attempt>? Log = null,
    ETag ETag = default)
{
    /// <summary>Attempts that nobody answered, of a channel whose receivers do not know repeats: see <see cref="InterruptedAttempt"/>.</summary>
    public int Doubts { get; init; }

    /// <summary>By what its subscription is told; null where a version that did not note it made the delivery.</summary>
    public ChannelType? Channel { get; init; }

    public int Shard => ShardMap.ShardOf(Subscription);

    /// <summary>Nothing more becomes of it by itself. What was summarised shares its summary's fate.</summary>
    public bool IsFinal => State is DeliveryState.Sent or DeliveryState.Dead or DeliveryState.Summarised;

    /// <summary>
    /// Why it is, or was, kept back; null where it never was. Of a <see cref="DeliveryKind.Summary"/>: why its warnings are one message.
    /// </summary>
    public SummaryReason? HeldFor { get; init; }

    /// <summary>Until when it is, or was, kept back; null where it never was, and of a summary.</summary>
    public DateTimeOffset? HeldUntil { get; init; }

    /// <summary>Id of the delivery, of the same subscription, that tells it: set where the state is <see cref="DeliveryState.Summarised"/>.</summary>
    public string? Summary { get; init; }

    /// <summary>
    /// Ids of the warnings that a <see cref="DeliveryKind.Summary"/> tells, at most <see cref="PackedIds.Most"/>; empty for the other
    /// kinds. <see cref="Holds.Summaries"/> reads them.
    /// </summary>
    public IReadOnlyList<string> Members { get; init; } = [];

    public IReadOnlyList<Attempt> Attempts => Log ?? [];

    public TableEntity ToRow() => new(DeliveryKeys.Partition(Shard), DeliveryKeys.RecordRow(Id))
    {
        [nameof(Subscription)] = Subscription,
        [nameof(Kind)] = Kind.ToString(),
        [nameof(Warning)] = Warning,
        [nameof(Created)] = Created,
        [nameof(State)] = State.ToString(),
        [nameof(Tries)] = Tries,
        [nameof(Interruptions)] = Interruptions,
        [nameof(Due)] = Due,
        [nameof(Lease)] = Lease,
        [nameof(Log)] = AttemptLog.Write(Attempts),
        [nameof(HeldFor)] = HeldFor?.ToString(),
        [nameof(HeldUntil)] = HeldUntil,
        [nameof(Summary)] = Summary,
        [nameof(Members)] = Members.Count == 0 ? null : PackedIds.Write(Members),
        [nameof(Channel)] = Channel?.ToString(),
        [nameof(Doubts)] = Doubts,
    };

    public static Delivery FromRow(TableEntity row) => new(
        DeliveryKeys.IdOf(row.RowKey),
        row.GetString(nameof(Subscription)),
        Enum.Parse<DeliveryKind>(row.GetString(nameof(Kind))),
        row.GetString(nameof(Warning)),
        row.GetDateTimeOffset(nameof(Created))!.Value,
        Enum.Parse<DeliveryState>(row.GetString(nameof(State))),
        row.GetInt32(nameof(Tries))!.Value,
        row.GetInt32(nameof(Interruptions)) ?? 0,
        row.GetDateTimeOffset(nameof(Due)),
        row.GetDateTimeOffset(nameof(Lease)),
        AttemptLog.Read(row.GetString(nameof(Log))),
        row.ETag)
    {
        HeldFor = row.GetString(nameof(HeldFor)) is { } reason ? Enum.Parse<SummaryReason>(reason) : null,
        HeldUntil = row.GetDateTimeOffset(nameof(HeldUntil)),
        Summary = row.GetString(nameof(Summary)),
        Members = PackedIds.Read(row.GetBinary(nameof(Members))),
        Channel = row.GetString(nameof(Channel)) is { } channel ? Enum.Parse<ChannelType>(channel) : null,
        Doubts = row.GetInt32(nameof(Doubts)) ?? 0,
    };
}

internal enum DeliveryKind
{
    Warning,
    /// <summary>The mail with the link that confirms a subscription.</summary>
    Confirmation,
    /// <summary>The request that a webhook must answer before it is told anything.</summary>
    Challenge,
    /// <summary>Several warnings in one message: a group, a digest, what quiet hours held back.</summary>
    Summary,
    /// <summary>What its owner asked for to see whether the channel works.</summary>
    Test,
    /// <summary>A mail to who answers for a channel that was switched off.</summary>
    Notice,
}
