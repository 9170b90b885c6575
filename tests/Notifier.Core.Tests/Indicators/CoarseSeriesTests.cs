using Notifier.Core.Indicators;
using Notifier.Core.Observations;

namespace Notifier.Core.Tests.Indicators;

/// <summary>On weekly and coarser series a duration counts whole periods.</summary>
public sealed class CoarseSeriesTests
{
    [Theory]
    [InlineData(Frequency.Weekly, 7, 1)]
    [InlineData(Frequency.Weekly, 90, 13)]
    [InlineData(Frequency.Weekly, 365, 52)]
    [InlineData(Frequency.Weekly, 1, 1)]
    [InlineData(Frequency.Monthly, 30, 1)]
    [InlineData(Frequency.Monthly, 90, 3)]
    [InlineData(Frequency.Monthly, 180, 6)]
    [InlineData(Frequency.Monthly, 365, 12)]
    [InlineData(Frequency.Monthly, 730, 24)]
    [InlineData(Frequency.Monthly, 1095, 36)]
    [InlineData(Frequency.Quarterly, 90, 1)]
    [InlineData(Frequency.Quarterly, 365, 4)]
    [InlineData(Frequency.Yearly, 365, 1)]
    [InlineData(Frequency.Yearly, 730, 2)]
    public void A_duration_is_a_number_of_periods(Frequency frequency, int days, int periods) =>
        Assert.Equal(periods, frequency.Periods(TimeSpan.FromDays(days)));

    [Fact]
    public void A_month_is_compared_with_the_month_exactly_that_many_back_whatever_its_length()
    {
        var history = Months("2023-01", 26);

        // 2025-02: value 26; three months back is 2024-11 with value 23, twelve are 2024-02 with 14.
        Assert.Equal((26 / 23.0) - 1, Readings.Newest("change(90d)", Frequency.Monthly, history).Number, 1e-12);
        Assert.Equal((26 / 14.0) - 1, Readings.Newest("change(365d)", Frequency.Monthly, history).Number, 1e-12);
        Assert.Equal(26 / 15.0, Readings.Newest("multiple(min, 365d)", Frequency.Monthly, history).Number, 1e-12);
        Assert.Equal(26 / 3.0, Readings.Newest("multiple(min, 730d)", Frequency.Monthly, history).Number, 1e-12);
    }

    [Fact]
    public void A_missing_month_gives_no_number_rather_than_another_month()
    {
        var history = new History(Months("2023-01", 26).AsSpan().ToArray().Where(observation => observation.Period != Period.Parse("2024-11")));

        Assert.Equal(ReadingStatus.NoData, Readings.Newest("change(90d)", Frequency.Monthly, history).Status);
        Assert.Equal((26 / 22.0) - 1, Readings.Newest("change(120d)", Frequency.Monthly, history).Number, 1e-12);
    }

    [Fact]
    public void Months_dated_by_any_day_are_the_same_months()
    {
        var first = Readings.History(("2024-01-01", 10), ("2024-02-01", 11), ("2024-03-01", 12), ("2024-04-01", 20));
        var last = Readings.History(("2024-01", 10), ("2024-02", 11), ("2024-03", 12), ("2024-04", 20));

        Assert.Equal(1, Readings.Newest("change(90d)", Frequency.Monthly, first).Number);
        Assert.Equal(1, Readings.Newest("change(90d)", Frequency.Monthly, last).Number);
    }

    [Fact]
    public void A_week_may_be_dated_a_day_earlier_before_a_holiday()
    {
        // Fridays, one of them a Thursday.
        var history = Readings.History(("2024-04-19", 10), ("2024-04-26", 11), ("2024-05-02", 12), ("2024-05-10", 15));

        Assert.Equal((15 / 12.0) - 1, Readings.Newest("change(7d)", Frequency.Weekly, history).Number, 1e-12);
        Assert.Equal((15 / 10.0) - 1, Readings.Newest("change(21d)", Frequency.Weekly, history).Number, 1e-12);
        Assert.Equal(15 / 12.0, Readings.Newest("multiple(min, 14d)", Frequency.Weekly, history).Number, 1e-12);
        Assert.Equal(ReadingStatus.NoData, Readings.Newest("change(7d)", Frequency.Weekly, Readings.History(("2024-04-19", 10), ("2024-04-26", 11), ("2024-05-10", 15))).Status);
    }

    [Fact]
    public void Quarters_and_years_count_by_the_calendar()
    {
        var quarters = Readings.History(("2023-12-31", 8), ("2024-03-31", 9), ("2024-06-30", 10), ("2024-09-30", 11), ("2024-12-31", 16));
        var years = Readings.History(("2021-12-31", 8), ("2022-12-31", 9), ("2023-12-31", 10), ("2024-12-31", 20));

        Assert.Equal(1, Readings.Newest("change(365d)", Frequency.Quarterly, quarters).Number);
        Assert.Equal((16 / 11.0) - 1, Readings.Newest("change(90d)", Frequency.Quarterly, quarters).Number, 1e-12);
        Assert.Equal(1, Readings.Newest("change(365d)", Frequency.Yearly, years).Number);
        Assert.Equal(20 / 9.0, Readings.Newest("multiple(min, 1095d)", Frequency.Yearly, years).Number, 1e-12);
    }

    [Fact]
    public void A_quarter_of_twelve_months_is_three()
    {
        Assert.Equal(ReadingStatus.InsufficientHistory, Readings.Gated("multiple(min, 365d)", Frequency.Monthly, Months("2024-01", 3)).Status);
        Assert.Equal(Period.Parse("2024-04-30"), Readings.Gated("multiple(min, 365d)", Frequency.Monthly, Months("2024-01", 3)).EnoughFrom);
        Assert.Equal(ReadingStatus.Value, Readings.Gated("multiple(min, 365d)", Frequency.Monthly, Months("2024-01", 4)).Status);
        Assert.Equal(Period.Parse("2024-04-30"), Readings.Gated("change(90d)", Frequency.Monthly, Months("2024-01", 3)).EnoughFrom);
    }

    /// <summary>1, 2, 3 … from a month on.</summary>
    private static History Months(string first, int count) => new(Enumerable.Range(0, count).Select(month =>
        new Observation(Period.From(Period.Parse(first).Date.AddDays(1).AddMonths(month).AddDays(-1)), month + 1)));
}
