using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Notifier.Api.Bodies;
using Notifier.Api.Idempotency;
using Notifier.Api.Keys;
using Notifier.Api.OpenApi;
using Notifier.Api.Paging;
using Notifier.Api.Problems;
using Notifier.Core.Entries;
using Notifier.Core.Observations;
using Notifier.Entries;
using Notifier.Sources;
using Notifier.Sources.Derived;

namespace Notifier.Api.Entries;

/// <summary><c>/api/entries</c>: the announcements that feeds brought or somebody posted.</summary>
internal static class EntryRoutes
{
    private const string List = "entries";

    public static void MapEntries(this IEndpointRouteBuilder api)
    {
        var entries = api.MapGroup("/entries").WithTags("Entries");
        entries.MapRead("", ListAsync).RequireScope(KeyScope.Read).WithName("listEntries").WithSummary("Entries, the newest first; all texts are a stranger's plain text")
            .WithMetadata([.. TakesQuery.Page]).Produces<Page<EntryView>>();
        entries.MapPost("", PostAsync).RequireScope(KeyScope.Publish).Idempotent().WithName("postEntries").WithSummary("Posts entries of a push source; a known one is updated, not told again")
            .Accepts<EntriesBody>("application/json").Produces<TakenView>();
    }

    private static async Task<IResult> ListAsync(HttpRequest request, EntryStore store, CancellationToken cancellation)
    {
        var (page, problem) = PageRequest.Read(request, List);
        if (problem is not null)
            return problem;
        if (page.After is { } after && !EntryKeys.IsRow(after))
            return PageRequest.Invalid;
        var (entries, next) = await store.RecentAsync(page.After, page.Limit, cancellation);
        return Answer.Json(new Page<EntryView>([.. entries.Select(EntryView.Of)], PageRequest.Next(List, next, next is not null)));
    }

    private static async Task<IResult> PostAsync(HttpRequest request, SourceStore sources, EntryCommits commits, DerivedSources derived, TimeProvider time, CancellationToken cancellation)
    {
        var (body, problem) = await JsonBody.ReadAsync<EntriesBody>(request);
        if (body is null)
            return problem!;
        var now = time.GetUtcNow();
        var errors = body.Check(now).Take(50).ToList();
        if (errors.Count > 0)
            return await JsonBody.RefuseAsync(request, errors);
        if (!Identifier.IsValid(body.Source) || await sources.FindAsync(body.Source, cancellation) is not { } source)
            return await JsonBody.RefuseAsync(request, [new("/source", "There is no source of this id.") { Code = "invalid-value" }]);
        if (source.Definition.Kind != SourceKind.Push)
            return new Problem(ProblemKind.Conflict, $"The source '{body.Source}' is polled. Only push sources take posts.");
        var summary = await commits.CommitAsync(EntrySource.Posted(source.Definition), [.. body.All.Select(entry => entry.ToEntry(body.Source, now))], cancellation);
        if (summary.New > 0)
            await derived.FollowEntriesAsync(cancellation);
        return Answer.Json(new TakenView(body.All.Count, summary.New, summary.Updates, summary.Warnings));
    }

    /// <param name="New">How many were not known.</param>
    /// <param name="Updated">How many were known with another text.</param>
    /// <param name="Warnings">How many warnings they brought.</param>
    internal sealed record TakenView(int Received, int New, int Updated, int Warnings);
}
