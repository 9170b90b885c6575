using Microsoft.AspNetCore.Http;
using Notifier.Api.Problems;
using Notifier.Core.Backtesting.Trials;
using Notifier.Core.Indicators;
using Notifier.Core.Observations;
using Notifier.Core.Rules;
using Notifier.Observations;

namespace Notifier.Api.Rules;

/// <summary>Runs a rule that is not saved, one looser and one stricter over the stored history, through the machines that production runs.</summary>
internal static class RuleBacktest
{
    private const int MostSeries = 20;

    // About a second of work for a ladder of four rungs with its two neighbours.
    internal const int MostObservations = 200_000;

    public static async Task<IResult> RunAsync(HttpRequest request, RuleReader reader, ObservationStore observations, CancellationToken cancellation)
    {
        var (rule, problem) = await reader.ReadAsync(request, null, cancellation);
        var (from, to, wrong) = PeriodRange.Read(request);
        if (rule is null || wrong is not null)
            return problem ?? wrong!;
        if (rule.Entry is not null || rule.Indicators().Any(indicator => indicator.ReadsEntries))
            return new Problem(ProblemKind.InvalidRule, "Rules on entries are not backtested here; use 'notifier backtest'.");
        var known = await reader.SeriesAsync(cancellation);
        var selected = known.Values.Where(series => rule.AppliesTo(series.Id)).OrderBy(series => series.Id, StringComparer.Ordinal).ToList();
        if (request.Query["series"] is { Count: > 0 } only)
        {
            var asked = only.SelectMany(ids => ids?.Split(',') ?? []).ToHashSet(StringComparer.Ordinal);
            if (asked.FirstOrDefault(id => selected.All(series => series.Id != id)) is { } unknown)
                return Problem.InvalidQuery("series", $"'{unknown}' is no series that the rule selects");
            selected = [.. selected.Where(series => asked.Contains(series.Id))];
        }

        var read = new HistoryBudget(observations, from, to, MostObservations);
        var (tried, others) = (selected.Take(MostSeries).ToList(), rule.OtherIds().Where(known.ContainsKey).Select(id => known[id]).ToList());
        var histories = await read.AllAsync(tried.Concat(others).DistinctBy(series => series.Id), cancellation);
        if (histories is null)
            return Problem.InvalidQuery(
                "from",
                $"the rule selects more than {MostObservations} observations: give 'series', 'from' or 'to', so that fewer are read");
        var beside = OtherSeries.Of(others.Select(series => (series, histories[series.Id])));
        return Answer.Json(new BacktestView(
            RuleDocumentBody.Of(rule),
            [.. tried.Select(series => BacktestSeries.Of(series, histories[series.Id], RuleTrial.WithNeighbours(rule, series, histories[series.Id], beside)))],
            selected.Count - tried.Count));
    }

    /// <param name="Rule">As it would be stored.</param>
    /// <param name="SeriesLeftOut">How many more series the rule selects.</param>
    internal sealed record BacktestView(RuleDocumentBody Rule, IReadOnlyList<BacktestSeries> Series, int SeriesLeftOut);
}
