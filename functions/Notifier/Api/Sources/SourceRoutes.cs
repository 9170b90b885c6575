using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Notifier.Api.Bodies;
using Notifier.Api.Idempotency;
using Notifier.Api.Keys;
using Notifier.Api.OpenApi;
using Notifier.Api.Paging;
using Notifier.Api.Problems;
using Notifier.Core.Observations;
using Notifier.Hosting;
using Notifier.Sources;
using Notifier.Sources.Derived;
using Notifier.Storage;

namespace Notifier.Api.Sources;

/// <summary><c>/api/sources</c>: what is polled, or posted to.</summary>
internal static class SourceRoutes
{
    private const string List = "sources";

    public static void MapSources(this IEndpointRouteBuilder api)
    {
        var sources = api.MapGroup("/sources").WithTags("Sources");
        sources.MapRead("", ListAsync).RequireScope(KeyScope.Read).WithName("listSources").WithSummary("All sources").WithMetadata([.. TakesQuery.Page]).Produces<Page<SourceBody>>();
        sources.MapRead("/{id}", FindAsync).RequireScope(KeyScope.Read).WithName("getSource").WithSummary("One source").Produces<SourceBody>();
        sources.MapPut("/{id}", PutAsync).RequireScope(KeyScope.Admin).WithName("putSource").WithSummary("Makes or changes a source; open episodes of series that it no longer has end as “series removed”")
            .WithMetadata(new TakesPreconditions()).Accepts<SourceBody>("application/json").Produces<SourceBody>().Produces<SourceBody>(201);
        sources.MapDelete("/{id}", DeleteAsync).RequireScope(KeyScope.Admin).WithName("deleteSource").WithSummary("Ends the polling; open episodes of its series end as “series removed”, and what was stored of them stays")
            .WithMetadata(new TakesPreconditions()).Produces(204);
        sources.MapPost("/{id}/poll", PollAsync).RequireScope(KeyScope.Publish).Idempotent().WithName("pollSource").WithSummary("Polls now, whatever the schedule").Produces(202);
    }

    private static async Task<IResult> ListAsync(HttpRequest request, SourceStore store, CancellationToken cancellation)
    {
        var (page, problem) = PageRequest.Read(request, List);
        if (problem is not null)
            return problem;
        var rest = (await store.ListAsync(cancellation)).Where(source => string.CompareOrdinal(source.Definition.Id, page.After) > 0).ToList();
        var items = rest.Take(page.Limit).Select(source => SourceBody.Of(source.Definition)).ToList();
        return Answer.Json(new Page<SourceBody>(items, PageRequest.Next(List, items.LastOrDefault()?.Id, rest.Count > items.Count)));
    }

    private static async Task<IResult> FindAsync(string id, HttpContext context, SourceStore store, CancellationToken cancellation)
    {
        if (await LoadAsync(id, store, cancellation) is not { } stored)
            return Problem.NotFound("such source");
        return Preconditions.NotModified(context, stored.ETag) ? Answer.NotModified : Answer.Json(SourceBody.Of(stored.Definition));
    }

    private static async Task<IResult> PutAsync(string id, HttpContext context, SourceStore store, SourceCheck check, DerivedCheck derivedCheck, DerivedSources derived, StoredUnits units, CancellationToken cancellation)
    {
        var (body, problem) = await JsonBody.ReadAsync<SourceBody>(context.Request);
        if (body is null)
            return problem!;
        if (!Identifier.IsValid(id))
            return Problem.InvalidQuery("id", $"the id in the address has {Identifier.Form}");
        var definition = body.ToDefinition(id);
        var errors = check.Judge(definition).ToList();
        if (body.Id is not null && body.Id != id)
            errors.Add(new("/id", "The id is another than the one in the address.") { Code = "invalid-value" });
        if (errors.Count == 0)
            errors.AddRange(await derivedCheck.JudgeAsync(definition, cancellation));
        if (errors.Count > 0)
            return await JsonBody.RefuseAsync(context.Request, errors);

        var current = await store.FindAsync(id, cancellation);
        if (Preconditions.Judge(context.Request, current?.ETag) is { } refused)
            return refused;
        if (await units.JudgeAsync(definition, current?.Definition, cancellation) is { Count: > 0 } mixed)
            return await JsonBody.RefuseAsync(context.Request, mixed, ProblemKind.Conflict);
        var put = await store.PutAsync(definition, current?.ETag, cancellation);
        if (put.Taken is not null)
            return new Problem(ProblemKind.Conflict, $"The series '{put.Taken}' belongs to the source '{put.Owner}'. Series ids are unique over all sources.");
        if (put.ETag is null)
            return Preconditions.Changed();
        derived.Forget();
        context.Response.SetETag(put.ETag);
        return current is null ? Answer.Created($"/api/sources/{id}", SourceBody.Of(definition)) : Answer.Json(SourceBody.Of(definition));
    }

    private static async Task<IResult> DeleteAsync(string id, HttpRequest request, SourceStore store, CancellationToken cancellation)
    {
        if (await LoadAsync(id, store, cancellation) is not { } stored)
            return Problem.NotFound("such source");
        if (Preconditions.Judge(request, stored.ETag) is { } problem)
            return problem;
        return await store.DeleteAsync(id, stored.ETag, cancellation) ? Answer.NoContent : Preconditions.Changed();
    }

    private static async Task<IResult> PollAsync(string id, SourceStore store, QueueStore queues, CancellationToken cancellation)
    {
        if (await LoadAsync(id, store, cancellation) is not { } stored)
            return Problem.NotFound("such source");
        if (stored.Definition.Kind == SourceKind.Push)
            return new Problem(ProblemKind.Conflict, "A push source is not polled: post to it.");
        await queues.SendAsync(QueueName.Poll, QueueMessages.Poll(id), cancellation);
        return Results.StatusCode(StatusCodes.Status202Accepted);
    }

    /// <summary>An id that is none is the id of nothing; it must not reach the store as a key.</summary>
    private static async Task<StoredSource?> LoadAsync(string id, SourceStore store, CancellationToken cancellation) =>
        Identifier.IsValid(id) ? await store.FindAsync(id, cancellation) : null;
}
