using Notifier.Core.Observations;
using Notifier.Core.Rules;
using Notifier.Core.Backtesting.Scoring;

namespace Notifier.Core.Tests.Backtesting.Scoring;

public sealed class ScoreboardTests
{
    private static readonly Lazy<List<PanelSeries>> Panel = new(() => [.. SharedPanel.DailyFiles().Select(file => PanelSeries.Of(new Series("s"), PriceFile.Read($"prices/{file}")))]);

    [Theory]
    // What DESIGN section 3's ladder and issue 3's examples were measured to reach on the shared daily panel.
    [InlineData("multiple(min, 365d) >= 1.5 and logreturn(90d) >= 0.25", "3", 0.89, 88.5, 0.108, 0.52)]
    [InlineData("multiple(min, 365d) >= 1.6 and logreturn(120d) >= 0.25", "1", 0.94, 105.5, 0.116, 0.51)]
    public void The_rungs_that_were_measured_before_have_the_same_scores(string when, string @for, double recall, double lead, double falseE, double precE)
    {
        var score = Score(WrittenRules.One(when, "\"keepFiringFor\":3", @for));

        Assert.Equal((recall, lead, falseE, precE), (Math.Round(score.Figures.Recall, 2), score.Figures.LeadMedian, Math.Round(score.Figures.FalseE, 3), Math.Round(score.Figures.PrecE, 2)));
        Assert.Equal((47, 601), (score.Events, Math.Round(score.SeriesYears)));
    }

    [Fact]
    public void An_early_rung_has_three_quarters_of_an_alarm_per_year_and_half_a_year_of_lead()
    {
        var score = Score(WrittenRules.One("multiple(min, 365d) >= 1.25 and logreturn(60d) >= 0.15", "\"keepFiringFor\":3"));

        Assert.Equal((0.76, 193.5), (Math.Round(score.Figures.Onsets, 2), score.Figures.LeadMedian));
    }

    [Fact]
    public void Intervals_hold_the_figure_and_are_the_same_in_each_run()
    {
        var rule = WrittenRules.One("multiple(min, 365d) >= 1.6", "\"keepFiringFor\":3");
        var (first, second) = (Score(rule), Score(rule));

        Assert.Equal(first.Intervals, second.Intervals);
        Assert.All(ScoreFigures.Names.Zip(first.Figures.Values), figure => Assert.InRange(figure.Second, first.Intervals[figure.First].Low, first.Intervals[figure.First].High));
    }

    [Fact]
    public void An_alarm_is_false_unless_a_doubling_follows_within_a_year_or_runs()
    {
        // Flat, up to 1.6 for a month and back: one alarm. Then two years later a doubling, announced 20 days before its mark.
        var history = Days([.. Flat(500, 100), .. Flat(30, 160), .. Flat(700, 100), .. Flat(20, 160), .. Flat(400, 210)]);

        var tally = Tally("multiple(min, 365d) >= 1.5", history);

        Assert.Equal((2, 1, 1), (tally.Alarms, tally.FalseE, tally.Events));
        var announced = Assert.Single(tally.Announced);
        // The smoothed price reaches the double two days after the price does.
        Assert.Equal((22, 1.6), (announced.Lead, announced.AlreadyUp));
    }

    [Fact]
    public void Each_day_of_the_counted_span_says_whether_a_doubling_follows_within_a_year()
    {
        // Marked on day 752 (smoothed); counted are days 365 to 765; it fires on days 700 to 749.
        var history = Days([.. Flat(700, 100), .. Flat(50, 160), .. Flat(196, 210)]);

        var days = Tally("value >= 150 and value < 200", history).Days;

        // A doubling is ahead on days 387 to 751.
        Assert.Equal((50, 0, 315, 36), (days.TruePositives, days.FalsePositives, days.FalseNegatives, days.TrueNegatives));
    }

    [Fact]
    public void A_weekly_series_is_judged_from_its_second_year()
    {
        var weeks = new History(Enumerable.Range(0, 120).Select(week => new Observation(Period.From(new DateOnly(1965, 1, 1).AddDays(7 * week)), week < 60 ? 1 : 2)));

        Assert.Single(SurgeEvents.Find(weeks, Frequency.Weekly, 2));
    }

    [Fact]
    public void A_pause_of_less_than_sixty_days_is_no_new_alarm()
    {
        var (paused, ended) = (Days([.. Flat(500, 100), .. Flat(10, 160), .. Flat(59, 100), .. Flat(400, 160)]), Days([.. Flat(500, 100), .. Flat(10, 160), .. Flat(60, 100), .. Flat(400, 160)]));

        // Sixty days from firing to firing are a pause.
        Assert.Equal((1, 2), (Tally("multiple(min, 365d) >= 1.5", Days([.. Flat(500, 100), .. Flat(10, 160), .. Flat(58, 100), .. Flat(400, 160)])).Alarms, Tally("multiple(min, 365d) >= 1.5", paused).Alarms));
        Assert.Equal(2, Tally("multiple(min, 365d) >= 1.5", ended).Alarms);
    }

    [Fact]
    public void A_series_that_is_too_short_or_empty_has_no_years_and_no_alarms()
    {
        var (single, none) = (Tally("value >= 1", Days([5])), Tally("value >= 1", new History()));

        Assert.Equal((0.0, 0, 0), (single.Years, single.Alarms, single.Events));
        Assert.Equal((0.0, 0, 0), (none.Years, none.Alarms, none.Events));
        Assert.True(double.IsNaN(RungScore.Of([single, none]).Figures.Onsets));
    }

    private static RungScore Score(Rule rule) => RungScore.Of([.. Panel.Value.Select(series => Scoreboard.Tally(rule, series)[0])]);

    private static RungTally Tally(string when, History history) => Scoreboard.Tally(WrittenRules.One(when), PanelSeries.Of(new Series("s"), history))[0];

    private static IEnumerable<double> Flat(int days, double value) => Enumerable.Repeat(value, days);

    private static History Days(IReadOnlyList<double> values) =>
        new(values.Select((value, day) => new Observation(Period.From(new DateOnly(2020, 1, 1).AddDays(day)), value)));
}
