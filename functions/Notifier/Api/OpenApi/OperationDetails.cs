using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Notifier.Api.Idempotency;
using Notifier.Api.Keys;
using Notifier.Api.Problems;

namespace Notifier.Api.OpenApi;

/// <summary>What every operation has in common and the routes do not repeat: key, headers, and the problems it may answer with.</summary>
internal sealed class OperationDetails : IOpenApiOperationTransformer
{
    private const string ProblemSchema = "Problem";

    public async Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        operation.Responses ??= [];
        if (context.Document?.Components?.Schemas?.ContainsKey(ProblemSchema) != true)
            context.Document?.AddComponent(ProblemSchema, await context.GetOrCreateSchemaAsync(typeof(ProblemBody), null, cancellationToken));
        operation.Responses["default"] = new OpenApiResponse
        {
            Description = "A problem (RFC 9457): `type` is stable, `errors` name the places.",
            Content = new Dictionary<string, OpenApiMediaType> { [Problem.MediaType] = new() { Schema = new OpenApiSchemaReference(ProblemSchema, context.Document) } },
        };
        if (metadata.OfType<IAuthorizeData>().Any())
            operation.Security = [new() { [new OpenApiSecuritySchemeReference(KeyAuthentication.SchemeName, context.Document)] = [] }];
        foreach (var (name, description) in Headers(metadata))
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(new OpenApiParameter { Name = name, In = ParameterLocation.Header, Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String } });
        }

        foreach (var query in metadata.OfType<TakesQuery>())
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(new OpenApiParameter { Name = query.Name, In = ParameterLocation.Query, Description = query.Description, Schema = new OpenApiSchema { Type = JsonSchemaType.String } });
        }
    }

    private static IEnumerable<(string Name, string Description)> Headers(IList<object> metadata)
    {
        if (metadata.OfType<TakesIdempotencyKey>().Any())
            yield return (IdempotencyFilter.Header, "The same key with the same request gets the first answer again, for 24 hours.");
        if (metadata.OfType<TakesPreconditions>().Any())
            yield return ("If-Match", "The ETag that was read. Needed to change or delete what exists (428 without, 412 where it changed).");
    }
}

/// <summary>Metadata: a query parameter that the handler reads itself.</summary>
internal sealed record TakesQuery(string Name, string Description)
{
    public static TakesQuery[] Page { get; } =
        [new("limit", "Items a page, 1 to 200; 50 where absent."), new("cursor", "`next` of the last page.")];
}

/// <summary>Metadata: the route judges If-Match.</summary>
internal sealed class TakesPreconditions;
