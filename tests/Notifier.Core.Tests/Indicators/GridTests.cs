using Notifier.Core.Entries;
using Notifier.Core.Episodes;
using Notifier.Core.Indicators;
using Notifier.Core.Observations;

namespace Notifier.Core.Tests.Indicators;

/// <summary><c>weekly(…)</c> and <c>monthly(…)</c>: the last value of each period, the running one as it stands.</summary>
public sealed class GridTests
{
    // Friday the 5th closes a week; Monday the 8th to Thursday the 11th are a week with a holiday; the 15th is a Monday.
    private static readonly History Days = Readings.History(
        ("2024-01-04", 90), ("2024-01-05", 100), ("2024-01-08", 110), ("2024-01-11", 120), ("2024-01-15", 150), ("2024-02-01", 300));

    [Fact]
    public void A_week_is_its_last_observation_and_the_running_one_as_it_stands() =>
        AssertClose([null, null, 110.0 / 100, 120.0 / 100, 150.0 / 120, null], Readings.All("weekly(change(7d))", Frequency.Daily, Days), plusOne: true);

    [Fact]
    public void A_month_is_its_last_observation() =>
        AssertClose([null, null, null, null, null, 300.0 / 150], Readings.All("monthly(change(1))", Frequency.Daily, Days), plusOne: true);

    [Fact]
    public void An_indicator_on_a_grid_is_that_on_the_series_of_last_observations()
    {
        var random = new Random(7);
        var days = new History();
        for (var day = new DateOnly(2018, 1, 1); day < new DateOnly(2021, 1, 1); day = day.AddDays(random.Next(1, 5)))
            days.Append(new(Period.From(day), 100 * Math.Exp(random.NextDouble() - 0.5)));
        foreach (var text in (string[])["change(90d)", "logreturn(4)", "multiple(median, 365d)", "drawdown(all)", "runup(26)", "zscore(52)", "madz(30, 4)", "bollinger(20, up)", "donchian(12)", "volatility(90d)", "cusum(0.5)", "ewma(0.2)", "ewma(0.2, ucl)", "pagehinkley(0.005)"])
        {
            var weekly = Readings.All($"weekly({text})", Frequency.Daily, days).ToList();
            for (var index = 0; index < days.Count; index++)
            {
                var at = index;
                var weeks = new History(days.AsSpan()[..(index + 1)].ToArray()
                    .GroupBy(day => System.Globalization.ISOWeek.GetYear(day.Period.Utc) * 100 + System.Globalization.ISOWeek.GetWeekOfYear(day.Period.Utc))
                    .Select(week => new Observation(Sunday(week.Last().Period), week.Last().Value)));
                Assert.Equal(Readings.All(text, Frequency.Weekly, weeks).Last(), weekly[at]);
            }
        }
    }

    [Fact]
    public void The_reason_names_observations_that_there_are()
    {
        var reading = Readings.Newest("weekly(multiple(min, 4))", Frequency.Daily, Days);

        Assert.Equal(new Observation(Period.Parse("2024-01-05"), 100), reading.Basis);
        Assert.Equal(
            "weekly: ×3.00 of the 4-observation low 100 CNY/t (2024-01-05), limit ×2",
            Readings.Indicator("weekly(multiple(min, 4))").Describe(reading, Readings.Moment(Frequency.Daily, Days), 2, "2").English);
    }

    [Theory]
    [InlineData("weekly(multiple(min, 28d))", "2024-01-14", ReadingStatus.Value, null)]
    [InlineData("weekly(multiple(min, 364d))", "2024-01-15", ReadingStatus.InsufficientHistory, "2024-04-01")]
    [InlineData("weekly(change(14d))", "2024-01-11", ReadingStatus.InsufficientHistory, "2024-01-15")]
    [InlineData("weekly(change(14d))", "2024-01-15", ReadingStatus.Value, null)]
    [InlineData("monthly(change(30d))", "2024-01-15", ReadingStatus.InsufficientHistory, "2024-02-01")]
    [InlineData("monthly(change(30d))", "2024-02-01", ReadingStatus.Value, null)]
    public void A_rule_waits_until_there_are_enough_periods(string text, string at, ReadingStatus status, string? enough)
    {
        var reading = Readings.Gated(text, Frequency.Daily, new History(Days.AsSpan()[..(Days.IndexAtOrBefore(Period.Parse(at)) + 1)].ToArray()));

        Assert.Equal((status, enough), (reading.Status, reading.EnoughFrom?.ToString()));
    }

