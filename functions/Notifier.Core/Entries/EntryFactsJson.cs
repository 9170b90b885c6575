using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Notifier.Core.Entries.Lineages;

namespace Notifier.Core.Entries;

/// <summary>The facts of an entry as they are stored beside it. Chinese stays readable, and short.</summary>
public static class EntryFactsJson
{
    private static readonly EntryFactsJsonContext Context = new(new JsonSerializerOptions(EntryFactsJsonContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static string Write(EntryFacts facts) => JsonSerializer.Serialize(facts, Context.EntryFacts);

    /// <exception cref="JsonException">Not the facts of an entry.</exception>
    public static EntryFacts Read(string json) => JsonSerializer.Deserialize(json, Context.EntryFacts) ?? throw new JsonException("null is not the facts of an entry");
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    Converters = [typeof(StageConverter), typeof(PolicyDateKindConverter)])]
[JsonSerializable(typeof(EntryFacts))]
internal sealed partial class EntryFactsJsonContext : JsonSerializerContext;
