using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Notifier.Core.Episodes;
using Notifier.Core.Observations;
using Notifier.Core.Warnings;

namespace Notifier.Api.OpenApi;

/// <summary>The forms of the values that a converter of ours writes, which the generator cannot see.</summary>
internal sealed class SchemaForms : IOpenApiSchemaTransformer
{
    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        if (type == typeof(Period))
            Text(schema, "A date (yyyy-MM-dd), a month (yyyy-MM, dated by its last day) or an instant with its offset.", "2026-01-31");
        else if (type == typeof(Severity))
            Words(schema, Enum.GetValues<Severity>().Select(SeverityText.Word));
        else if (type == typeof(TransitionKind))
            Words(schema, Enum.GetValues<TransitionKind>().Select(TransitionKindText.Word));
        return Task.CompletedTask;
    }

    private static void Text(OpenApiSchema schema, string description, string example)
    {
        schema.Type = JsonSchemaType.String;
        schema.Properties = null;
        schema.Required = null;
        schema.Description = description;
        schema.Examples = [JsonValue.Create(example)];
    }

    private static void Words(OpenApiSchema schema, IEnumerable<string> words)
    {
        schema.Type = JsonSchemaType.String;
        schema.Enum = [.. words.Select(word => (JsonNode)JsonValue.Create(word))];
    }
}
