using Notifier.Core.Backtesting.Scoring;
using Notifier.Core.Rules;

namespace Notifier.Cli.Scoring;

/// <summary>A rule with the score of each of its rungs.</summary>
internal sealed record ScoredRule(Rule Rule, IReadOnlyList<RungScore> Rungs)
{
    /// <summary>Series side by side, rungs side by side: the order of the results does not depend on which ends first.</summary>
    /// <param name="done">Told of each series that is done.</param>
    public static ScoredRule Of(Rule rule, IReadOnlyList<PanelSeries> panel, Action done)
    {
        var tallies = panel.AsParallel().AsOrdered().Select(series =>
        {
            var tally = Scoreboard.Tally(rule, series);
            done();
            return tally;
        }).ToList();
        return new(rule, [.. Enumerable.Range(0, rule.Ladder.Count).AsParallel().AsOrdered().Select(rung => RungScore.Of([.. tallies.Select(tally => tally[rung])]))]);
    }
}
