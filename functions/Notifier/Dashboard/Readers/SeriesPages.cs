using Microsoft.AspNetCore.Http;
using Notifier.Core.Episodes;
using Notifier.Core.Observations;
using Notifier.Core.Warnings;
using Notifier.Dashboard.Charts;
using Notifier.Dashboard.Pages;
using Notifier.Deliveries;
using Notifier.Episodes;
using Notifier.Observations;
using Notifier.Sources;

namespace Notifier.Dashboard.Readers;

/// <summary>Reads what the page of one series shows.</summary>
internal sealed class SeriesPages(
    SourceStore sources, ObservationStore observations, ShardCommits commits, WarningStore warnings, PageFrames frames, TimeProvider time)
{
    private const int LastValues = 30;
    private const int LastWarnings = 20;

    // A page of the store: enough episodes for any chart that can be read.
    private const int BandWarnings = 200;

    /// <returns>Null where there is no such series or range.</returns>
    public async Task<SeriesModel?> FindAsync(HttpContext context, string id, CancellationToken cancellation)
    {
        if (!ChartRange.TryParse(context.Request.Query["range"], out var range) || await sources.FindSeriesAsync(id, cancellation) is not ({ } source, { } series))
            return null;
        var chart = await ChartAsync(series.ToSeries(), range, cancellation);
        var state = await commits.FindAsync(source.Definition.Id, id, cancellation);
        var told = await warnings.ListAsync(null, id, null, LastWarnings, cancellation);
        return new(
            frames.Of(context, ""),
            time.GetUtcNow(),
            series.ToSeries(),
            source.Definition.Id,
            [SvgChart.Draw(chart, ChartSize.Wide, "wide"), SvgChart.Draw(chart, ChartSize.Narrow, "narrow")],
            chart.Description,
            [.. ChartRange.All.Select(each => new SeriesRange(each.Name, $"/series/{id}?range={each.Name}", each == range))],
            state is null ? [] : FiringCards.Of(state),
            state is null ? [] : Newest(state.Window),
            state is null ? [] : [.. state.Suspects.Reverse()],
            [.. told.Warnings.Select(stored => new WarningRow(stored.Warning, stored.Recorded))]);
    }

    public async Task<ChartModel> ChartAsync(Series series, ChartRange range, CancellationToken cancellation)
    {
        var points = await observations.ReadAsync(series.Id, cancellation: cancellation).ToListAsync(cancellation);
        if (range.Years is { } years && points.Count > 0)
        {
            var from = Period.From(points[^1].Period.Date.AddYears(-years));
            points.RemoveAll(point => point.Period < from);
        }

        var told = await warnings.ListAsync(null, series.Id, null, BandWarnings, cancellation);
        return new(series, points, Bands([.. told.Warnings.Select(stored => stored.Warning)]));
    }

    /// <summary>The episodes that the warnings tell of, cut where their severity changed.</summary>
    internal static IReadOnlyList<ChartBand> Bands(IReadOnlyList<Warning> told) =>
        [.. told.Where(warning => warning.Entry is null).GroupBy(warning => warning.Episode).SelectMany(Stretches)];

    private static IEnumerable<ChartBand> Stretches(IGrouping<string, Warning> episode)
    {
        var steps = episode.SelectMany(warning => warning.Transitions).DistinctBy(step => step.Sequence).OrderBy(step => step.Sequence).ToList();
        for (var index = 0; index < steps.Count; index++)
        {
            var step = steps[index];
            if (step.Kind != TransitionKind.Resolved)
                yield return new(episode.Key, step.AlreadySince ?? step.Period, index + 1 < steps.Count ? steps[index + 1].Period : null, step.Severity);
        }
    }

    private static List<Observation> Newest(History window)
    {
        var newest = new List<Observation>();
        for (var index = window.Count - 1; index >= 0 && newest.Count < LastValues; index--)
            newest.Add(window[index]);
        return newest;
    }
}
