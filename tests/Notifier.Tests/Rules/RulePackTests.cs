using System.Globalization;
using Notifier.Core.Backtesting.Scoring;
using Notifier.Core.Observations;
using Notifier.Core.Rules;
using Notifier.Core.Tests;
using Notifier.Core.Tests.Backtesting.Scoring;
using Notifier.Core.Warnings;
using Notifier.Rules;

namespace Notifier.Tests.Rules;

public sealed class RulePackTests
{
    private static readonly Lazy<IReadOnlyList<RungScore>> Scores = new(() =>
    {
        var panel = SharedPanel.DailyFiles().Select(file => PanelSeries.Of(new Series("s"), PriceFile.Read($"prices/{file}"))).ToList();
        var tallies = panel.AsParallel().AsOrdered().Select(series => Scoreboard.Tally(Rule("commodity-surge"), series)).ToList();
        return [.. Enumerable.Range(0, 4).Select(rung => RungScore.Of([.. tallies.Select(tally => tally[rung])]))];
    });

    [Fact]
    public void Each_file_is_one_rule_of_its_name_without_a_finding()
    {
        Assert.Equal(["battery-chain-surge", "commodity-surge", "notifier-self"], RulePack.All.Select(packed => packed.Rule.Id));
        Assert.All(RulePack.All, packed => Assert.Empty(RuleDocument.Parse(packed.File).Findings));
    }

    [Fact]
    public void All_have_the_ladder_that_was_measured() =>
        Assert.Single(Prices.Select(packed => string.Join('\n', packed.Rule.Ladder.Select(rung => $"{rung.Severity} {ConditionText.Format(rung.When)} {rung.For} {rung.KeepFiringFor}"))).Distinct());

    [Fact]
    public void No_series_is_watched_by_two_of_them() =>
        Assert.DoesNotContain(
            RulePack.All.SelectMany(packed => packed.Rule.Series.Select(selector => (packed.Rule.Id, selector))),
            one => RulePack.All.Any(other => other.Rule.Id != one.Id && other.Rule.AppliesTo(one.selector.TrimEnd('*') + "x")));

    /// <summary>The bars of issue 3 on the shared daily panel.</summary>
    [Fact]
    public void The_ladder_is_early_and_rarely_wrong()
    {
        var (minor, moderate, severe) = (Scores.Value[0].Figures, Scores.Value[1].Figures, Scores.Value[2].Figures);

        Assert.True(moderate is { Recall: >= 0.92, LeadMedian: >= 100, FalseE: <= 0.115, PrecE: >= 0.50 }, moderate.ToString());
        Assert.True(minor is { LeadMedian: >= 180, Onsets: <= 0.8 }, minor.ToString());
        Assert.True(severe.PrecE >= 0.85, severe.ToString());
    }

    /// <summary>Thresholds chosen on 47 doublings must not hang on one series.</summary>
    [Fact]
    public void The_moderate_rung_holds_its_bars_with_any_one_series_left_out()
    {
        var tallies = SharedPanel.DailyFiles().AsParallel().AsOrdered()
            .Select(file => Scoreboard.Tally(Rule("commodity-surge"), PanelSeries.Of(new Series("s"), PriceFile.Read($"prices/{file}")))[1]).ToList();

        for (var left = 0; left < tallies.Count; left++)
        {
            var figures = ScoreFigures.Of([.. tallies.Where((_, at) => at != left)]);
            Assert.True(figures is { Recall: >= 0.90, LeadMedian: >= 100, FalseE: <= 0.12, PrecE: >= 0.50 }, $"without series {left}: {figures}");
        }
    }

    [Fact]
    public void The_scores_in_the_notes_are_those_that_are_measured()
    {
        foreach (var packed in Prices)
            Assert.All(Scores.Value, score => Assert.Contains(Line(score), packed.Rule.Notes));
    }

    /// <summary>Those on prices; what watches the service itself was measured on nothing.</summary>
    private static IEnumerable<PackedRule> Prices => RulePack.All.Where(packed => packed.Rule.Id != "notifier-self");

    private static Rule Rule(string id) => RulePack.All.Single(packed => packed.Rule.Id == id).Rule;

    private static string Line(RungScore score) =>
        $"{score.Severity.Word()}: onsets {Text(score, "onsets", 2)}, falseE {Text(score, "falseE", 3)}, precE {Text(score, "precE", 2)}, recall {Text(score, "recall", 2)}, lead {Text(score, "leadMedian", 0)} d, lower quartile {Text(score, "leadQ25", 0)} d";

    private static string Text(RungScore score, string figure, int digits)
    {
        var interval = score.Intervals[figure];
        return $"{Number(score.Figures.Values[ScoreFigures.Names.ToList().IndexOf(figure)])} ({Number(interval.Low)}–{Number(interval.High)})";

        string Number(double number) => Math.Round(number, digits, MidpointRounding.ToEven).ToString($"F{digits}", CultureInfo.InvariantCulture);
    }
}
