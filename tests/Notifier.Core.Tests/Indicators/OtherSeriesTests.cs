using Notifier.Core.Backtesting;
using Notifier.Core.Entries;
using Notifier.Core.Episodes;
using Notifier.Core.Indicators;
using Notifier.Core.Observations;
using Notifier.Core.Rules;
using Notifier.Core.Warnings;

namespace Notifier.Core.Tests.Indicators;

/// <summary><c>gap</c>, <c>spread</c> and <c>ratio</c>: a series against another one, read by its last observation that is young enough.</summary>
public sealed class OtherSeriesTests
{
    private static readonly Series Spot = new("spot", "CNY/t");
    private static readonly Series Futures = new("futures", "CNY/t");
    private static readonly History SpotHistory = Readings.History(("2024-01-01", 100), ("2024-01-31", 110), ("2024-02-01", 121));
    private static readonly History FuturesHistory = Readings.History(("2023-12-31", 80), ("2024-01-30", 100), ("2024-02-02", 999));

    [Theory]
    [InlineData("spread(futures)", 21)]
    [InlineData("ratio(futures)", 1.21)]
    public void It_reads_the_other_at_or_before_the_time_evaluated(string text, double expected)
    {
        var reading = Read(text);

        Assert.Equal(expected, reading.Number, 12);
        Assert.Equal([new CitedObservation("futures", Period.Parse("2024-01-30"), 100)], reading.Cited!);
    }

    [Fact]
    public void A_gap_measures_each_growth_from_its_own_observations()
    {
        var reading = Read("gap(futures, 30d)");

        Assert.Equal(Math.Log(1.21) - Math.Log(1.25), reading.Number, 12);
        Assert.Equal([new("futures", Period.Parse("2023-12-31"), 80), new CitedObservation("futures", Period.Parse("2024-01-30"), 100)], reading.Cited!);
    }

    [Theory]
    [InlineData(Frequency.Intraday, 2)]
    [InlineData(Frequency.Daily, 10)]
    [InlineData(Frequency.Weekly, 21)]
    [InlineData(Frequency.Monthly, 62)]
    [InlineData(Frequency.Quarterly, 190)]
    [InlineData(Frequency.Yearly, 740)]
    public void An_observation_that_is_too_old_says_nothing(Frequency frequency, int days)
    {
        var series = Futures with { Frequency = frequency };
        var (last, history) = (Period.Parse("2020-01-01"), Readings.History(("2020-01-01", 1)));

        Assert.Equal(ReadingStatus.Value, At(days).Status);
        Assert.Equal($"the last observation of 'futures' is of 2020-01-01, more than {days} days before {last.Add(TimeSpan.FromDays(days + 1))}", At(days + 1).Detail);

        Reading At(int after)
        {
            var own = new History([new(last.Add(TimeSpan.FromDays(after)), 3)]);
            return Readings.Indicator("ratio(futures)").Read(new(Spot, own, 0, own.Last.Period, EntryLog.Empty, OtherSeries.Of([(series, history)])));
        }
    }

    [Theory]
    [InlineData("ratio(nickel)", "there is no series 'nickel'")]
    [InlineData("ratio(late)", "'late' has no observation up to 2024-02-01")]
    [InlineData("ratio(dollar)", null)]
    [InlineData("spread(dollar)", "'spot' is in CNY/t, but 'dollar' in USD/t: units are never converted silently")]
    [InlineData("ratio(negative)", "-1 CNY/t of negative (2024-02-01) is not positive: no ratio")]
    [InlineData("gap(negative, 30d)", "'negative': -1 CNY/t is not positive: no logarithm")]
    [InlineData("spread(spot)", "'spot' is compared with itself")]
    public void What_cannot_be_read_is_named(string text, string? detail) => Assert.Equal(detail, Read(text).Detail);

    [Fact]
    public void Without_other_series_there_is_no_data() =>
        Assert.Equal("there is no series 'futures'", Readings.Indicator("ratio(futures)").Read(Newest(null)).Detail);

    [Fact]
    public void A_history_of_the_other_that_is_too_short_is_not_enough() =>
        Assert.Equal(ReadingStatus.InsufficientHistory, Read("gap(late-start, 30d)").Status);

