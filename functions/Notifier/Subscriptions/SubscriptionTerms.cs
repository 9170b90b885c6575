using System.Text.Json;
using System.Text.Json.Serialization;
using Notifier.Core.Subscriptions;
using Notifier.Core.Warnings;

namespace Notifier.Subscriptions;

/// <summary>What its owner may ask for and change: everything of a subscription but its channel and state.</summary>
internal sealed record SubscriptionTerms(
    SubscriptionMatch Match, string Language, string Zone, bool TellResolved, bool TellEased, bool TellReminders, Cadence? Cadence = null)
{
    public static SubscriptionTerms Of(Subscription subscription) => new(
        subscription.Match, subscription.Language, subscription.Zone,
        subscription.TellResolved, subscription.TellEased, subscription.TellReminders, subscription.Cadence);

    public Subscription ToSubscription(string id, Channel channel, SubscriptionState state) =>
        new(id, channel, Match, state, Language, Zone, TellResolved, TellEased, TellReminders) { Cadence = Cadence ?? Cadence.Immediate };

    public string ToJson() => JsonSerializer.Serialize(this, SubscriptionTermsContext.Default.SubscriptionTerms);

    /// <exception cref="JsonException">Not the terms of a subscription.</exception>
    public static SubscriptionTerms FromJson(string json) =>
        JsonSerializer.Deserialize(json, SubscriptionTermsContext.Default.SubscriptionTerms) ?? throw new JsonException("null is not the terms of a subscription");

    public static string Write(IReadOnlyList<SubscriptionMatch> matches) =>
        JsonSerializer.Serialize(matches, SubscriptionTermsContext.Default.IReadOnlyListSubscriptionMatch);

    /// <exception cref="JsonException">Not a list of matches.</exception>
    public static IReadOnlyList<SubscriptionMatch> ReadMatches(string? json) =>
        json is null ? [] : JsonSerializer.Deserialize(json, SubscriptionTermsContext.Default.IReadOnlyListSubscriptionMatch) ?? [];
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    UseStringEnumConverter = true,
    Converters = [typeof(SeverityConverter)])]
[JsonSerializable(typeof(SubscriptionTerms))]
[JsonSerializable(typeof(IReadOnlyList<SubscriptionMatch>))]
internal sealed partial class SubscriptionTermsContext : JsonSerializerContext;
