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
using Notifier.Core.Warnings;
using Notifier.Episodes;

namespace Notifier.Api.Episodes;

/// <summary><c>/api/episodes</c>: what fires now.</summary>
internal static class EpisodeRoutes
{
    private const string List = "episodes";

    public static void MapEpisodes(this IEndpointRouteBuilder api)
    {
        var episodes = api.MapGroup("/episodes").WithTags("Warnings");
        episodes.MapRead("", ListAsync).RequireScope(KeyScope.Read).WithName("listEpisodes").WithSummary("Open episodes, by source, series and rule; those of rules on entries with their measure")
            .WithMetadata([.. TakesQuery.Page]).Produces<Page<EpisodeView>>();
        episodes.MapPost("/{id}/acknowledge", AcknowledgeAsync).RequireScope(KeyScope.Admin).Idempotent().WithName("acknowledgeEpisode")
            .WithSummary("Says that somebody saw it: no reminders until it worsens by so much, reaches a higher rung or ends; again sets the mark anew")
            .Accepts<AcknowledgeBody>("application/json").Produces<EpisodeView>();
        episodes.MapDelete("/{id}/acknowledge", WithdrawAsync).RequireScope(KeyScope.Admin).WithName("withdrawAcknowledgement").WithSummary("Takes that back")
            .Produces(204);
    }

    private static async Task<IResult> ListAsync(HttpRequest request, EpisodeReader reader, CancellationToken cancellation)
    {
        var (page, problem) = PageRequest.Read(request, List);
        if (problem is not null)
            return problem;
        // They come in an order that a new episode does not change for the others, so that the last key seen is a cursor.
        var rest = await reader.OpenAsync(cancellation).OrderBy(Key, StringComparer.Ordinal).Where(episode => string.CompareOrdinal(Key(episode), page.After) > 0).Take(page.Limit + 1).ToListAsync(cancellation);
        var items = rest.Take(page.Limit).ToList();
        return Answer.Json(new Page<EpisodeView>([.. items.Select(EpisodeView.Of)], PageRequest.Next(List, items.Count == 0 ? null : Key(items[^1]), rest.Count > page.Limit)));
    }

    private static async Task<IResult> AcknowledgeAsync(string id, HttpRequest request, Acknowledgements acknowledgements, CancellationToken cancellation)
    {
        var (body, problem) = await JsonBody.ReadAsync<AcknowledgeBody>(request);
        if (body is null)
            return problem!;
        var errors = body.Check().ToList();
        if (errors.Count > 0)
            return await JsonBody.RefuseAsync(request, errors);
        var (outcome, episode) = await acknowledgements.GiveAsync(id, body.Author.Trim(), body.Comment?.Trim(), body.Share, cancellation);
        return outcome == AcknowledgeOutcome.Given ? Answer.Json(EpisodeView.Of(episode!)) : Refuse(outcome);
    }

    private static async Task<IResult> WithdrawAsync(string id, Acknowledgements acknowledgements, CancellationToken cancellation) =>
        await acknowledgements.WithdrawAsync(id, cancellation) is var outcome && outcome == AcknowledgeOutcome.Withdrawn ? Answer.NoContent : Refuse(outcome);

    private static Problem Refuse(AcknowledgeOutcome outcome) => outcome == AcknowledgeOutcome.Measure
        ? new Problem(ProblemKind.Conflict, "This is a measure: each of its dates is told once, and there is nothing to acknowledge.")
        : Problem.NotFound("such open episode");

    private static string Key(OpenEpisode episode) => $"{episode.Source}|{episode.Series.Id}|{episode.Rule}|{episode.Measure?.Id}";

    /// <param name="Since">Period of the transition that opened it.</param>
    /// <param name="Sequence">Of its last warning.</param>
    /// <param name="Series">Of a rule on entries the source of the entry that brought the measure where it is.</param>
    /// <param name="Period">Of the newest observation; absent where there is none.</param>
    /// <param name="Measure">What a rule on entries tells of; absent for one on series.</param>
    /// <param name="Acknowledged">Who saw it.</param>
    internal sealed record EpisodeView(
        string Id, string Rule, string RuleTitle, string Source, string Series, Severity Severity, Severity Peak, Period Since, int Sequence,
        string Reason, Period? Period, double? Value, string Unit, IReadOnlyList<string> Tags, MeasureView? Measure, AcknowledgedView? Acknowledged)
    {
        public static EpisodeView Of(OpenEpisode episode) => new(
            episode.Id, episode.Rule, episode.RuleTitle, episode.Source, episode.Series.Id, episode.Severity, episode.Peak, episode.OpenedAt, episode.Sequence,
            episode.Reason, episode.Newest?.Period, episode.Newest?.Value, episode.Series.Unit, episode.Tags,
            episode.Measure is { } measure ? MeasureView.Of(measure) : null,
            episode.Acknowledged is { } acknowledged ? AcknowledgedView.Of(acknowledged) : null);
    }
}
