using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Notifier.Core.Warnings;

namespace Notifier.Core.Entries.Lineages;

/// <summary>A lineage as it is stored.</summary>
public static class LineageJson
{
    // Chinese stays readable, and short.
    private static readonly LineageJsonContext Context = new(new JsonSerializerOptions(LineageJsonContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static byte[] Write(Lineage lineage) => JsonSerializer.SerializeToUtf8Bytes(lineage, Context.Lineage);

    /// <exception cref="JsonException">Not a lineage.</exception>
    public static Lineage Read(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, Context.Lineage) ?? throw new JsonException("null is not a lineage");
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(PeriodConverter), typeof(SeverityConverter), typeof(StageConverter), typeof(PolicyDateKindConverter)])]
[JsonSerializable(typeof(Lineage))]
internal sealed partial class LineageJsonContext : JsonSerializerContext;
