using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Notifier.Api.Bodies;
using Notifier.Api.Keys;
using Notifier.Api.OpenApi;
using Notifier.Api.Paging;
using Notifier.Api.Problems;
using Notifier.Core.Observations;
using Notifier.Core.Rules;
using Notifier.Rules;

namespace Notifier.Api.Rules;

/// <summary><c>/api/rules</c>: what is warned of, and what a rule would have told before it is saved.</summary>
internal static class RuleRoutes
{
    private const string List = "rules";

    public static void MapRules(this IEndpointRouteBuilder api)
    {
        var rules = api.MapGroup("/rules").WithTags("Rules");
        rules.MapRead("", ListAsync).RequireScope(KeyScope.Read).WithName("listRules").WithSummary("All rules").WithMetadata([.. TakesQuery.Page]).Produces<Page<RuleDocumentBody>>();
        rules.MapRead("/{id}", FindAsync).RequireScope(KeyScope.Read).WithName("getRule").WithSummary("One rule, written out in full").Produces<RuleDocumentBody>();
        rules.MapPut("/{id}", PutAsync).RequireScope(KeyScope.Admin).WithName("putRule").WithSummary("Makes or changes a rule; a threshold may be written short, the full rule is stored and returned")
            .WithMetadata(new TakesPreconditions()).Accepts<RuleDocumentBody>("application/json").Produces<RuleDocumentBody>().Produces<RuleDocumentBody>(201);
        rules.MapDelete("/{id}", DeleteAsync).RequireScope(KeyScope.Admin).WithName("deleteRule").WithSummary("Removes a rule; its open episodes end as “rule removed”")
            .WithMetadata(new TakesPreconditions()).Produces(204);
        rules.MapPost("/backtest", RuleBacktest.RunAsync).RequireScope(KeyScope.Read).WithName("backtestRule").WithSummary("What a rule would have sent over the stored history, with a chart, beside a looser and a stricter one; nothing is stored")
            .WithMetadata(new TakesQuery("series", "Only on these series, separated by commas; all that the rule selects, at most 20, where absent."), new TakesQuery("from", "First period."), new TakesQuery("to", "Last period."))
            .Accepts<RuleDocumentBody>("application/json").Produces<RuleBacktest.BacktestView>();
    }

    private static async Task<IResult> ListAsync(HttpRequest request, RuleStore store, CancellationToken cancellation)
    {
        var (page, problem) = PageRequest.Read(request, List);
        if (problem is not null)
            return problem;
        var rest = (await store.ReadAsync(cancellation)).Rules.Select(stored => stored.Rule)
            .OrderBy(rule => rule.Id, StringComparer.Ordinal).Where(rule => string.CompareOrdinal(rule.Id, page.After) > 0).ToList();
        var items = rest.Take(page.Limit).ToList();
        return Answer.Json(new Page<RuleDocumentBody>([.. items.Select(RuleDocumentBody.Of)], PageRequest.Next(List, items.LastOrDefault()?.Id, rest.Count > items.Count)));
    }

    private static async Task<IResult> FindAsync(string id, HttpContext context, RuleStore store, CancellationToken cancellation)
    {
        if (await LoadAsync(id, store, cancellation) is not { } stored)
            return Problem.NotFound("such rule");
        return Preconditions.NotModified(context, stored.ETag) ? Answer.NotModified : Answer.Json(RuleDocumentBody.Of(stored.Rule));
    }

    private static async Task<IResult> PutAsync(string id, HttpContext context, RuleStore store, RuleReader reader, CancellationToken cancellation)
    {
        var (rule, problem) = await reader.ReadAsync(context.Request, id, cancellation);
        if (rule is null)
            return problem!;
        var current = await store.ETagAsync(id, cancellation);
        if (Preconditions.Judge(context.Request, current) is { } refused)
            return refused;
        if (await store.PutAsync(rule, current, cancellation) is not { } etag)
            return Preconditions.Changed();
        context.Response.SetETag(etag);
        return current is null ? Answer.Created($"/api/rules/{id}", RuleDocumentBody.Of(rule)) : Answer.Json(RuleDocumentBody.Of(rule));
    }

    private static async Task<IResult> DeleteAsync(string id, HttpRequest request, RuleStore store, CancellationToken cancellation)
    {
        if (!Identifier.IsValid(id) || await store.ETagAsync(id, cancellation) is not { } current)
            return Problem.NotFound("such rule");
        if (Preconditions.Judge(request, current) is { } problem)
            return problem;
        return await store.DeleteAsync(id, current, cancellation) ? Answer.NoContent : Preconditions.Changed();
    }

    private static async Task<StoredRule?> LoadAsync(string id, RuleStore store, CancellationToken cancellation) =>
        Identifier.IsValid(id) ? (await store.ReadAsync(cancellation)).Rules.FirstOrDefault(stored => stored.Rule.Id == id) : null;
}
