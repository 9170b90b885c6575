using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Notifier.Api.Keys;
using Notifier.Api.Problems;
using Notifier.Core.Observations;
using Notifier.Sources;
using Notifier.Sources.Polling;

namespace Notifier.Api.Health;

/// <summary><c>/api/health</c> and <c>/api/sources/{id}/health</c>: how the sources are doing, with the reason where one is not.</summary>
internal static class SourceHealthRoutes
{
    public static void MapSourceHealth(this IEndpointRouteBuilder api)
    {
        var health = api.MapGroup("/").RequireScope(KeyScope.Read).WithTags("Health");
        health.MapRead("/health", AllAsync).WithName("health").WithSummary("How every source is doing").Produces<ServiceView>();
        health.MapRead("/sources/{id}/health", OneAsync).WithName("sourceHealth").WithSummary("How one source is doing").Produces<SourceHealthView>();
    }

    private static async Task<IResult> AllAsync(SourceStore sources, SourceHealthReader reader, CancellationToken cancellation)
    {
        var all = await reader.AllAsync(await sources.ListAsync(cancellation), cancellation);
        var well = all.All(source => source.IsWell);
        return Answer.Json(new ServiceView(well ? "ok" : "degraded", [.. all.Select(SourceHealthView.Of)]));
    }

    private static async Task<IResult> OneAsync(string id, SourceHealthReader reader, CancellationToken cancellation) =>
        Identifier.IsValid(id) && await reader.FindAsync(id, cancellation) is { } health
            ? Answer.Json(SourceHealthView.Of(health))
            : Problem.NotFound("such source");

    /// <param name="Status"><c>ok</c>, or <c>degraded</c> where a source fails, is blocked, empty or silent, or has changed its form.</param>
    internal sealed record ServiceView(string Status, IReadOnlyList<SourceHealthView> Sources);

    /// <param name="Reason">Why it is in this state.</param>
    /// <param name="Advice">What somebody can do about it.</param>
    /// <param name="Failures">How many polls failed in a row.</param>
    /// <param name="Newest">Newest period or publication seen.</param>
    internal sealed record SourceHealthView(
        string Source, SourceState State, string? Reason, string? Advice, FailureView? Failure, int Failures,
        DateTimeOffset? LastAttempt, DateTimeOffset? LastGood, Period? Newest, DateTimeOffset? NextDue)
    {
        public static SourceHealthView Of(SourceHealth health) => new(
            health.Source, health.State, health.Reason, health.Advice, health.Failure is { } failure ? new(failure.Reason, failure.Detail, failure.Status) : null, health.Failures,
            health.LastAttempt, health.LastGood, health.Newest, health.NextDue);
    }

    internal sealed record FailureView(SourceFailureReason Reason, string Detail, int? Status);
}
