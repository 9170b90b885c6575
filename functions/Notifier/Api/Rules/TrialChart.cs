using Notifier.Core.Backtesting;
using Notifier.Core.Episodes;
using Notifier.Core.Observations;
using Notifier.Core.Warnings;
using Notifier.Dashboard.Charts;

namespace Notifier.Api.Rules;

/// <summary>A history with the spans in which a rule would have fired.</summary>
internal static class TrialChart
{
    public static string Draw(Series series, History history, BacktestResult result) =>
        SvgChart.Draw(new(series, history.AsSpan().ToArray(), [.. Bands(result.States)]), ChartSize.Wide, $"backtest-{series.Id}");

    private static IEnumerable<ChartBand> Bands(IReadOnlyList<BacktestState> states)
    {
        var episode = 0;
        for (var from = 0; from < states.Count;)
        {
            var to = from + 1;
            while (to < states.Count && Firing(states[to]) == Firing(states[from]))
                to++;
            if (Firing(states[from]) is { } severity)
            {
                if (from == 0 || Firing(states[from - 1]) is null)
                    episode++;
                yield return new($"{episode}", states[from].At, to < states.Count ? states[to].At : null, severity);
            }

            from = to;
        }
    }

    private static Severity? Firing(BacktestState state) => state.Phase == RungPhase.Firing ? state.Severity : null;
}
