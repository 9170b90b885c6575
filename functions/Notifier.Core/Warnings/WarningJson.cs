using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
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
    private static readonly WarningJsonContext Context = new(new JsonSerializerOptions(WarningJsonContext.Default.Options)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    });

    public static byte[] Write(Warning warning) => JsonSerializer.SerializeToUtf8Bytes(warning, Context.Warning);

    public static byte[] WriteAll(IReadOnlyList<Warning> warnings) => JsonSerializer.SerializeToUtf8Bytes(warnings, Context.IReadOnlyListWarning);

    /// <exception cref="JsonException">Not a warning.</exception>
    public static Warning Read(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, Context.Warning) ?? throw new JsonException("null is not a warning");

    /// <exception cref="JsonException">Not a list of warnings.</exception>
    public static IReadOnlyList<Warning> ReadAll(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, Context.IReadOnlyListWarning) ?? throw new JsonException("null is not a list of warnings");
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
