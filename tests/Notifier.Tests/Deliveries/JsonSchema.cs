using System.Text.Json;

namespace Notifier.Tests.Deliveries;

/// <summary>As much of JSON Schema as SendGrid's published description of mail/send uses.</summary>
internal static class JsonSchema
{
    /// <returns>What is wrong, each with its place; a property that the schema does not know is wrong too.</returns>
    public static IEnumerable<string> Findings(JsonElement schema, JsonElement value, string place = "")
    {
        if (schema.TryGetProperty("type", out var type) && !IsOf(type.GetString()!, value))
            return [$"{place}: not {type}"];
        return value.ValueKind switch
        {
            JsonValueKind.Object => OfObject(schema, value, place),
            JsonValueKind.Array => OfArray(schema, value, place),
            JsonValueKind.String => OfText(schema, value.GetString()!, place),
            _ => [],
        };
    }

    private static IEnumerable<string> OfObject(JsonElement schema, JsonElement value, string place)
    {
        if (schema.TryGetProperty("required", out var required))
        {
            foreach (var name in required.EnumerateArray().Where(name => !value.TryGetProperty(name.GetString()!, out _)))
                yield return $"{place}: {name} is missing";
        }

        if (schema.TryGetProperty("maxProperties", out var most) && value.EnumerateObject().Count() > most.GetInt32())
            yield return $"{place}: more than {most}";
        if (!schema.TryGetProperty("properties", out var properties))
            yield break;
        foreach (var property in value.EnumerateObject())
        {
            if (!properties.TryGetProperty(property.Name, out var inner))
            {
                yield return $"{place}/{property.Name}: unknown";
                continue;
            }

            foreach (var finding in Findings(inner, property.Value, $"{place}/{property.Name}"))
                yield return finding;
        }
    }

    private static IEnumerable<string> OfArray(JsonElement schema, JsonElement value, string place)
    {
        if (schema.TryGetProperty("maxItems", out var most) && value.GetArrayLength() > most.GetInt32())
            yield return $"{place}: more than {most}";
        if (schema.TryGetProperty("uniqueItems", out var unique) && unique.GetBoolean() && value.EnumerateArray().Select(item => item.GetRawText()).Distinct().Count() < value.GetArrayLength())
            yield return $"{place}: not unique";
        if (!schema.TryGetProperty("items", out var items))
            yield break;
        foreach (var (item, index) in value.EnumerateArray().Select((item, index) => (item, index)))
        {
            foreach (var finding in Findings(items, item, $"{place}/{index}"))
                yield return finding;
        }
    }

    private static IEnumerable<string> OfText(JsonElement schema, string value, string place)
    {
        if (schema.TryGetProperty("minLength", out var least) && value.Length < least.GetInt32())
            yield return $"{place}: too short";
        if (schema.TryGetProperty("maxLength", out var most) && value.Length > most.GetInt32())
            yield return $"{place}: too long";
        if (schema.TryGetProperty("format", out var format) && format.GetString() == "email" && !Core.Subscriptions.EmailAddress.TryParse(value, out _, out _))
            yield return $"{place}: not an address";
        if (schema.TryGetProperty("enum", out var words) && !words.EnumerateArray().Any(word => word.GetString() == value))
            yield return $"{place}: none of the words";
    }

    private static bool IsOf(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "number" => value.ValueKind == JsonValueKind.Number,
        _ => throw new NotSupportedException(type),
    };
}
