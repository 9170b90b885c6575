using System.Text.Json;
using Notifier.Sources.Items;

namespace Notifier.Sources.Json;

/// <summary>Where the value of an observation stands within an item: a place that is empty is a missing value, no place at all is not.</summary>
internal sealed class JsonValue
{
    private readonly ItemPath? _path;
    private readonly Field<JsonElement>? _field;

    private JsonValue(ItemPath? path, Field<JsonElement>? field) => (_path, _field) = (path, field);

    /// <param name="text">Of a definition that was checked.</param>
    public static JsonValue Read(string text) => !JsonField.IsWithinText(text) && ItemPath.Parse(text) is { } path ? new(path, null) : new(null, JsonField.Read(text).Field!);

    /// <summary>The text of a string or number; empty for null; null where there is no such place.</summary>
    public string? Of(JsonElement item)
    {
        if (_field is not null)
            return _field.First(item);
        return _path!.Find(item) switch
        {
            null => null,
            { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => "",
            { } value => JsonField.Scalar(value) ?? value.GetRawText(),
        };
    }
}
