using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Notifier.Api.Bodies;
using Notifier.Api.Keys;
using Notifier.Api.OpenApi;
using Notifier.Api.Paging;
using Notifier.Api.Problems;
using Notifier.Api.Silences;
using Notifier.Core.Observations;
using Notifier.Core.Warnings.Mutes;
using Notifier.Silences;
using Notifier.Subscriptions;

namespace Notifier.Api.Inhibitions;

/// <summary><c>/api/inhibitions</c>: which open episodes stand in for which warnings.</summary>
internal static class InhibitionRoutes
{
    private const string List = "inhibitions";

    public static void MapInhibitions(this IEndpointRouteBuilder api)
    {
        var inhibitions = api.MapGroup("/inhibitions").WithTags("Silences");
        inhibitions.MapRead("", ListAsync).RequireScope(KeyScope.Read).WithName("listInhibitions").WithSummary("All inhibitions")
            .WithMetadata([.. TakesQuery.Page]).Produces<Page<Inhibition>>();
        inhibitions.MapRead("/{id}", FindAsync).RequireScope(KeyScope.Read).WithName("getInhibition").WithSummary("One inhibition").Produces<Inhibition>();
        inhibitions.MapPut("/{id}", PutAsync).RequireScope(KeyScope.Admin).WithName("putInhibition").WithSummary("Makes or changes an inhibition: while an episode that matches `source` is open, warnings that match `target` are held")
            .WithMetadata(new TakesPreconditions()).Accepts<InhibitionBody>("application/json").Produces<Inhibition>().Produces<Inhibition>(201);
        inhibitions.MapDelete("/{id}", DeleteAsync).RequireScope(KeyScope.Admin).WithName("deleteInhibition").WithSummary("Removes an inhibition; what it held is told within a minute, as far as it is left to tell")
            .WithMetadata(new TakesPreconditions()).Produces(204);
    }

    private static async Task<IResult> ListAsync(HttpRequest request, InhibitionStore store, CancellationToken cancellation)
    {
        var (page, problem) = PageRequest.Read(request, List);
        if (problem is not null)
            return problem;
        var rest = (await store.ListAsync(cancellation)).Where(inhibition => string.CompareOrdinal(inhibition.Id, page.After) > 0).ToList();
        var items = rest.Take(page.Limit).ToList();
        return Answer.Json(new Page<Inhibition>(items, PageRequest.Next(List, items.LastOrDefault()?.Id, rest.Count > items.Count)));
    }

    private static async Task<IResult> FindAsync(string id, HttpContext context, InhibitionStore store, CancellationToken cancellation)
    {
        if (await store.FindAsync(id, cancellation) is not { } stored)
            return Problem.NotFound("such inhibition");
        return Preconditions.NotModified(context, stored.ETag) ? Answer.NotModified : Answer.Json(stored.Inhibition);
    }

    private static async Task<IResult> PutAsync(string id, HttpContext context, InhibitionStore store, MatchCheck check, CancellationToken cancellation)
    {
        if (!Identifier.IsValid(id))
            return new Problem(ProblemKind.BadRequest, $"'{id}' is no id: {Identifier.Form}.");
        var (body, problem) = await JsonBody.ReadAsync<InhibitionBody>(context.Request);
        if (body is null)
            return problem!;
        var errors = body.Check().ToList();
        if (errors.Count == 0)
            errors.AddRange([.. await body.Source.FindAsync("/source", check, cancellation), .. await body.Target.FindAsync("/target", check, cancellation)]);
        if (errors.Count > 0)
            return await JsonBody.RefuseAsync(context.Request, errors);
        var current = await store.FindAsync(id, cancellation);
        if (Preconditions.Judge(context.Request, current?.ETag) is { } refused)
            return refused;
        if (current is null && (await store.ListAsync(cancellation)).Count >= InhibitionStore.Most)
            return new Problem(ProblemKind.Conflict, $"There are {InhibitionStore.Most} inhibitions. Remove one first.");
        var inhibition = body.ToInhibition(id);
        if (await store.PutAsync(inhibition, current?.ETag, cancellation) is not { } etag)
            return Preconditions.Changed();
        context.Response.SetETag(etag);
        return current is null ? Answer.Created($"/api/inhibitions/{id}", inhibition) : Answer.Json(inhibition);
    }

    private static async Task<IResult> DeleteAsync(string id, HttpRequest request, InhibitionStore store, CancellationToken cancellation)
    {
        if (await store.FindAsync(id, cancellation) is not { } stored)
            return Problem.NotFound("such inhibition");
        if (Preconditions.Judge(request, stored.ETag) is { } problem)
            return problem;
        return await store.DeleteAsync(id, stored.ETag, cancellation) ? Answer.NoContent : Preconditions.Changed();
    }

    /// <param name="Source">Open episodes that mute; severities are compared with the one that fires now.</param>
    /// <param name="Target">Warnings that are muted.</param>
    /// <param name="Equal">What is the same on both sides: <c>series</c>, <c>rule</c>, <c>tag:PREFIX</c>.</param>
    internal sealed record InhibitionBody(
        MuteMatchBody Source, MuteMatchBody Target, string Author, string Comment, IReadOnlyList<string>? Equal = null)
    {
        private const int MostEqual = 5;

        public IEnumerable<ProblemError> Check()
        {
            foreach (var (pointer, side) in new[] { ("/source", Source), ("/target", Target) })
            {
                if (side is { MinSeverity: null, MaxSeverity: null } && side.ToMatch().IsOpen)
                    yield return new(pointer, $"{pointer[1..]}: name rules, series, topics, tags or a severity.") { Code = "missing-field" };
                foreach (var error in side.Check(pointer))
                    yield return error;
            }

            foreach (var error in MuteSigning.Check(Author, Comment))
                yield return error;
            if (Equal is { Count: > MostEqual })
                yield return MuteMatchBody.Wrong("/equal", $"give at most {MostEqual}");
            foreach (var (index, text) in (Equal ?? []).Index().Where(each => !Inhibition.IsEqual(each.Item) || each.Item.Length > 100))
                yield return MuteMatchBody.Wrong($"/equal/{index}", "give series, rule, or tag: and what the tag begins with");
        }

        public Inhibition ToInhibition(string id) =>
            new(id, Source.ToMatch(), Target.ToMatch(), [.. (Equal ?? []).Distinct()], Author.Trim(), Comment.Trim());
    }
}
