using Notifier.Core.Indicators;
using Notifier.Core.Observations;

namespace Notifier.Core.Tests.Indicators;

/// <summary>What lies inside a window, what a change is measured against, and when the history is long enough.</summary>
public sealed class WindowTests
{
    [Fact]
    public void A_window_excludes_the_day_one_window_ago_and_includes_today()
    {
        var history = Readings.History(("2024-01-01", 1), ("2024-01-02", 2), ("2024-01-11", 10));

        Assert.Equal(5, Readings.Newest("multiple(min, 10d)", Frequency.Daily, history).Number);
        Assert.Equal(10, Readings.Newest("multiple(min, 11d)", Frequency.Daily, history).Number);
        Assert.Equal(1, Readings.Newest("multiple(min, 9d)", Frequency.Daily, history).Number);
    }

    [Fact]
    public void A_window_of_observations_counts_the_newest_as_the_first()
    {
        var history = Readings.History(("2024-01-01", 1), ("2024-01-02", 2), ("2024-01-11", 10));

        Assert.Equal(1, Readings.Newest("multiple(min, 1)", Frequency.Daily, history).Number);
        Assert.Equal(5, Readings.Newest("multiple(min, 2)", Frequency.Daily, history).Number);
        Assert.Equal(10, Readings.Newest("multiple(min, 3)", Frequency.Daily, history).Number);
        Assert.Equal(4, Readings.Newest("change(1)", Frequency.Daily, history).Number);
        Assert.Equal(9, Readings.Newest("change(2)", Frequency.Daily, history).Number);
        Assert.Equal(ReadingStatus.InsufficientHistory, Readings.Newest("change(3)", Frequency.Daily, history).Status);
    }

    [Theory]
    [InlineData("2024-04-10", 1.0)] // exactly t − w
    [InlineData("2024-04-09", 1.0)] // the last one before it
    [InlineData("2024-03-18T12:00:00Z", 1.0)] // exactly t − 1.25 w
    [InlineData("2024-03-18T11:59:59Z", null)] // older than that
    public void A_change_compares_with_the_last_observation_at_or_before_the_edge_but_not_with_a_stale_one(string basis, double? expected)
    {
        // 2024-07-09 − 90 d = 2024-04-10; − 112.5 d = 2024-03-18 12:00.
        var history = Readings.History(("2024-01-01", 7), (basis, 10), ("2024-05-01", 3), ("2024-07-09", 20));

        var reading = Readings.Newest("change(90d)", Frequency.Daily, history);

        Assert.Equal(expected, reading.Status == ReadingStatus.Value ? reading.Number : null);
        if (expected is null)
            Assert.Equal((ReadingStatus.NoData, "no positive value between 2024-03-18 and 2024-04-10 to compare with"), (reading.Status, reading.Detail));
        else
            Assert.Equal(Period.Parse(basis), reading.Basis!.Value.Period);
    }

    [Fact]
    public void A_history_that_begins_after_the_edge_is_too_short_and_says_until_when()
    {
        var history = Readings.History(("2024-04-11", 10), ("2024-07-09", 20));

        var reading = Readings.Gated("change(90d)", Frequency.Daily, history);

        Assert.Equal(ReadingStatus.InsufficientHistory, reading.Status);
        Assert.Equal(Period.Parse("2024-07-10"), reading.EnoughFrom);
    }

    [Theory]
    [InlineData("2024-04-09", ReadingStatus.InsufficientHistory)]
    [InlineData("2024-04-10", ReadingStatus.Value)]
    public void A_rule_may_use_a_multiple_from_a_quarter_of_its_window_on(string newest, ReadingStatus expected)
    {
        var history = Readings.History(("2024-01-01", 10), (newest, 20));

        var gated = Readings.Gated("multiple(min, 400d)", Frequency.Daily, history);

        Assert.Equal(expected, gated.Status);
        Assert.Equal(2, Readings.Newest("multiple(min, 400d)", Frequency.Daily, history).Number);
        if (expected == ReadingStatus.InsufficientHistory)
            Assert.Equal(Period.Parse("2024-04-10"), gated.EnoughFrom);
    }

    [Fact]
    public void A_quarter_of_a_window_of_observations_is_counted_with_the_newest()
    {
        var history = Readings.History(("2024-01-01", 10), ("2024-01-02", 20));

        Assert.Equal(ReadingStatus.Value, Readings.Gated("multiple(min, 8)", Frequency.Daily, history).Status);
        Assert.Equal(ReadingStatus.InsufficientHistory, Readings.Gated("multiple(min, 9)", Frequency.Daily, history).Status);
    }

    [Fact]
    public void A_bounded_history_that_lost_what_a_window_needs_is_an_error_and_not_a_wrong_number()
    {
        var history = new History(Enumerable.Range(0, 300).Select(day => new Observation(Period.Parse("2024-01-01").Add(TimeSpan.FromDays(day)), 10 + day))).Without(100);

        Assert.Equal(ReadingStatus.Value, Readings.Gated("multiple(min, 200d)", Frequency.Daily, history).Status);
        Assert.Equal(ReadingStatus.Error, Readings.Gated("multiple(min, 201d)", Frequency.Daily, history).Status);
        Assert.Equal(ReadingStatus.Value, Readings.Gated("change(199d)", Frequency.Daily, history).Status);
        Assert.Equal(ReadingStatus.Error, Readings.Gated("change(200d)", Frequency.Daily, history).Status);
        Assert.Equal(ReadingStatus.Error, Readings.Gated("multiple(min, 201)", Frequency.Daily, history).Status);
        Assert.Equal((309 / 10.0) - 1, Readings.Gated("runup(all)", Frequency.Daily, history).Number, 1e-12);
    }

    [Fact]
    public void A_tick_moves_no_window_over_observations()
    {
        var history = Readings.History(("2024-01-01", 10), ("2024-01-05", 12), ("2024-01-10", 15));

        Assert.Equal(
            Readings.Newest("change(5d)", Frequency.Daily, history),
            Readings.Newest("change(5d)", Frequency.Daily, history, at: "2024-01-14T00:05:00Z"));
    }
}
