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
        Entry("e", "lithium, too late", "2024-01-20T00:00:01Z"),
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

    [Fact]
    public void A_window_of_days_is_calendar_time_on_any_frequency() =>
        Assert.Equal(["d"], Readings.Newest("count('lithium', 14d)", Frequency.Monthly, Prices, entries: Log).Entries);

    private static Entry Entry(string id, string title, string published) =>
        new("gov", id, title, null, "", "", Period.Parse(published), null, [], []);
}
