using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Notifier.Api.Keys;

namespace Notifier.Api.OpenApi;

/// <summary>Title, the key as security scheme, and no HEAD operations: each is its GET without a body.</summary>
internal sealed class DocumentFrame : IOpenApiDocumentTransformer
{
    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Notifier",
            Version = "v1",
            Description = "Early warnings for commodity prices and policy. Errors are problem details (RFC 9457); lists are {items, next} with an opaque cursor.",
        };
        // The address that happened to ask says nothing about the service.
        document.Servers = [new OpenApiServer { Url = "/" }];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [KeyAuthentication.SchemeName] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "An API key: ntf_ and 43 characters. Scopes: read < publish < admin.",
            },
        };
        foreach (var path in document.Paths.Values)
            path.Operations?.Remove(HttpMethod.Head);
        return Task.CompletedTask;
    }
}
