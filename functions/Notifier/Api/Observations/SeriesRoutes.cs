using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Notifier.Api.Idempotency;
using Notifier.Api.Keys;
using Notifier.Api.OpenApi;
using Notifier.Api.Paging;
using Notifier.Api.Problems;
using Notifier.Core.Observations;
using Notifier.Core.Rules;
using Notifier.Core.Warnings;
using Notifier.Dashboard;
using Notifier.Dashboard.Charts;
using Notifier.Dashboard.Readers;
using Notifier.Episodes;
using Notifier.Observations;
using Notifier.Sources;

namespace Notifier.Api.Observations;

/// <summary><c>/api/series</c>: the series of all sources, their observations and charts, and the way in for values that are posted.</summary>
internal static class SeriesRoutes
{
    private const string List = "series";

    private static readonly TakesQuery[] Range = [new("from", "First period."), new("to", "Last period.")];

    public static void MapSeries(this IEndpointRouteBuilder api)
    {
        var series = api.MapGroup("/series").WithTags("Series");
        series.MapRead("", ListAsync).RequireScope(KeyScope.Read).WithName("listSeries").WithSummary("All series").WithMetadata([.. TakesQuery.Page]).Produces<Page<SeriesView>>();
        series.MapRead("/{id}", FindAsync).RequireScope(KeyScope.Read).WithName("getSeries").WithSummary("One series with its newest observation").Produces<SeriesView>();
        series.MapRead("/{id}/observations", ObservationsAsync).RequireScope(KeyScope.Read).WithName("listObservations").WithSummary("Observations, oldest first")
            .WithMetadata([.. TakesQuery.Page, .. Range]).Produces<Page<ObservationView>>();
        series.MapPost("/{id}/observations", Publishing.PostAsync).RequireScope(KeyScope.Publish).Idempotent().WithName("postObservations")
            .WithSummary("Posts observations to a series of a push source; posting the same again changes nothing")
            .Accepts<Publishing.ObservationsBody>("application/json").Produces<Publishing.PublishedView>();
        series.MapRead("/{id}/suspects", Suspects.ListAsync).RequireScope(KeyScope.Read).WithName("listSuspects").WithSummary("Values that the quality checks put aside, oldest first, with what became of each")
            .WithMetadata([.. TakesQuery.Page, .. Range]).Produces<Page<Suspects.SuspectView>>();
        series.MapPost("/{id}/suspects", Suspects.JudgeAsync).RequireScope(KeyScope.Publish).Idempotent().WithName("judgeSuspect")
            .WithSummary("Confirms or rejects a value that was put aside; a confirmed one is evaluated as if it had come now")
            .Accepts<Suspects.VerdictBody>("application/json").Produces<Publishing.PublishedView>();
        series.MapRead("/{id}/chart.svg", ChartAsync).RequireViewer().WithName("chart").WithSummary("A chart of the series as SVG")
            .WithMetadata(new TakesQuery("range", "`1y`, `3y` (default), `10y` or `all`."), new TakesQuery("size", "`wide` (default) or `narrow`.")).Produces<string>(200, "image/svg+xml");
    }

    private static async Task<IResult> ListAsync(HttpRequest request, SourceStore store, CancellationToken cancellation)
    {
        var (page, problem) = PageRequest.Read(request, List);
        if (problem is not null)
            return problem;
        var rest = (await store.ListAsync(cancellation)).SelectMany(source => source.Definition.Series.Select(series => SeriesView.Of(source, series)))
            .OrderBy(series => series.Id, StringComparer.Ordinal).Where(series => string.CompareOrdinal(series.Id, page.After) > 0).ToList();
        var items = rest.Take(page.Limit).ToList();
        return Answer.Json(new Page<SeriesView>(items, PageRequest.Next(List, items.LastOrDefault()?.Id, rest.Count > items.Count)));
    }

