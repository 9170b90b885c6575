using Microsoft.AspNetCore.Http;
using Notifier.Core.Episodes;
using Notifier.Core.Observations;
using Notifier.Dashboard.Charts;
using Notifier.Dashboard.Pages;
using Notifier.Episodes;
using Notifier.Sources;
using Notifier.Subscriptions;

namespace Notifier.Dashboard.Readers;

/// <summary>Reads what the first page shows.</summary>
internal sealed class OverviewPages(
    SourceStates sources, ShardCommits commits, WarningPages warnings, FiringCards firing, PublicLinks links, PageFrames frames, TimeProvider time)
{
    // A page to look at, not to page through: beyond these the API lists.
    private const int MostFiring = 48;
    private const int MostSeries = 60;
    private const int LastWarnings = 10;

    private static readonly TimeSpan Month = TimeSpan.FromDays(30);

    public async Task<OverviewModel> ReadAsync(HttpContext context, CancellationToken cancellation)
    {
        var listed = await sources.ReadAsync(cancellation);
        var all = listed.Select(one => one.Source).ToList();
        var series = await SeriesAsync(all, cancellation);
        return new(
            frames.Of(context, "/"),
            time.GetUtcNow(),
            links.Base,
            await firing.AllAsync(MostFiring, cancellation),
            series,
            all.Sum(source => source.Definition.Series.Count) - series.Count,
            await warnings.LastAsync(null, LastWarnings, cancellation),
            [.. listed.Select(one => one.Row)]);
    }

    private async Task<IReadOnlyList<SeriesCard>> SeriesAsync(IReadOnlyList<StoredSource> all, CancellationToken cancellation)
    {
        var cards = new List<SeriesCard>();
        foreach (var source in all)
        {
            await foreach (var state in commits.ReadAsync(source.Definition.Id, cancellation))
            {
                if (cards.Count == MostSeries)
                    return cards;
                if (state.Window.Count > 0)
                    cards.Add(Card(source.Definition.Id, state));
            }
        }

        return cards;
    }

    private static SeriesCard Card(string source, SeriesState state)
    {
        // As rules see it: a roll of the futures contract is no change of the price.
        var (window, series) = (state.Window.SeenFrom(state.Window.Count - 1), state.Series);
        var newest = window[window.Count - 1];
        // A year is the shape that a reader knows the series by.
        var from = Period.From(newest.Period.Date.AddYears(-1));
        var shown = Enumerable.Range(0, window.Count).Select(index => window[index]).Where(observation => observation.Period >= from).ToList();
        return new(
            series.Id, source, NumberText.Of(newest.Value), series.Unit, newest.Period.ToString(), Change(window, newest), Sparkline.Draw(shown),
            state.Rules.Values.Max(rule => rule.Told));
    }

    private static string? Change(History window, Observation newest)
    {
        var index = window.IndexAtOrBefore(Period.From(newest.Period.Date.AddDays(-Month.Days)));
        return index >= 0 && window[index].Value > 0 && newest.Value > 0 ? NumberText.Change((newest.Value / window[index].Value) - 1) : null;
    }
}