    [Theory]
    [InlineData("spread(futures) >= 20 CNY/t", "21 CNY/t above 100 CNY/t of futures (2024-01-30), limit 20 CNY/t")]
    [InlineData("ratio(futures) > 1.2", "×1.21 of 100 CNY/t of futures (2024-01-30), limit ×1.2")]
    [InlineData("gap(futures, 30d) < 0", "gap -0.0325 in 30 days: log return 0.191 from 100 CNY/t (2024-01-01) against 0.223 to 100 CNY/t of futures (2024-01-30), limit 0")]
    public void The_reason_names_the_other_observation(string condition, string reason) =>
        Assert.Equal(reason, ConditionEvaluation.Explain(WrittenRules.One(condition).Ladder[0].When, Newest(Others())).Reason);

    [Fact]
    public void A_rule_says_which_other_series_it_reads() =>
        Assert.Equal(["a", "b", "c"], WrittenRules.One("ratio(b) > 1 and vote(1, ratio(c) > 1, value > gap(a, 7d)) or spread(a) > 1".Replace("value >", "change(7d) >", StringComparison.Ordinal)).OtherIds());

    [Fact]
    public void A_warning_carries_the_observations_of_both()
    {
        var rule = WrittenRules.Parse("""{"id":"r","series":"spot","ladder":[{"severity":"severe","when":"ratio(futures) > 1.2"}]}""");
        var commit = SeriesCommit.Advance(SeriesState.New(Spot), [rule], [.. SpotHistory.AsSpan()], EntryLog.Empty, others: Others());

        var warning = Assert.Single(commit.Warnings);
        var cited = new CitedObservation("futures", Period.Parse("2024-01-30"), 100);
        Assert.Equal([cited], warning.Inputs.Others!);
        Assert.Equal([cited], WarningJson.Read(WarningJson.Write(warning)).Inputs.Others!);
        Assert.Equal(["opened", "resolved", "opened"], Backtest.Run(rule, Spot, SpotHistory, EntryLog.Empty, Others()).Transitions.Select(transition => transition.Kind.Word()));
    }

    /// <summary>Computed by the reference: ln growth of electric cars sold minus ln growth of lithium mined, year by year.</summary>
    [Fact]
    public void The_gap_of_demand_and_supply_is_that_of_the_reference()
    {
        var rows = PriceFile.Rows("prices/yearly/lithium_supply_demand_gap.csv").ToList();
        var (sales, minerals) = (Yearly(rows, 1), Yearly(rows, 2));
        var others = OtherSeries.Of([(new Series("li-minerals", "t", Frequency.Yearly), minerals)]);
        var gap = Readings.Indicator("gap(li-minerals, 365d)");
        var compared = 0;
        foreach (var row in rows.Where(row => row[5].Length > 0))
        {
            var index = sales.IndexAtOrBefore(Period.Parse($"{row[0]}-12-31"));
            var reading = gap.Read(new(new("ev-sales", "", Frequency.Yearly), sales, index, sales[index].Period, EntryLog.Empty, others));
            // The file has eight digits.
            Assert.Equal(PriceFile.Number(row[5])!.Value, reading.Number, 2e-7);
            compared++;
        }

        Assert.True(compared >= 10);
    }

    private static History Yearly(IEnumerable<string[]> rows, int column) => new(
        rows.Where(row => row[column].Length > 0).Select(row => new Observation(Period.Parse($"{row[0]}-12-31"), PriceFile.Number(row[column])!.Value)));

    private static Reading Read(string text) => Readings.Indicator(text).Read(Newest(Others()));

    private static Moment Newest(OtherSeries? others) => new(Spot, SpotHistory, 2, SpotHistory.Last.Period, EntryLog.Empty, others);

    private static OtherSeries Others() => OtherSeries.Of(
    [
        (Futures, FuturesHistory),
        (new("late", "CNY/t"), Readings.History(("2024-02-02", 5))),
        (new("late-start", "CNY/t"), Readings.History(("2024-01-25", 5), ("2024-02-01", 6))),
        (new("dollar", "USD/t"), Readings.History(("2024-02-01", 5))),
        (new("negative", "CNY/t"), Readings.History(("2024-01-01", 5), ("2024-02-01", -1))),
    ]);
}
