using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Notifier.Api.Keys;
using Notifier.Api.OpenApi;
using Notifier.Api.Paging;
using Notifier.Api.Problems;
using Notifier.Deliveries;
using Notifier.Deliveries.Suppressions;

namespace Notifier.Api.Suppressions;

/// <summary><c>/api/suppressions</c>: the addresses that are written to no more, and the way back for one that was mended.</summary>
internal static class SuppressionRoutes
{
    private const string List = "suppressions";

    public static void MapSuppressions(this IEndpointRouteBuilder api)
    {
        var suppressions = api.MapGroup("/suppressions").RequireScope(KeyScope.Admin).WithTags("Suppressions");
        suppressions.MapRead("", ListAsync).WithName("listSuppressions").WithSummary("The addresses that are written to no more, masked")
            .WithMetadata([.. TakesQuery.Page]).Produces<Page<SuppressionItem>>();
        suppressions.MapDelete("/{id}", DeleteAsync).WithName("deleteSuppression").WithSummary("Lets an address be written to again; its owner subscribes anew").Produces(204);
    }

    private static async Task<IResult> ListAsync(HttpRequest request, SuppressionList suppressions, CancellationToken cancellation)
    {
        var (page, problem) = PageRequest.Read(request, List);
        if (problem is not null)
            return problem;
        PageCursor? after = null;
        if (page.After is not null && !PageCursor.TryParse(page.After, out after))
            return Problem.InvalidQuery("cursor", "give the 'next' of this list's last page, unchanged");
        var found = await suppressions.ListAsync(after, page.Limit, cancellation);
        return Answer.Json(new Page<SuppressionItem>([.. found.Suppressions.Select(SuppressionItem.Of)], PageRequest.Next(List, found.Next, found.Next is not null)));
    }

    private static async Task<IResult> DeleteAsync(string id, SuppressionList suppressions, CancellationToken cancellation) =>
        await suppressions.LiftAsync(id, cancellation) ? Results.NoContent() : Problem.NotFound("such suppression");

    /// <param name="Address">Masked.</param>
    /// <param name="Since">When it happened.</param>
    internal sealed record SuppressionItem(string Id, string Address, SuppressionReason Reason, DateTimeOffset Since)
    {
        public static SuppressionItem Of(Suppression suppression) => new(suppression.Id, suppression.Masked, suppression.Reason, suppression.Since);
    }
}
