using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Notifier.Api.Bodies;
using Notifier.Api.Idempotency;
using Notifier.Api.Keys;
using Notifier.Api.OpenApi;
using Notifier.Api.Paging;
using Notifier.Api.Problems;
using Notifier.Core.Warnings.Mutes;
using Notifier.Silences;
using Notifier.Subscriptions;

namespace Notifier.Api.Silences;

/// <summary><c>/api/silences</c>: what is not told for a while, by whom and why.</summary>
internal static class SilenceRoutes
{
    private const string List = "silences";

    public static void MapSilences(this IEndpointRouteBuilder api)
    {
        var silences = api.MapGroup("/silences").WithTags("Silences");
        silences.MapRead("", ListAsync).RequireScope(KeyScope.Read).WithName("listSilences").WithSummary("Silences, the newest first; those that are over for 30 days")
            .WithMetadata([.. TakesQuery.Page]).Produces<Page<SilenceView>>();
        silences.MapRead("/{id}", FindAsync).RequireScope(KeyScope.Read).WithName("getSilence").WithSummary("One silence").Produces<SilenceView>();
        silences.MapPost("", CreateAsync).RequireScope(KeyScope.Admin).Idempotent().WithName("createSilence").WithSummary("Mutes what matches for a while; what is left of it is told at its end")
            .Accepts<SilenceBody>("application/json").Produces<SilenceView>(201);
        silences.MapPut("/{id}", ChangeAsync).RequireScope(KeyScope.Admin).WithName("changeSilence").WithSummary("Lengthens or shortens a silence that is not over")
            .WithMetadata(new TakesPreconditions()).Accepts<SilenceChangeBody>("application/json").Produces<SilenceView>();
        silences.MapDelete("/{id}", EndAsync).RequireScope(KeyScope.Admin).WithName("endSilence").WithSummary("Ends a silence now; it stays as a record")
            .WithMetadata(new TakesPreconditions()).Produces(204);
    }

    private static async Task<IResult> ListAsync(HttpRequest request, SilenceStore store, TimeProvider time, CancellationToken cancellation)
    {
        var (page, problem) = PageRequest.Read(request, List);
        if (problem is not null)
            return problem;
        if (page.After is { } after && !SilenceKeys.IsSilenceId(after))
            return PageRequest.Invalid;
        var now = time.GetUtcNow();
        var rest = await store.ListAsync(page.After, cancellation).Take(page.Limit + 1).ToListAsync(cancellation);
        var items = rest.Take(page.Limit).Select(silence => SilenceView.Of(silence, now)).ToList();
        return Answer.Json(new Page<SilenceView>(items, PageRequest.Next(List, items.LastOrDefault()?.Id, rest.Count > items.Count)));
    }

    private static async Task<IResult> FindAsync(string id, HttpContext context, SilenceStore store, TimeProvider time, CancellationToken cancellation)
    {
        if (await store.FindAsync(id, cancellation) is not { } stored)
            return Problem.NotFound("such silence");
        context.Response.SetETag(stored.ETag);
        // Its state changes with time alone, so that a version seen before says nothing about it.
        return Answer.Json(SilenceView.Of(stored.Silence, time.GetUtcNow()));
    }

    private static async Task<IResult> CreateAsync(HttpContext context, SilenceStore store, MatchCheck check, TimeProvider time, CancellationToken cancellation)
    {
        var (body, problem) = await JsonBody.ReadAsync<SilenceBody>(context.Request);
        if (body is null)
            return problem!;
        var now = time.GetUtcNow();
        var errors = body.Check(now).ToList();
        if (errors.Count == 0 && body.Match is { } match)
            errors.AddRange(await match.FindAsync("/match", check, cancellation));
        if (errors.Count > 0)
            return await JsonBody.RefuseAsync(context.Request, errors);
        if (await store.CountAsync(now, cancellation) >= SilenceStore.Most)
            return new Problem(ProblemKind.Conflict, $"There are {SilenceStore.Most} silences that are not over. End some, or let one match more.");
        var silence = body.ToSilence(SilenceKeys.NewSilenceId(now), now);
        context.Response.SetETag(await store.AddAsync(silence, cancellation));
        return Answer.Created($"/api/silences/{silence.Id}", SilenceView.Of(silence, now));
    }

    private static async Task<IResult> ChangeAsync(string id, HttpContext context, SilenceStore store, TimeProvider time, CancellationToken cancellation)
    {
        var (body, problem) = await JsonBody.ReadAsync<SilenceChangeBody>(context.Request);
        if (body is null)
            return problem!;
        var now = time.GetUtcNow();
        if (await store.FindAsync(id, cancellation) is not { } stored)
            return Problem.NotFound("such silence");
        if (Preconditions.Judge(context.Request, stored.ETag) is { } refused)
            return refused;
        if (stored.Silence.StateAt(now) == SilenceState.Expired)
            return new Problem(ProblemKind.Conflict, "This silence is over. Make a new one.");
        var errors = body.Check(stored.Silence, now).ToList();
        if (errors.Count > 0)
            return await JsonBody.RefuseAsync(context.Request, errors);
        var changed = body.ToSilence(stored.Silence);
        if (await store.ReplaceAsync(changed, stored.ETag, cancellation) is not { } etag)
            return Preconditions.Changed();
        context.Response.SetETag(etag);
        return Answer.Json(SilenceView.Of(changed, now));
    }

    /// <summary>If-Match is judged where it is sent, and not asked for: ending is the safe side. Ending again is fine.</summary>
    private static async Task<IResult> EndAsync(string id, HttpRequest request, SilenceStore store, TimeProvider time, CancellationToken cancellation)
    {
        while (await store.FindAsync(id, cancellation) is { } stored)
        {
            if (request.Headers.IfMatch.Count > 0 && Preconditions.Judge(request, stored.ETag) is { } problem)
                return problem;
            var now = time.GetUtcNow();
            if (stored.Silence.StateAt(now) == SilenceState.Expired || await store.ReplaceAsync(stored.Silence with { Ends = now }, stored.ETag, cancellation) is not null)
                return Answer.NoContent;
        }

        return Problem.NotFound("such silence");
    }
}
