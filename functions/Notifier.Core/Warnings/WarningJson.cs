using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using Notifier.Core.Episodes;
using Notifier.Core.Observations;

namespace Notifier.Core.Warnings;

/// <summary>
/// A warning as JSON: the same text in the outbox, in the API and in the body of a webhook.
/// Words for enumerations, periods as dates, absent members left out, Chinese stays readable, markup characters are escaped.
/// </summary>
public static class WarningJson
{
    private static readonly JsonSerializerOptions Options = new(WarningJsonContext.Default.Options)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        TypeInfoResolver = WarningJsonContext.Default.WithAddedModifier(MayBeAbsentWhereNullable),
    };

    private static readonly JsonTypeInfo<Warning> One = (JsonTypeInfo<Warning>)Options.GetTypeInfo(typeof(Warning));
    private static readonly JsonTypeInfo<IReadOnlyList<Warning>> Many = (JsonTypeInfo<IReadOnlyList<Warning>>)Options.GetTypeInfo(typeof(IReadOnlyList<Warning>));

    public static byte[] Write(Warning warning) => JsonSerializer.SerializeToUtf8Bytes(warning, One);

    public static byte[] WriteAll(IReadOnlyList<Warning> warnings) => JsonSerializer.SerializeToUtf8Bytes(warnings, Many);

    /// <exception cref="JsonException">Not a warning.</exception>
    public static Warning Read(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, One) ?? throw new JsonException("null is not a warning");

    /// <exception cref="JsonException">Not a list of warnings.</exception>
    public static IReadOnlyList<Warning> ReadAll(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, Many) ?? throw new JsonException("null is not a list of warnings");

    /// <summary>Null is written as absence, so absence must be readable; every other member stays required.</summary>
    private static void MayBeAbsentWhereNullable(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
            property.IsRequired &= !property.IsGetNullable && Nullable.GetUnderlyingType(property.PropertyType) is null;
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(PeriodConverter), typeof(SeverityConverter), typeof(TransitionKindConverter)])]
[JsonSerializable(typeof(Warning))]
[JsonSerializable(typeof(IReadOnlyList<Warning>))]
internal sealed partial class WarningJsonContext : JsonSerializerContext;

public sealed class PeriodConverter : JsonConverter<Period>
{
    public override Period Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Period.TryParse(reader.GetString(), out var period) ? period : throw new JsonException("not a period");

    public override void Write(Utf8JsonWriter writer, Period value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}

public sealed class SeverityConverter : JsonConverter<Severity>
{
    public override Severity Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        SeverityText.TryParse(reader.GetString(), out var severity) ? severity : throw new JsonException("not a severity: minor, moderate, severe or extreme");

    public override void Write(Utf8JsonWriter writer, Severity value, JsonSerializerOptions options) => writer.WriteStringValue(value.Word());
}

public sealed class TransitionKindConverter : JsonConverter<TransitionKind>
{
    public override TransitionKind Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TransitionKindText.TryParse(reader.GetString(), out var kind) ? kind : throw new JsonException("not a kind of transition");

    public override void Write(Utf8JsonWriter writer, TransitionKind value, JsonSerializerOptions options) => writer.WriteStringValue(value.Word());
}
