using System.Text.Json;
using System.Text.Json.Serialization;
using Notifier.Core.Rules;

namespace Notifier.Api.Rules;

/// <summary>A rule as its own canonical text: the language is read by <see cref="RuleDocument"/>, not by a serializer.</summary>
[JsonConverter(typeof(RuleDocumentBodyConverter))]
internal sealed record RuleDocumentBody(string Json)
{
    public static RuleDocumentBody Of(Rule rule) => new(rule.Json);
}

internal sealed class RuleDocumentBodyConverter : JsonConverter<RuleDocumentBody>
{
    public override RuleDocumentBody Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("rules are read by RuleDocument.Parse");

    public override void Write(Utf8JsonWriter writer, RuleDocumentBody value, JsonSerializerOptions options) => writer.WriteRawValue(value.Json);
}
