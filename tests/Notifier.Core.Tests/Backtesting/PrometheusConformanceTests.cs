using System.Globalization;
using System.Text;
using Notifier.Core.Backtesting;
using Notifier.Core.Entries;
using Notifier.Core.Episodes;
using Notifier.Core.Observations;

namespace Notifier.Core.Tests.Backtesting;

/// <summary>
/// The states of a backtest equal those of Prometheus (ALERTS at each tick, computed by promtool) on 1,000 random daily series
/// with equal values, spikes and limits hit exactly, under rules with every operator and durations for <c>for</c> and <c>keepFiringFor</c>.
/// A day of ours is a minute of Prometheus': over days the storage behind promtool 2.42 compacts while it is asked, and one run of
/// forty misses samples that are there.
/// </summary>
public sealed class PrometheusConformanceTests
{
    private const int Rules = 100;
    private const int SeriesPerRule = 10;
    private const int Days = 60;
    private const int RulesPerCall = 25;
    private const int Limit = 10;

    private static readonly DateOnly FirstDay = new(2024, 1, 1);

    private readonly record struct AlertRule(int Number, string Operator, int ForDays, int KeepDays)
    {
        public string Prometheus => string.Create(CultureInfo.InvariantCulture, $"  - alert: r{Number}\n    expr: v{{g=\"{Number}\"}} {Operator} {Limit}\n    for: {ForDays}m\n    keep_firing_for: {KeepDays}m\n");

        public Core.Rules.Rule Ours => WrittenRules.One($"value {Operator} {Limit}", $"\"keepFiringFor\":\"{KeepDays}d\"", ForDays == 0 ? "1" : $"\"{ForDays}d\"");
    }

    [Fact]
    public void States_equal_the_alerts_of_Prometheus_at_each_tick()
    {
        Promtool.SkipWhereAbsent();
        var random = new Random(20240101);
        var folder = Directory.CreateTempSubdirectory("promtool");
        try
        {
            foreach (var rules in Enumerable.Range(0, Rules).Select(number => Rule(number, random)).Chunk(RulesPerCall))
            {
                File.WriteAllText(Path.Combine(folder.FullName, "rules.yml"), $"groups:\n- name: g\n  rules:\n{string.Concat(rules.Select(rule => rule.Prometheus))}");
                File.WriteAllText(Path.Combine(folder.FullName, "test.yml"), TestFile(rules, random));

                var differences = Promtool.Test(folder.FullName, "test.yml");
                Assert.True(differences is null, differences?[..Math.Min(differences.Length, 4000)]);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static AlertRule Rule(int number, Random random) =>
        new(number, ((string[])[">", ">=", "<", "<="])[number % 4], random.Next(0, 6), random.Next(0, 6));

    /// <summary>Walks near the limit: half the days unchanged, some exactly at the limit, a few spikes.</summary>
    private static int[] Values(Random random)
    {
        var value = random.Next(Limit - 3, Limit + 4);
        return [.. Enumerable.Range(0, Days).Select(_ => random.Next(10) switch
        {
            < 5 => value,
            < 7 => value = Limit,
            < 9 => value = Math.Clamp(value + random.Next(-2, 3), Limit - 4, Limit + 4),
            _ => Limit * random.Next(-1, 4),
        })];
    }

    private static string TestFile(AlertRule[] rules, Random random)
    {
        var inputs = new StringBuilder();
        var alerts = Enumerable.Range(0, Days).Select(_ => new StringBuilder()).ToArray();
        foreach (var rule in rules)
        {
            for (var series = 0; series < SeriesPerRule; series++)
            {
                var values = Values(random);
                inputs.Append(CultureInfo.InvariantCulture, $"  - series: 'v{{g=\"{rule.Number}\",s=\"{series}\"}}'\n    values: '{string.Join(' ', values)}'\n");
                Expect(rule, series, values, alerts);
            }
        }

        var expectations = alerts.Select((lines, day) => $"  - expr: ALERTS\n    eval_time: {day}m\n    exp_samples:\n{lines}");
        return $"rule_files: [rules.yml]\nevaluation_interval: 1m\ntests:\n- interval: 1m\n  input_series:\n{inputs}  promql_expr_test:\n{string.Concat(expectations)}";
    }

    /// <summary>What our machines say, in the words of Prometheus: inactive has no sample.</summary>
    private static void Expect(AlertRule rule, int series, int[] values, StringBuilder[] alerts)
    {
        var history = new History(values.Select((value, day) => new Observation(Period.From(FirstDay.AddDays(day)), value)));
        var states = Backtest.Run(rule.Ours, new Series("s"), history, EntryLog.Empty).States;
        for (var day = 0; day < Days; day++)
        {
            if (states[day].Phase == RungPhase.Inactive)
                continue;
            var state = states[day].Phase == RungPhase.Firing ? "firing" : "pending";
            alerts[day].Append(CultureInfo.InvariantCulture, $"    - {{labels: 'ALERTS{{alertname=\"r{rule.Number}\",alertstate=\"{state}\",g=\"{rule.Number}\",s=\"{series}\"}}', value: 1}}\n");
        }
    }
}
