using System.Text.Json;
using System.Text.Json.Serialization;
using Notifier.Core.Entries.Dates;

namespace Notifier.Core.Entries.Lineages;

public sealed class StageConverter : JsonConverter<Stage>
{
    public override Stage Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        StageText.TryParse(reader.GetString(), out var stage) ? stage : throw new JsonException($"not a stage: {string.Join(", ", StageText.Words)}");

    public override void Write(Utf8JsonWriter writer, Stage value, JsonSerializerOptions options) => writer.WriteStringValue(value.Word());
}

public sealed class PolicyDateKindConverter : JsonConverter<PolicyDateKind>
{
    public override PolicyDateKind Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var word = reader.GetString();
        foreach (var kind in Enum.GetValues<PolicyDateKind>())
        {
            if (kind.Word() == word)
                return kind;
        }

        throw new JsonException("not a kind of date: deadline, effective, expiry");
    }

    public override void Write(Utf8JsonWriter writer, PolicyDateKind value, JsonSerializerOptions options) => writer.WriteStringValue(value.Word());
}