    private static async Task<IResult> FindAsync(string id, SourceStore store, ShardCommits commits, CancellationToken cancellation)
    {
        if (await store.FindSeriesAsync(id, cancellation) is not ({ } source, { } series))
            return Problem.NotFound("such series");
        var state = await commits.FindAsync(source.Definition.Id, id, cancellation);
        return Answer.Json(SeriesView.Of(source, series) with { Newest = state is { Window.Count: > 0 } ? state.Window[state.Window.Count - 1] : null, Rules = state is null ? null : [.. state.Rules.Select(rule => new SeriesRuleView(rule.Key, rule.Value.Told, rule.Value.LastOutcome, rule.Value.LastReason)).OrderBy(rule => rule.Rule, StringComparer.Ordinal)] });
    }

    private static async Task<IResult> ObservationsAsync(string id, HttpRequest request, SourceStore store, ObservationStore observations, CancellationToken cancellation)
    {
        var list = $"observations {id}";
        var (page, problem) = PageRequest.Read(request, list);
        var (from, to, wrong) = PeriodRange.Read(request);
        if ((problem ?? wrong) is { } refused)
            return refused;
        if (await store.FindSeriesAsync(id, cancellation) is (null, _))
            return Problem.NotFound("such series");
        if (page.After is not null && Period.TryParse(page.After, out var after))
            from = after;
        var found = await observations.ReadNotedAsync(id, from, to, cancellation)
            .Where(observation => page.After is null || observation.Period > from).Take(page.Limit + 1).ToListAsync(cancellation);
        var items = found.Take(page.Limit).ToList();
        return Answer.Json(new Page<ObservationView>([.. items.Select(ObservationView.Of)], PageRequest.Next(list, items.Count == 0 ? null : items[^1].Period.ToString(), found.Count > items.Count)));
    }

    private static async Task<IResult> ChartAsync(string id, HttpRequest request, SeriesPages pages, SourceStore store, CancellationToken cancellation)
    {
        var size = request.Query["size"].ToString() switch { "" or "wide" => ChartSize.Wide, "narrow" => ChartSize.Narrow, _ => null };
        if (size is null)
            return Problem.InvalidQuery("size", "give wide or narrow");
        if (!ChartRange.TryParse(request.Query["range"], out var range))
            return Problem.InvalidQuery("range", "give 1y, 3y, 10y or all");
        if (await store.FindSeriesAsync(id, cancellation) is not (not null, { } series))
            return Problem.NotFound("such series");
        var chart = await pages.ChartAsync(series.ToSeries(), range, cancellation);
        return Results.Content(SvgChart.Draw(chart, size, "chart"), "image/svg+xml; charset=utf-8");
    }

    /// <param name="Note">What else is to be known of it: the futures contract that a value of the kind <c>gfex</c> is of, and how it follows on the one before.</param>
    internal sealed record ObservationView(Period Period, double Value, string? Note)
    {
        public static ObservationView Of(NotedObservation noted) => new(noted.Period, noted.Observation.Value, noted.Roll is { } roll ? $"{noted.Note}{(noted.Note is null ? "" : "; ")}{RollText.Words(roll)}" : noted.Note);
    }

    /// <param name="Severity">What fires; absent where nothing does.</param>
    /// <param name="Outcome">Of the last evaluation: <c>met</c>, <c>notMet</c>, <c>noData</c>, <c>insufficientHistory</c> or <c>error</c>.</param>
    /// <param name="Reason">Its numbers, or what is missing and when it will be enough.</param>
    internal sealed record SeriesRuleView(string Rule, Severity? Severity, EvaluationOutcome Outcome, string Reason);

    /// <param name="Newest">Only where one series is asked for, as <paramref name="Rules"/>.</param>
    internal sealed record SeriesView(string Id, string Source, string Unit, Frequency Frequency, string? Calendar, Observation? Newest = null, IReadOnlyList<SeriesRuleView>? Rules = null)
    {
        public static SeriesView Of(StoredSource source, SourceSeries series) =>
            new(series.Id, source.Definition.Id, series.Unit, series.Frequency, series.Calendar.Length == 0 ? null : series.Calendar);
    }
}
