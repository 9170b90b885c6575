using System.Globalization;
using Notifier.Sources.Polling;
using static Notifier.Tests.Sources.SourceBench;

namespace Notifier.Tests.Sources.Polling;

/// <summary>Six fields in the source's zone, through the nights on which clocks change.</summary>
public sealed class PollScheduleTests
{
    [Theory]
    [InlineData("Asia/Shanghai", "0 30 17 * * 1-5", "2024-07-12T09:30:00Z", "2024-07-15T09:30:00Z")]
    [InlineData("Asia/Shanghai", "0 0 0 1 * *", "2024-01-31T15:59:59Z", "2024-01-31T16:00:00Z")]
    [InlineData("Europe/Berlin", "0 0 18 * * *", "2024-03-30T17:00:00Z", "2024-03-31T16:00:00Z")]
    [InlineData("UTC", "15 30 8 29 2 *", "2024-02-29T08:30:15Z", "2028-02-29T08:30:15Z")]
    [InlineData("America/New_York", "0 0 12 * * SUN", "2024-11-02T12:00:00Z", "2024-11-03T17:00:00Z")]
    public void The_next_time_is_on_the_clock_of_the_zone(string zone, string schedule, string after, string next) =>
        Assert.Equal(At(next), Of(zone, schedule).Next(At(after)));

    [Theory]
    // Berlin goes from 02:00 to 03:00 at 01:00Z, New York at 07:00Z.
    [InlineData("Europe/Berlin", "0 30 2 * * *", "2024-03-30T12:00:00Z", "2024-03-31T01:00:00Z 2024-04-01T00:30:00Z")]
    [InlineData("Europe/Berlin", "0 0,20,40 2 * * *", "2024-03-31T00:00:00Z", "2024-03-31T01:00:00Z 2024-04-01T00:00:00Z")]
    [InlineData("America/New_York", "0 15 2 * * *", "2024-03-10T05:00:00Z", "2024-03-10T07:00:00Z 2024-03-11T06:15:00Z")]
    public void A_time_that_is_skipped_runs_once_as_soon_as_there_is_one(string zone, string schedule, string after, string times) =>
        Assert.Equal(times, Times(zone, schedule, after, 2));

    [Theory]
    // Berlin goes from 03:00 back to 02:00 at 01:00Z, New York from 02:00 to 01:00 at 06:00Z.
    [InlineData("Europe/Berlin", "0 30 2 * * *", "2024-10-26T12:00:00Z", "2024-10-27T00:30:00Z 2024-10-28T01:30:00Z")]
    [InlineData("America/New_York", "0 30 1 * * *", "2024-11-02T12:00:00Z", "2024-11-03T05:30:00Z 2024-11-04T06:30:00Z")]
    public void A_time_that_comes_twice_runs_once(string zone, string schedule, string after, string times)
    {
        Assert.Equal(times, Times(zone, schedule, after, 2));
        // Also where the last run was in the second of the two hours.
        var second = At(times.Split(' ')[0]).AddHours(1).AddMinutes(-5);
        Assert.Equal(At(times.Split(' ')[1]), Of(zone, schedule).Next(second));
    }

    [Theory]
    [InlineData("0 30 * * * *")]
    [InlineData("0 30 */1 * * *")]
    [InlineData("0 30 0-23 * * *")]
    public void Every_hour_is_every_hour_that_passes(string schedule)
    {
        Assert.Equal("2024-10-26T23:30:00Z 2024-10-27T00:30:00Z 2024-10-27T01:30:00Z 2024-10-27T02:30:00Z", Times("Europe/Berlin", schedule, "2024-10-26T23:00:00Z", 4));
        Assert.Equal("2024-03-31T00:30:00Z 2024-03-31T01:30:00Z", Times("Europe/Berlin", schedule, "2024-03-31T00:00:00Z", 2));
    }

    [Fact]
    public void Every_hour_of_a_day_after_the_change_begins_when_that_day_begins() =>
        Assert.Equal("2024-10-27T23:30:00Z", Times("Europe/Berlin", "0 30 * * * 1", "2024-10-21T21:45:00Z", 1));

    [Theory]
    [InlineData("", "'schedule' is missing")]
    [InlineData("30 17 * * *", "put the second in front, '0 30 17 * * *'")]
    [InlineData("0 30 17 * * * *", "has 7 fields")]
    [InlineData("0 61 17 * * *", "is not a schedule: second minute hour day month weekday")]
    [InlineData("every day at five o'clock", "has five fields")]
    [InlineData("0 0 0 30 2 *", "never comes")]
    [InlineData("0 0 0 31 4,6,9,11 *", "never comes")]
    [InlineData("* * * * * *", "more often than once a minute, which is the most that is polled: write one second, '0 * * * * *'")]
    [InlineData("*/10 0 17 * * *", "write one second, '0 0 17 * * *'")]
    public void A_schedule_that_cannot_be_kept_says_how_to_mend_it(string schedule, string message) =>
        Assert.Contains(message, PollSchedule.Problem(schedule, TimeZoneInfo.Utc), StringComparison.Ordinal);

    [Theory]
    [InlineData("0 * * * * *")]
    [InlineData("59 */5 8-18 * * MON-FRI")]
    [InlineData("0 0 0 29 2 *")]
    public void One_that_can_is_taken(string schedule) => Assert.Null(PollSchedule.Problem(schedule, TimeZoneInfo.FindSystemTimeZoneById("Australia/Lord_Howe")));

    [Fact]
    public void A_text_without_end_is_not_repeated() =>
        Assert.InRange(PollSchedule.Problem(new string('9', 100_000) + " * * * * *", TimeZoneInfo.Utc)!.Length, 10, 300);

    private static string Times(string zone, string schedule, string after, int count)
    {
        var (times, at, of) = (new List<string>(), At(after), Of(zone, schedule));
        for (var number = 0; number < count; number++)
            times.Add((at = of.Next(at)).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        return string.Join(' ', times);
    }

    private static PollSchedule Of(string zone, string schedule) =>
        PollSchedule.Find(Definition("csv", "https://example.org/", Series("li")) with { Zone = zone, Schedule = schedule })!;

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
