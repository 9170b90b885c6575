using System.Globalization;
using System.Text;
using Notifier.Core.Backtesting.Scoring;
using Notifier.Core.Observations;
using Notifier.Core.Rules;

namespace Notifier.Benchmarks.Backtesting.Scoring;

/// <summary>Whether a rule on the future warns of the spot price's doublings earlier than the same rule on the spot price itself.</summary>
internal static class FuturesBeforeSpot
{
    private static readonly (string Spot, string Future)[] Pairs =
        [("henry_hub_eia_spot.csv", "natgas_nymex_fut_investing.csv"), ("brent_eia_spot.csv", "brent_ice_fut_investing.csv")];

    public static void Run(string ruleFile)
    {
        var rule = RuleDocument.Parse(File.ReadAllBytes(ruleFile)).Rules[0];
        foreach (var (spotFile, futureFile) in Pairs)
        {
            var (spot, future) = (SharedPanels.File($"daily/{spotFile}"), SharedPanels.File($"daily/{futureFile}"));
            var doublings = SurgeEvents.Find(spot, Frequency.Daily, 2).Where(surge => surge.Trough.Period >= future[0].Period.Add(TimeSpan.FromDays(365))).ToList();
            foreach (var rung in rule.Ladder)
                Console.WriteLine($"{spotFile} {rung.Severity}: {Leads(rule, rung, spot, doublings)} on the spot price, {Leads(rule, rung, future, doublings)} on the future (days before {doublings.Count} doublings)");
        }
    }

    private static string Leads(Rule rule, Rung rung, History history, IReadOnlyList<SurgeEvent> doublings)
    {
        var tally = Scoreboard.Tally(rule with { Ladder = [rung] }, new(new Series("s"), history, doublings))[0];
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{tally.Announced.Count}: ");
        return text.AppendJoin(' ', tally.Announced.Select(one => one.Lead.ToString("0", CultureInfo.InvariantCulture))).ToString();
    }
}
