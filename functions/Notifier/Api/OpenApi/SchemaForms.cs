using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Notifier.Api.Problems;
using Notifier.Api.Rules;
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
        else if (type == typeof(RuleDocumentBody))
            Rule(schema);
        else if (IsAnswer(type))
            schema.Required?.ExceptWith(context.JsonTypeInfo.Properties.Where(property => property.IsGetNullable).Select(property => property.Name));
        return Task.CompletedTask;
    }

    /// <summary>In an answer a member that may be null is left out where it is; what is asked for must be there where its constructor wants it.</summary>
    private static bool IsAnswer(Type type) => !type.Name.EndsWith("Body", StringComparison.Ordinal) && !type.Name.EndsWith("Request", StringComparison.Ordinal) || type == typeof(ProblemBody);

    private static void Rule(OpenApiSchema schema)
    {
        schema.Type = JsonSchemaType.Object;
        schema.Description = "A rule of the rule language: series, and a ladder of rungs or a threshold written short; or a match on entries.";
        schema.Examples = [JsonNode.Parse("""{"id":"copper-high","series":["copper-cn"],"above":"80000 CNY/t","severity":"severe"}""")!];
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
