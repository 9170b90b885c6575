using System.Text.Json;
using System.Text.Json.Serialization;
using Notifier.Core.Deliveries;

namespace Notifier.Deliveries;

/// <summary>One try: when it began, what came of it, how long it took. No address, no URL, no body.</summary>
/// <param name="PossibleDuplicate">True where an attempt before it may have reached a receiver that does not know repeats; otherwise null.</param>
internal sealed record Attempt(int Number, DateTimeOffset At, AttemptResult Result, AttemptReason Reason, int? Status, int Milliseconds, bool? PossibleDuplicate = null);

/// <summary>The attempts of one delivery, kept in its row.</summary>
internal static class AttemptLog
{
    /// <summary>All that one schedule can hold; a delivery that was replayed loses its oldest.</summary>
    public static readonly int Longest = RetrySchedule.MaximumAttempts + RetrySchedule.MaximumInterruptions;

    public static IReadOnlyList<Attempt> With(this IReadOnlyList<Attempt> log, Attempt attempt) => [.. log.TakeLast(Longest - 1), attempt];

    public static string? Write(IReadOnlyList<Attempt> log) =>
        log.Count == 0 ? null : JsonSerializer.Serialize(log, AttemptLogContext.Default.IReadOnlyListAttempt);

    public static IReadOnlyList<Attempt> Read(string? json) =>
        json is null ? [] : JsonSerializer.Deserialize(json, AttemptLogContext.Default.IReadOnlyListAttempt) ?? [];
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(IReadOnlyList<Attempt>))]
internal sealed partial class AttemptLogContext : JsonSerializerContext;
