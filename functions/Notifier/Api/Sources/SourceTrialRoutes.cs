using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Notifier.Api.Bodies;
using Notifier.Api.Keys;
using Notifier.Api.Problems;
using Notifier.Core.Observations;
using Notifier.Sources;

namespace Notifier.Api.Sources;

/// <summary><c>POST /api/sources/test</c>: what a definition would read, before it is saved.</summary>
internal static class SourceTrialRoutes
{
    // A source that is not saved yet has no id, and its entries need one to stand under.
    private const string Unnamed = "test";

    public static void MapSourceTrial(this IEndpointRouteBuilder api) =>
        api.MapPost("/sources/test", TryAsync).RequireScope(KeyScope.Admin).WithTags("Sources").WithName("testSource")
            .WithSummary("Asks a source once and shows what its first poll would bring; nothing is stored")
            .Accepts<SourceBody>("application/json").Produces<SourceTrialView>();

    private static async Task<IResult> TryAsync(
        HttpRequest request, SourceStore store, SourceCheck check, DerivedCheck derivedCheck, StoredUnits units, SourceTrial trial, CancellationToken cancellation)
    {
        var (body, problem) = await JsonBody.ReadAsync<SourceBody>(request);
        if (body is null)
            return problem!;
        var definition = body.ToDefinition(body.Id ?? Unnamed);
        var errors = check.Judge(definition).ToList();
        if (body.Id is not null && !Identifier.IsValid(body.Id))
            errors.Add(new("/id", $"The id has {Identifier.Form}.") { Code = "invalid-value" });
        if (errors.Count == 0)
            errors.AddRange(await derivedCheck.JudgeAsync(definition, cancellation));
        if (errors.Count > 0)
            return await JsonBody.RefuseAsync(request, errors);
        if (definition.Kind == SourceKind.Push)
            return new Problem(ProblemKind.Conflict, "A push source is not polled: there is nothing to read before somebody posts to it.");
        var current = body.Id is null ? null : await store.FindAsync(body.Id, cancellation);
        if (await units.JudgeAsync(definition, current?.Definition, cancellation) is { Count: > 0 } mixed)
            return await JsonBody.RefuseAsync(request, mixed, ProblemKind.Conflict);
        foreach (var series in body.Id is null ? [] : definition.Series)
        {
            if (await store.ClaimantAsync(series.Id, cancellation) is { } owner && owner != definition.Id)
                return new Problem(ProblemKind.Conflict, $"The series '{series.Id}' belongs to the source '{owner}'. Series ids are unique over all sources.");
        }

        return Answer.Json(await trial.RunAsync(definition, cancellation));
    }
}