    [Fact]
    public void A_coarser_series_has_no_such_values() =>
        Assert.Equal("'s' is monthly: it has no weekly values", Readings.Newest("weekly(value)", Frequency.Monthly, Days).Detail);

    [Fact]
    public void A_grid_on_its_own_frequency_changes_nothing() =>
        Assert.Equal(Readings.All("change(1)", Frequency.Monthly, Days), Readings.All("monthly(change(1))", Frequency.Monthly, Readings.History(
            ("2023-08-04", 90), ("2023-09-05", 100), ("2023-10-08", 110), ("2023-11-11", 120), ("2023-12-15", 150), ("2024-02-01", 300))));

    /// <summary>What a bounded window cuts off is an error on a grid as without one, and never another number.</summary>
    [Theory]
    [InlineData("weekly(multiple(max, 10))")]
    [InlineData("weekly(change(28d))")]
    [InlineData("monthly(multiple(min, 90d))")]
    [InlineData("weekly(drawdown(all))")]
    public void A_history_cut_off_at_its_beginning_gives_the_same_number_or_none(string text)
    {
        var indicator = Readings.Indicator(text);
        var days = new History(Enumerable.Range(0, 400).Select(day => new Observation(Period.Parse("2020-01-01").Add(TimeSpan.FromDays(day)), 100 + (day * 37 % 41))));
        var known = 0;
        for (var gone = 0; gone < 395; gone++)
        {
            var kept = days.Without(gone);
            var (whole, part) = (At(days, days.Count - 1), At(kept, kept.Count - 1));
            Assert.True(part.Status != ReadingStatus.Value || (part.Number == whole.Number && part.Basis == whole.Basis), $"{text} without {gone}");
            known += part.Status == ReadingStatus.Value ? 1 : 0;
            if (indicator.OldestRead(new(new("s"), days, days.Count - 1, days.Last.Period, EntryLog.Empty)) is { } oldest && oldest >= kept[0].Period)
                Assert.Equal(ReadingStatus.Value, part.Status);
        }

        Assert.True(known > 0);

        Reading At(History history, int index) => IndicatorGate.Read(indicator, new(new("s"), history, index, history[index].Period, EntryLog.Empty));
    }

    [Theory]
    [InlineData("weekly(multiple(min, 52)) > 1", Frequency.Daily, 32 + (53 * 7))]
    [InlineData("weekly(zscore(52)) > 3", Frequency.Daily, 32 + (55 * 7))]
    [InlineData("monthly(multiple(min, 365d)) > 1", Frequency.Daily, 32 + (13 * 31))]
    [InlineData("monthly(multiple(min, 12)) > 1", Frequency.Weekly, 32 + (13 * 5))]
    public void It_says_how_many_observations_it_needs(string when, Frequency frequency, int needed) =>
        Assert.Equal(needed, WindowBound.Needed(WrittenRules.One(when), new Series("s", "", frequency)));

    private static Period Sunday(Period at) => Period.From(System.Globalization.ISOWeek.ToDateTime(
        System.Globalization.ISOWeek.GetYear(at.Utc), System.Globalization.ISOWeek.GetWeekOfYear(at.Utc), DayOfWeek.Sunday) is var sunday ? DateOnly.FromDateTime(sunday) : default);

    private static void AssertClose(IEnumerable<double?> expected, IEnumerable<double?> actual, bool plusOne) =>
        Assert.Equal(expected.Select(value => value is { } known ? Math.Round(known, 12) : (double?)null), actual.Select(value => value is { } known ? Math.Round(known + (plusOne ? 1 : 0), 12) : (double?)null));
}
