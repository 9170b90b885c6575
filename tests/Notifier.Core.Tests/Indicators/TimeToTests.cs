using Notifier.Core.Indicators;
using Notifier.Core.Observations;
using Notifier.Core.Rules;

namespace Notifier.Core.Tests.Indicators;

/// <summary><c>timeto(limit, w)</c>: when a limit is reached if the growth of the window goes on.</summary>
public sealed class TimeToTests
{
    private static readonly History Rising = Readings.History(("2024-01-01", 100), ("2024-01-11", 115), ("2024-01-31", 121));

    [Theory]
    [InlineData("timeto(242, 30d)", 109.08811)] // 30 ln 2 / ln 1.21
    [InlineData("timeto(121, 30d)", 0)]
    [InlineData("timeto(105, 30d)", 0)] // the growth of the window has carried it over
    [InlineData("timeto(242, 2)", 109.08811)]
    public void It_is_the_logarithm_left_by_the_growth_per_day(string text, double expected) =>
        Assert.Equal(expected, Readings.Newest(text, Frequency.Daily, Rising).Number, 4);

    [Theory]
    [InlineData("timeto(50, 30d)", "121 CNY/t is not approaching 50 CNY/t")]
    [InlineData("timeto(500 USD/t, 30d)", "the series is in CNY/t, not USD/t: units are never converted silently")]
    public void Where_growth_does_not_lead_there_is_no_time(string text, string detail) =>
        Assert.Equal(detail, Readings.Newest(text, Frequency.Daily, Rising).Detail);

    [Fact]
    public void A_fall_leads_down() =>
        Assert.Equal(Math.Log(0.5) / (Math.Log(0.9) / 10), Readings.Newest("timeto(45, 10d)", Frequency.Daily, Readings.History(("2024-01-01", 100), ("2024-01-11", 90))).Number, 10);

    [Fact]
    public void What_does_not_move_arrives_nowhere() =>
        Assert.Equal(ReadingStatus.NoData, Readings.Newest("timeto(200, 10d)", Frequency.Daily, Readings.History(("2024-01-01", 100), ("2024-01-11", 100))).Status);

    [Theory]
    [InlineData("2024-01-31", "2024-02-29", "2024-03-31", Frequency.Monthly)]
    [InlineData("2021-12-31", "2022-12-31", "2023-12-31", Frequency.Yearly)]
    [InlineData("2024-01-05", "2024-01-12", "2024-01-18", Frequency.Weekly)]
    public void Coarser_series_count_whole_periods(string first, string second, string third, Frequency frequency) =>
        Assert.Equal(4, Readings.Newest("timeto(400, 1)", frequency, Readings.History((first, 50), (second, 70.710678118654755), (third, 100))).Number, 10);

    [Theory]
    [InlineData("timeto(242, 30d) <= 110d", Frequency.Daily, EvaluationOutcome.Met, "at the pace of 30 days 242 CNY/t in about 109 days (68.3–271), limit 110d")]
    [InlineData("timeto(242 CNY/t, 30d) <= 109", Frequency.Daily, EvaluationOutcome.NotMet, "at the pace of 30 days 242 CNY/t in about 109.1 days (68.3–271), limit 109")]
    [InlineData("timeto(105, 30d) <= 60d", Frequency.Daily, EvaluationOutcome.Met, "105 CNY/t is reached, limit 60d")]
    [InlineData("monthly(timeto(242, 30d)) <= 60d", Frequency.Daily, EvaluationOutcome.InsufficientHistory, "monthly(timeto(242, 30d)): the history is too short, enough from 2024-02-01")]
    public void A_rule_compares_it_with_a_duration(string condition, Frequency frequency, EvaluationOutcome outcome, string reason)
    {
        var evaluation = ConditionEvaluation.Explain(WrittenRules.One(condition).Ladder[0].When, Readings.Moment(frequency, Rising));

        Assert.Equal((outcome, reason), (evaluation.Outcome, evaluation.Reason));
    }

    /// <summary>On a monthly series 90 days are three months, on either side of the comparison.</summary>
    [Theory]
    [InlineData("<= 90d", EvaluationOutcome.Met)]
    [InlineData("<= 60d", EvaluationOutcome.NotMet)]
    [InlineData("<= 3", EvaluationOutcome.Met)]
    public void A_duration_is_whole_periods_on_a_coarser_series(string limit, EvaluationOutcome outcome)
    {
        var months = Readings.History(("2024-01-31", 100), ("2024-02-29", 110), ("2024-03-31", 121));

        Assert.Equal(outcome, ConditionEvaluation.Judge(WrittenRules.One($"timeto(160, 60d) {limit}").Ladder[0].When, Readings.Moment(Frequency.Monthly, months)));
        Assert.Equal(outcome, ConditionEvaluation.Judge(WrittenRules.One($"monthly(timeto(160, 60d)) {limit}").Ladder[0].When, Readings.Moment(Frequency.Daily, months)));
    }

    [Fact]
    public void The_band_follows_from_the_scatter_of_the_returns()
    {
        var moment = Readings.Moment(Frequency.Weekly, Readings.History(("2024-01-05", 100), ("2024-01-12", 104), ("2024-01-19", 105), ("2024-01-26", 112)));
        double[] returns = [Math.Log(1.04), Math.Log(105.0 / 104), Math.Log(112.0 / 105)];
        var mean = returns.Average();
        var error = Math.Sqrt(returns.Sum(value => Math.Pow(value - mean, 2)) / 2) / Math.Sqrt(3);

        var band = new TimeToIndicator(150, "", Window.OfCount(3)).Band(moment)!.Value;

        Assert.Equal(Math.Log(150.0 / 112) / (mean + (1.2816 * error)), band.Earliest, 10);
        Assert.Equal(Math.Log(150.0 / 112) / (mean - (1.2816 * error)), band.Latest!.Value, 10);
    }

    [Fact]
    public void A_growth_that_may_be_none_has_an_open_end()
    {
        var moment = Readings.Moment(Frequency.Daily, Readings.History(("2024-01-01", 100), ("2024-01-02", 120), ("2024-01-03", 90), ("2024-01-04", 103)));

        Assert.Null(new TimeToIndicator(150, "", Window.OfCount(3)).Band(moment)!.Value.Latest);
        Assert.EndsWith("+), limit 60", new TimeToIndicator(150, "", Window.OfCount(3)) is var timeTo ? timeTo.Describe(timeTo.Read(moment), moment, 60, "60").English : "", StringComparison.Ordinal);
    }

    [Fact]
    public void Its_text_is_read_again()
    {
        Assert.Equal("timeto(500000 CNY/t, 90d)", Readings.Indicator("timeto( 500000  CNY/t,90d )").Text);
        Assert.Equal("timeto(70 'index points', 12)", Readings.Indicator("timeto(70 \"index points\",12)").Text);
        Assert.Equal("timeto(70 'value', 12)", Readings.Indicator("timeto(70 'value', 12)").Text);
    }
}
