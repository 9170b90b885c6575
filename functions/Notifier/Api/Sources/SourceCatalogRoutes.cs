using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Notifier.Api.Keys;
using Notifier.Api.OpenApi;
using Notifier.Api.Problems;
using Notifier.Sources.Catalog;

namespace Notifier.Api.Sources;

/// <summary><c>/api/source-catalog</c>: the sources that come with the program, to be saved by who wants them.</summary>
internal static class SourceCatalogRoutes
{
    public static void MapSourceCatalog(this IEndpointRouteBuilder api)
    {
        var catalog = api.MapGroup("/source-catalog").WithTags("Sources");
        catalog.MapRead("", List).RequireScope(KeyScope.Read).WithName("listSourceCatalog").WithSummary("The sources that come with the program; the setting Notifier__Catalog says which are stored at a first start").Produces<SourceCatalogView>();
        catalog.MapRead("/{id}", Find).RequireScope(KeyScope.Read).WithName("getSourceOfCatalog").WithSummary("One of them, as PUT /api/sources/{id} takes it").Produces<SourceBody>();
    }

    private static IResult List() => Answer.Json(new SourceCatalogView([.. SourceCatalog.All.Select(source => SourceBody.Of(source.Definition))]));

    private static IResult Find(string id) => SourceCatalog.Find(id) is { } source
        ? Answer.Json(SourceBody.Of(source.Definition))
        : Problem.NotFound("such source in the catalogue");

    internal sealed record SourceCatalogView(IReadOnlyList<SourceBody> Items);
}
