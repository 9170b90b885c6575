using Notifier.Core.Backtesting;
using Notifier.Core.Observations;
using Notifier.Dashboard.Charts;

namespace Notifier.Api.Rules;

/// <summary>A history with the spans in which a rule would have fired.</summary>
internal static class TrialChart
{
    public static string Draw(Series series, History history, BacktestResult result)
    {
        var bands = FiringSpan.Of(result.States).Select(span => new ChartBand($"{span.Episode}", span.From, span.To, span.Severity));
        return SvgChart.Draw(new(series, history.AsSpan().ToArray(), [.. bands]), ChartSize.Wide, $"backtest-{series.Id}");
    }
}
