using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Notifier.Api.Keys;
using Notifier.Api.OpenApi;
using Notifier.Api.Paging;
using Notifier.Api.Problems;
using Notifier.Core.Observations;
using Notifier.Core.Warnings;
using Notifier.Dashboard;
using Notifier.Deliveries;

namespace Notifier.Api.Warnings;

/// <summary><c>/api/warnings</c>: what people were told, newest first, as JSON and as Atom.</summary>
internal static class WarningRoutes
{
    private const string List = "warnings";

    private const int FeedLength = 50;

    private static readonly TakesQuery[] Filters = [new("rule", "Only of this rule."), new("series", "Only on this series.")];

    public static void MapWarnings(this IEndpointRouteBuilder api)
    {
        var warnings = api.MapGroup("/").WithTags("Warnings");
        warnings.MapRead("/warnings", ListAsync).RequireScope(KeyScope.Read).WithName("listWarnings").WithSummary("What was told, newest first, and what a mute held back (`mutedBy`)")
            .WithMetadata([.. TakesQuery.Page, .. Filters]).Produces<Page<Warning>>();
        warnings.MapRead("/warnings/{id}", FindAsync).RequireScope(KeyScope.Read).WithName("getWarning").WithSummary("One warning").Produces<Warning>();
        warnings.MapRead("/warnings.atom", FeedAsync).RequireViewer().WithName("warningFeed").WithSummary("The last warnings as an Atom feed")
            .WithMetadata([.. Filters]).Produces<string>(200, WarningFeed.MediaType);
    }

    private static async Task<IResult> ListAsync(HttpRequest request, WarningStore store, CancellationToken cancellation)
    {
        var (page, problem) = PageRequest.Read(request, List);
        var (rule, series, wrong) = ReadFilters(request);
        if ((problem ?? wrong) is { } refused)
            return refused;
        PageCursor? after = null;
        if (page.After is not null && !PageCursor.TryParse(page.After, out after))
            return Problem.InvalidQuery("cursor", "give the 'next' of this list's last page, unchanged");
        var found = await store.ListAsync(rule, series, after, page.Limit, cancellation);
        return Answer.Json(new Page<Warning>([.. found.Warnings.Select(stored => stored.Shown)], PageRequest.Next(List, found.Next, found.Next is not null)));
    }

    private static async Task<IResult> FindAsync(string id, WarningStore store, CancellationToken cancellation) =>
        await store.FindAsync(id, cancellation) is { } stored ? Answer.Json(stored.Shown) : Problem.NotFound("such warning");

    private static async Task<IResult> FeedAsync(HttpRequest request, WarningStore store, WarningFeed feed, CancellationToken cancellation)
    {
        var (rule, series, problem) = ReadFilters(request);
        if (problem is not null)
            return problem;
        var found = await store.ListAsync(rule, series, null, FeedLength, cancellation);
        return Results.Bytes(feed.Write([.. found.Warnings.Where(stored => !stored.IsHeld)], request.QueryString.Value ?? ""), WarningFeed.MediaType + "; charset=utf-8");
    }

    private static (string? Rule, string? Series, Problem? Problem) ReadFilters(HttpRequest request)
    {
        foreach (var filter in Filters)
        {
            if (request.Query[filter.Name] is { Count: > 0 } values && (values.Count > 1 || !Identifier.IsValid(values[0])))
                return (null, null, Problem.InvalidQuery(filter.Name, $"give one id: {Identifier.Form}"));
        }

        return (request.Query["rule"], request.Query["series"], null);
    }
}
