using Notifier.Core.Observations;
using Notifier.Core.Observations.Calendars;
using Notifier.Core.Tests.Indicators;
using Notifier.Core.Tests.Episodes;

namespace Notifier.Core.Tests.Observations;

/// <summary>Holidays are known, and no gap.</summary>
public sealed class TradingCalendarTests
{
    [Theory]
    [InlineData("cn-exchange", "2024-10-01 2024-10-07 2024-02-09 2026-02-16 2025-05-05", "2024-09-30 2024-10-08 2026-02-13 2026-09-24")]
    [InlineData("shfe", "2024-10-12 2024-09-29", "2024-10-11")]
    [InlineData("cn", "2024-10-01 2024-10-05", "2024-10-12 2024-09-29 2024-02-09 2026-10-10")]
    [InlineData("us", "2024-03-29 2024-06-19 2024-11-28 2026-07-03 2021-12-24 2023-01-02 2024-05-27", "2021-06-18 2021-12-31 2024-12-24 2024-04-01")]
    [InlineData("lme", "2022-06-02 2022-06-03 2022-09-19 2023-05-08 2020-05-08 2021-12-27 2021-12-28 2022-12-27 2022-01-03 2024-04-01", "2020-05-04 2022-05-30 2024-12-24")]
    [InlineData("ecb", "2024-05-01 2024-12-26 2024-03-29 2024-04-01", "2024-05-09 2024-12-24")]
    [InlineData("weekdays", "2024-10-05 2024-10-06", "2024-10-01 2024-12-25")]
    public void A_calendar_knows_its_days(string id, string closed, string open)
    {
        var calendar = TradingCalendars.Find(id)!;

        Assert.All(closed.Split(' '), day => Assert.False(calendar.IsOpen(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)), day));
        Assert.All(open.Split(' '), day => Assert.True(calendar.IsOpen(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)), day));
    }

    [Theory]
    [InlineData(2027, "0205 0208-0212", "0129 0215")]
    [InlineData(2028, "0125-0126 0404 0503 0528-0528 1003", "0202 0405")]
    [InlineData(2033, "0131 0201-0204", "0128 0207")]
    public void A_year_that_is_not_announced_yet_follows_from_the_lunar_calendar(int year, string closed, string open)
    {
        var calendar = TradingCalendars.Find("cn-exchange")!;

        Assert.All(Days(year, closed), day => Assert.False(calendar.IsOpen(day), day.ToString("O", System.Globalization.CultureInfo.InvariantCulture)));
        Assert.All(Days(year, open), day => Assert.True(calendar.IsOpen(day), day.ToString("O", System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void The_chinese_futures_of_the_panel_trade_on_the_days_of_the_calendar()
    {
        var series = Directory.GetFiles(SharedData.PathOf("prices/cn_futures_daily")).Select(file => PriceFile.Read(file).AsSpan().ToArray().Select(one => one.Period.Date).ToHashSet()).ToList();
        var calendar = TradingCalendars.Find("cn-exchange")!;
        var (wrong, days) = (new List<string>(), 0);
        for (var day = new DateOnly(2012, 1, 1); day <= new DateOnly(2026, 8, 21); day = day.AddDays(1))
        {
            var active = series.Where(one => one.Min() <= day && one.Max() >= day).ToList();
            var traded = active.Count(one => one.Contains(day)) >= 0.9 * active.Count;
            days++;
            if (traded && !calendar.IsOpen(day))
                wrong.Add($"{day:O} traded");
            if (calendar.IsOpen(day) && active.All(one => !one.Contains(day)))
                wrong.Add($"{day:O} rested");
        }

        Assert.True(days > 5_000);
        // The source lacks this day altogether; the exchanges traded on it.
        Assert.Equal(["2019-04-22 rested"], wrong);
    }

    [Fact]
    public void Easter_moves_as_the_church_says()
    {
        Assert.Equal(
            ["2008-03-23", "2011-04-24", "2016-03-27", "2024-03-31", "2025-04-20", "2026-04-05", "2038-04-25"],
            new[] { 2008, 2011, 2016, 2024, 2025, 2026, 2038 }.Select(year => MovingDays.Easter(year).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Age_is_counted_in_trading_time()
    {
        var history = Readings.History(("2024-09-27", 1), ("2024-09-30", 1));

        Assert.Equal(8 + 5 / 1440.0, Age("", "2024-10-08T00:05:00Z"), 9);
        Assert.Equal(1 + 5 / 1440.0, Age("cn-exchange", "2024-10-08T00:05:00Z"), 9);
        Assert.Equal(1, Age("cn-exchange", "2024-10-07T23:00:00Z"), 9);

        double Age(string calendar, string at) => Readings.Indicator("age")
            .Read(Readings.Moment(Frequency.Daily, history, at) with { Series = new("s", "CNY/t", Frequency.Daily, calendar) }).Number;
    }

    [Fact]
    public void Golden_Week_is_no_age_no_missing_base_and_no_reset()
    {
        var series = new WatchedSeries(new Series("s", "CNY/t", Frequency.Daily, "gfex"), WrittenRules.One("age > 2d"));
        Assert.Empty(series.Feed("2024-09-28", 1, 1, 1));
        Assert.Empty(series.Tick("2024-10-08T00:05:00Z"));
        Assert.NotEmpty(series.Tick("2024-10-11T00:05:00Z"));

        var history = Readings.History(("2024-09-27", 100), ("2024-09-30", 100), ("2024-10-08", 150), ("2024-10-09", 150));
        var moment = Readings.Moment(Frequency.Daily, history);
        Assert.Equal(Core.Indicators.ReadingStatus.NoData, Readings.Indicator("change(5d)").Read(moment).Status);
        Assert.Equal(0.5, Readings.Indicator("change(5d)").Read(moment with { Series = moment.Series with { Calendar = "gfex" } }).Number);
    }

    private static IEnumerable<DateOnly> Days(int year, string text)
    {
        foreach (var range in text.Split(' '))
        {
            var ends = range.Split('-').Select(end => new DateOnly(year, int.Parse(end[..2], System.Globalization.CultureInfo.InvariantCulture), int.Parse(end[2..], System.Globalization.CultureInfo.InvariantCulture))).ToList();
            for (var day = ends[0]; day <= ends[^1]; day = day.AddDays(1))
                yield return day;
        }
    }
}
