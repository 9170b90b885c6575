using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Notifier.Api.OpenApi;

/// <summary>The OpenAPI 3.1 document, generated from the routes.</summary>
internal static class OpenApiSetup
{
    public static void AddNotifierOpenApi(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.ShouldInclude = static description => description.RelativePath is { } path
            && (path.StartsWith("api/", StringComparison.Ordinal) || path.StartsWith("health/", StringComparison.Ordinal));
        options.AddDocumentTransformer<DocumentFrame>();
        options.AddOperationTransformer<OperationDetails>();
        options.AddSchemaTransformer<SchemaForms>();
    });
}
