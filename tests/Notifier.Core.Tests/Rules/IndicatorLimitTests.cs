using Notifier.Core.Indicators;
using Notifier.Core.Observations;
using Notifier.Core.Rules;
using Notifier.Core.Tests.Indicators;

namespace Notifier.Core.Tests.Rules;

/// <summary>Comparisons of one indicator with another: both are read, and both numbers are told.</summary>
public sealed class IndicatorLimitTests
{
    private static readonly History Rising = Readings.History(("2024-01-01", 10), ("2024-01-08", 11), ("2024-01-15", 14));

    [Theory]
    [InlineData("change(7d) > change(14d)", EvaluationOutcome.NotMet, "+27.3% in 7 days from 11 CNY/t (2024-01-08), limit +40% (change(14d))")]
    [InlineData("change(14d) >= logreturn(14d)", EvaluationOutcome.Met, "+40.0% in 14 days from 10 CNY/t (2024-01-01), limit +33.64722% (logreturn(14d))")]
    [InlineData("multiple(min, 30d) <= multiple(max, 30d)", EvaluationOutcome.NotMet, "×1.40 of the 30-day low 10 CNY/t (2024-01-01), limit ×1 (multiple(max, 30d))")]
    [InlineData("multiple(max, 30d) <= change(60d)", EvaluationOutcome.InsufficientHistory, "change(60d): the history is too short, enough from 2024-03-01")]
    [InlineData("change(3d) > change(60d)", EvaluationOutcome.InsufficientHistory, "change(3d): no positive value between 2024-01-11 and 2024-01-12 to compare with; change(60d): the history is too short, enough from 2024-03-01")]
    public void Both_sides_are_read(string condition, EvaluationOutcome outcome, string reason)
    {
        var evaluation = ConditionEvaluation.Explain(WrittenRules.One(condition).Ladder[0].When, Readings.Moment(Frequency.Daily, Rising));

        Assert.Equal((outcome, reason), (evaluation.Outcome, evaluation.Reason));
    }

    [Fact]
    public void The_observations_of_both_sides_are_cited()
    {
        var evaluation = ConditionEvaluation.Explain(WrittenRules.One("change(7d) < change(14d)").Ladder[0].When, Readings.Moment(Frequency.Daily, Rising));

        Assert.Equal(Rising.AsSpan().ToArray(), evaluation.Observations);
    }

    [Fact]
    public void A_rule_reads_the_windows_of_both_sides() =>
        Assert.Equal(["change(7d)", "logreturn(90d)"], WrittenRules.One("change(7d) > logreturn(90d)").Indicators().Select(indicator => indicator.Text));

    /// <summary>Rounded for reading, but never across the other number.</summary>
    [Theory]
    [InlineData(71203.333333333333, 72500, 71203.33)]
    [InlineData(71203.333333333333, 71203.33, 71203.333)]
    [InlineData(1.00000000000001, 1, 1.00000000000001)]
    public void A_limit_stays_on_its_side(double limit, double number, double rounded) => Assert.Equal(rounded, NumberText.Rounded(limit, number));
}
