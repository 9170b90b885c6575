using Notifier.Core.Entries;
using Notifier.Core.Observations;

namespace Notifier.Core.Tests.Indicators;

public sealed class CountIndicatorTests
{
    private static readonly History Prices = Readings.History(("2024-01-20", 10));

    private static readonly EntryLog Log = new(
    [
        Entry("a", "Lithium export rules", "2024-01-05"),
        Entry("b", "关于规范锂电池行业的通知", "2024-01-06"),
        Entry("c", "Steel", "2024-01-10"),
        Entry("d", "LITHIUM again", "2024-01-20"),
        Entry("e", "lithium, too late", "2024-01-21T00:00:01Z"),
    ]);

    [Theory]
    [InlineData("count('lithium', 14d)", new[] { "d" })]
    [InlineData("count('lithium|锂', 14d)", new[] { "d" })]
    [InlineData("count('lithium|锂', 15d)", new[] { "b", "d" })] // (t − w, t]: a is exactly t − 15 d
    [InlineData("count('lithium|锂', 16d)", new[] { "a", "b", "d" })]
    [InlineData("count('copper', 365d)", new string[0])]
    public void Entries_in_the_window_that_mention_a_word_are_counted_and_cited(string indicator, string[] ids)
    {
        var reading = Readings.Newest(indicator, Frequency.Daily, Prices, entries: Log);

        Assert.Equal(ids.Length, reading.Number);
        Assert.Equal(ids, reading.Entries);
    }

    [Theory]
    [InlineData("count(power_battery, 14d)", new[] { "b" })]
    [InlineData("count(data_security, 14d)", new string[0])]
    public void Entries_about_a_topic_are_counted_and_cited(string indicator, string[] ids)
    {
        var read = new EntryLog([.. Log.Entries.Select(entry => EntryFactsReader.Read(entry with { Title = entry.Id == "b" ? "动力电池行业规范条件" : entry.Title, Published = Period.Parse("2024-01-15") }, "MIIT"))]);

        Assert.Equal(ids, Readings.Newest(indicator, Frequency.Daily, Prices, entries: read).Entries);
    }

    [Fact]
    public void A_tick_sees_what_was_published_since_the_newest_observation() =>
        Assert.Equal(["d", "e"], Readings.Newest("count('lithium', 14d)", Frequency.Daily, Prices, at: "2024-01-21T00:05:00Z", entries: Log).Entries);

    [Theory]
    [InlineData(Frequency.Daily, 2)]
    [InlineData(Frequency.Monthly, 2)]
    [InlineData(Frequency.Intraday, 1)]
    public void An_observation_of_a_day_sees_what_was_published_on_it_and_its_window_has_whole_days(Frequency frequency, int number)
    {
        var log = new EntryLog([Entry("a", "lithium", "2024-01-06T23:59:59Z"), Entry("b", "lithium", "2024-01-19T12:00:00Z"), Entry("c", "lithium", "2024-01-20T23:59:59Z"), Entry("d", "lithium", "2024-01-21")]);

        Assert.Equal(number, Readings.Newest("count('lithium', 14d)", frequency, Prices, entries: frequency == Frequency.Intraday ? new(log.Entries.Skip(1).ToList()) : log).Number);
        // A tick of that day, as a backtest has it behind the observation, takes nothing back.
        Assert.Equal(number, Readings.Newest("count('lithium', 14d)", frequency, Prices, at: "2024-01-20T00:05:00Z", entries: frequency == Frequency.Intraday ? new(log.Entries.Skip(1).ToList()) : log).Number);
    }

    [Fact]
    public void Days_begin_where_the_series_is_and_a_day_without_a_time_is_the_same_everywhere()
    {
        var log = new EntryLog([Entry("day", "lithium", "2024-01-21"), Entry("morning", "lithium", "2024-01-20T17:00:00Z"), Entry("evening", "lithium", "2024-01-20T15:00:00Z")]);

        Assert.Equal(["evening 2024-01-20T23:00:00Z", "day 2024-01-21", "morning 2024-01-21T01:00:00Z"], log.In(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai")).Entries.Select(entry => $"{entry.Id} {entry.Published}"));
        Assert.Equal(["evening"], Readings.Newest("count('lithium', 1d)", Frequency.Daily, Prices, entries: log.In(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"))).Entries);
        Assert.Same(log, log.In(TimeZoneInfo.Utc));
    }

    [Fact]
    public void A_window_of_days_is_calendar_time_on_any_frequency() =>
        Assert.Equal(["d"], Readings.Newest("count('lithium', 14d)", Frequency.Monthly, Prices, entries: Log).Entries);

    private static Entry Entry(string id, string title, string published) =>
        new("gov", id, title, null, "", "", Period.Parse(published), null, [], []);
}
