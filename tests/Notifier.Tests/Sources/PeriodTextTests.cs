using Notifier.Core.Observations;
using Notifier.Sources;

namespace Notifier.Tests.Sources;

/// <summary>Dates as sources write them: read as meant, or not at all.</summary>
public sealed class PeriodTextTests
{
    [Theory]
    [InlineData("2024-07-12", "2024-07-12")]
    [InlineData(" 20240712 ", "2024-07-12")]
    [InlineData("2024/7/2", "2024-07-02")]
    [InlineData("2024.07.12", "2024-07-12")]
    [InlineData("2024年7月2日", "2024-07-02")]
    [InlineData("2024-07-12T23:30:00", "2024-07-12")]
    [InlineData("2024-07-12 23:30", "2024-07-12")]
    [InlineData("2024-07-12T23:30:00Z", "2024-07-13")]
    [InlineData("2024-07-12T23:30:00-08:00", "2024-07-13")]
    [InlineData("1720740600", "2024-07-12")]
    [InlineData("1720740600000", "2024-07-12")]
    public void A_day_is_the_day_in_the_zone_of_the_source(string text, string period) => Assert.Equal(period, Read(text, Frequency.Daily));

    [Theory]
    [InlineData("2024-07-12T00:00:00Z")]
    [InlineData("2024-07-12T00:00:00+00:00")]
    [InlineData("1720742400")]
    [InlineData("1720742400000")]
    public void Midnight_UTC_is_how_programs_write_a_date(string text) => Assert.Equal("2024-07-12", Read(text, Frequency.Daily, "America/New_York"));

    [Theory]
    [InlineData("2024-02", "Monthly", "2024-02-29")]
    [InlineData("2024M2", "Monthly", "2024-02-29")]
    [InlineData("2024-M02", "Monthly", "2024-02-29")]
    [InlineData("2024年2月", "Monthly", "2024-02-29")]
    [InlineData("2024/2", "Monthly", "2024-02-29")]
    [InlineData("2024-02-01", "Monthly", "2024-02-29")]
    [InlineData("2024Q1", "Quarterly", "2024-03-31")]
    [InlineData("2024-Q4", "Quarterly", "2024-12-31")]
    [InlineData("2024-01-01", "Quarterly", "2024-03-31")]
    [InlineData("2024", "Yearly", "2024-12-31")]
    [InlineData("2024-05-06", "Weekly", "2024-05-06")]
    public void A_coarse_period_is_its_last_day(string text, string frequency, string period) => Assert.Equal(period, Read(text, Enum.Parse<Frequency>(frequency)));

    [Theory]
    [InlineData("2024-07-12T15:00:00+08:00", "2024-07-12T07:00:00Z")]
    [InlineData("2024-07-12 15:00:00.5", "2024-07-12T07:00:00.5Z")]
    [InlineData("1720767600", "2024-07-12T07:00:00Z")]
    public void An_instant_is_kept_where_the_series_has_instants(string text, string period) => Assert.Equal(period, Read(text, Frequency.Intraday));

    [Theory]
    [InlineData("")]
    [InlineData("Average")]
    [InlineData("31/12/2024")]
    [InlineData("12.07.2024")]
    [InlineData("2024-13-01")]
    [InlineData("2024-13")]
    [InlineData("2024-00")]
    [InlineData("0000-00-00")]
    [InlineData("2024")]
    [InlineData("2024-07-12 03:00:00 PM")]
    [InlineData("2024Q1", "Monthly")]
    [InlineData("2024Q5", "Quarterly")]
    [InlineData("0001-01-01T00:00:00")]
    [InlineData("9999-12-31T23:59:59-14:00")]
    [InlineData("99999999999999999999")]
    public void What_is_none_or_could_be_two_is_not_read(string text, string frequency = "Daily") => Assert.Null(Read(text, Enum.Parse<Frequency>(frequency)));

    [Theory]
    [InlineData("31/12/2024", true)]
    [InlineData("12.07.2024", true)]
    [InlineData("2024-13-01", true)]
    [InlineData("20240712150000", true)]
    [InlineData("24 Nov 26th", true)]
    [InlineData("Fri, July 12th, 2024", true)]
    [InlineData("Average", false)]
    [InlineData("Nov 2024", false)]
    [InlineData("Average of Nov 24, 2026", false)]
    [InlineData("2024", false)]
    [InlineData("2024Q1", false)]
    [InlineData("0000-00-00", false)]
    [InlineData("", false)]
    public void What_is_meant_as_a_date_is_told_from_a_footnote(string text, bool isDate) => Assert.Equal(isDate, PeriodText.LooksLikeDate(text));

    private static string? Read(string text, Frequency frequency, string zone = "Asia/Shanghai") =>
        PeriodText.TryRead(text, frequency, TimeZoneInfo.FindSystemTimeZoneById(zone), out var period) ? period.ToString() : null;
}
