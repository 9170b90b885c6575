using Microsoft.AspNetCore.Http;
using Notifier.Api.Problems;
using Notifier.Core.Backtesting;
using Notifier.Core.Entries;
using Notifier.Core.Episodes;
using Notifier.Core.Observations;
using Notifier.Core.Rules;
using Notifier.Observations;

namespace Notifier.Api.Rules;

/// <summary>Runs a rule that is not saved over the stored history, through the machines that production runs.</summary>
internal static class RuleBacktest
{
    private const int MostSeries = 20;

    public static async Task<IResult> RunAsync(HttpRequest request, RuleReader reader, ObservationStore observations, CancellationToken cancellation)
    {
        var (rule, problem) = await reader.ReadAsync(request, null, cancellation);
        var (from, to, wrong) = PeriodRange.Read(request);
        if (rule is null || wrong is not null)
            return problem ?? wrong!;
        if (rule.Entry is not null || rule.Ladder.Any(rung => rung.When.Indicators().Any(indicator => indicator.ReadsEntries)))
            return new Problem(ProblemKind.InvalidRule, "Rules on entries are not backtested here; use 'notifier backtest'.");
        var selected = (await reader.SeriesAsync(cancellation)).Values.Where(series => rule.AppliesTo(series.Id)).OrderBy(series => series.Id, StringComparer.Ordinal).ToList();
        if (request.Query["series"] is { Count: > 0 } only)
        {
            selected = [.. selected.Where(series => only.Count == 1 && series.Id == only[0])];
            if (selected.Count == 0)
                return Problem.InvalidQuery("series", "give one series that the rule selects");
        }

        var results = new List<BacktestSeries>();
        foreach (var series in selected.Take(MostSeries))
            results.Add(BacktestSeries.Of(await RunAsync(rule, series, observations, from, to, cancellation)));
        return Answer.Json(new BacktestView(RuleDocumentBody.Of(rule), results, selected.Count - results.Count));
    }

    private static async Task<BacktestResult> RunAsync(Rule rule, Series series, ObservationStore observations, Period? from, Period? to, CancellationToken cancellation)
    {
        var history = new History();
        await foreach (var observation in observations.ReadAsync(series.Id, from, to, cancellation))
            history.Append(observation);
        return Backtest.Run(rule, series, history, EntryLog.Empty);
    }

    /// <param name="Rule">As it would be stored.</param>
    /// <param name="SeriesLeftOut">How many more series the rule selects.</param>
    internal sealed record BacktestView(RuleDocumentBody Rule, IReadOnlyList<BacktestSeries> Series, int SeriesLeftOut);

    internal sealed record BacktestSeries(string Series, string Unit, BacktestSummary Summary, IReadOnlyList<Transition> Transitions)
    {
        public static BacktestSeries Of(BacktestResult result) => new(result.Series.Id, result.Series.Unit, result.Summary, result.Transitions);
    }
}
