using System.Text.Json;
using System.Text.Json.Serialization;
using Notifier.Core.Deliveries;

namespace Notifier.Deliveries.Proof;

/// <summary>What the end-to-end check found, of the warnings of two days.</summary>
/// <param name="At">When it began.</param>
/// <param name="Warnings">How many were recorded.</param>
/// <param name="Proven">Deliveries that this run proved: sent, told within a summary, or given up as a dead letter. What an earlier run proved is not read again.</param>
/// <param name="UnderWay">Deliveries that are in their time: on their way, waiting for a retry, held until a time that has not come.</param>
/// <param name="DeadLetters">Deliveries of severe and extreme warnings of the two days that were given up and are not sent again yet.</param>
/// <param name="Unproven">How many things are not as they have to be.</param>
/// <param name="Items">The first of them.</param>
internal sealed record ProofResult(
    DateTimeOffset At, int Warnings, int Proven, int UnderWay, int DeadLetters, int Unproven, IReadOnlyList<Unproven> Items)
{
    public string ToJson() => JsonSerializer.Serialize(this, ProofJson.Default.ProofResult);

    public static ProofResult FromJson(string json) => JsonSerializer.Deserialize(json, ProofJson.Default.ProofResult) ?? throw new JsonException("null is not a result");
}

/// <summary>Something that is not as it has to be.</summary>
/// <param name="What">Id of a warning, of an episode, or the key of an outbox row.</param>
/// <param name="Delivery">As the API names it; null where it is not about one.</param>
/// <param name="Since">Since when.</param>
/// <param name="Repaired">It is on its way now.</param>
internal sealed record Unproven(UnprovenKind Kind, string What, string? Delivery, DateTimeOffset? Since, bool Repaired);

/// <summary>Closed set, shown by the API.</summary>
internal enum UnprovenKind
{
    /// <summary>A subscription that was to be told of a warning has no delivery.</summary>
    Missing,
    /// <summary>A delivery's time has passed, and nothing came of it.</summary>
    Overdue,
    /// <summary>An episode is open whose last warning was never recorded.</summary>
    NotRecorded,
    /// <summary>Between two warnings of an episode one is missing.</summary>
    Hole,
    /// <summary>An outbox row stands for longer than ten minutes.</summary>
    Outbox,
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ProofResult))]
internal sealed partial class ProofJson : JsonSerializerContext;

/// <summary>Where a delivery is, as far as a proof goes.</summary>
internal enum Whereabouts
{
    Final,
    UnderWay,
    Overdue,
}

internal static class DeliveryProof
{
    /// <summary>Longer than the sweep and the queue take to come to what is due.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(15);

    /// <summary>Not about whether the receiver liked it: a dead letter is recorded, listed and can be sent again.</summary>
    public static Whereabouts Judge(this Delivery delivery, DateTimeOffset now)
    {
        if (delivery.IsFinal)
            return Whereabouts.Final;
        var due = delivery.State switch
        {
            DeliveryState.Held => delivery.HeldUntil,
            DeliveryState.Waiting => delivery.Due,
            DeliveryState.Sending => delivery.Lease,
            _ => delivery.Created,
        };
        return (due ?? delivery.Created) + Grace >= now ? Whereabouts.UnderWay : Whereabouts.Overdue;
    }
}
