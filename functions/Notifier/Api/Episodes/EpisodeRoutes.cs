using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Notifier.Api.Keys;
using Notifier.Api.OpenApi;
using Notifier.Api.Paging;
using Notifier.Core.Observations;
using Notifier.Core.Warnings;
using Notifier.Episodes;

namespace Notifier.Api.Episodes;

/// <summary><c>/api/episodes</c>: what fires now.</summary>
internal static class EpisodeRoutes
{
    private const string List = "episodes";

    public static void MapEpisodes(this IEndpointRouteBuilder api) => api.MapRead("/episodes", ListAsync)
        .RequireScope(KeyScope.Read).WithTags("Warnings").WithName("listEpisodes").WithSummary("Open episodes, by source, series and rule; those of rules on entries with their measure")
        .WithMetadata([.. TakesQuery.Page]).Produces<Page<EpisodeView>>();

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

    private static string Key(OpenEpisode episode) => $"{episode.Source}|{episode.Series.Id}|{episode.Rule}|{episode.Measure?.Id}";

    /// <param name="Since">Period of the transition that opened it.</param>
    /// <param name="Sequence">Of its last warning.</param>
    /// <param name="Series">Of a rule on entries the source of the entry that brought the measure where it is.</param>
    /// <param name="Period">Of the newest observation; absent where there is none.</param>
    /// <param name="Measure">What a rule on entries tells of; absent for one on series.</param>
    internal sealed record EpisodeView(
        string Id, string Rule, string RuleTitle, string Source, string Series, Severity Severity, Severity Peak, Period Since, int Sequence,
        string Reason, Period? Period, double? Value, string Unit, IReadOnlyList<string> Tags, MeasureView? Measure)
    {
        public static EpisodeView Of(OpenEpisode episode) => new(
            episode.Id, episode.Rule, episode.RuleTitle, episode.Source, episode.Series.Id, episode.Severity, episode.Peak, episode.OpenedAt, episode.Sequence,
            episode.Reason, episode.Newest?.Period, episode.Newest?.Value, episode.Series.Unit, episode.Tags,
            episode.Measure is { } measure ? MeasureView.Of(measure) : null);
    }
}
