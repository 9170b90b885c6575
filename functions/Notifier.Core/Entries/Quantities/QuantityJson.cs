using System.Text.Json;

namespace Notifier.Core.Entries.Quantities;

/// <summary>A quantity as JSON: <c>type</c>, its numbers, <c>unit</c>, <c>direction</c> of a factor, <c>subject</c>, <c>text</c>, and what limits the number.</summary>
public static class QuantityJson
{
    /// <summary>The word in JSON: <c>level</c>, <c>amount</c>, <c>factor</c>, <c>pct</c>, <c>pp</c>, <c>from_to</c>, <c>range</c>.</summary>
    public static string Word(QuantityType type) => type == QuantityType.FromTo ? "from_to" : type.ToString().ToLowerInvariant();

    public static void Write(Utf8JsonWriter json, Quantity quantity)
    {
        json.WriteStartObject();
        json.WriteString("type", Word(quantity.Type));
        Write(json, "value", quantity.Value);
        Write(json, "from", quantity.From);
        Write(json, "to", quantity.To);
        Write(json, "low", quantity.Low);
        Write(json, "high", quantity.High);
        Write(json, "unit", quantity.Unit);
        if (quantity.Type == QuantityType.Factor)
            json.WriteString("direction", quantity.Direction?.ToString().ToLowerInvariant());
        json.WriteString("subject", quantity.Subject);
        json.WriteString("text", quantity.Text);
        Write(json, "cmp", quantity.Cmp);
        Write(json, "bound", quantity.Bound);
        Write(json, "alt", quantity.Alt);
        if (quantity.Ambiguous)
            json.WriteBoolean("ambiguous", true);
        json.WriteNumber("start", quantity.Start);
        json.WriteNumber("length", quantity.Length);
        json.WriteString("sentence", quantity.Sentence);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number)
            json.WriteNumber(name, number);
    }

    private static void Write(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }
}
