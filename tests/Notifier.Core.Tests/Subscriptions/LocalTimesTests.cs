using CsCheck;
using Notifier.Core.Subscriptions;

namespace Notifier.Core.Tests.Subscriptions;

public sealed class LocalTimesTests
{
    [Theory]
    // Skipped: the first instant after it. Berlin goes from 02:00 to 03:00, Lord Howe half an hour, Cuba over midnight.
    [InlineData("Europe/Berlin", "2027-03-28", "02:30", "2027-03-28T03:00:00+02:00")]
    [InlineData("Australia/Lord_Howe", "2027-10-03", "02:10", "2027-10-03T02:30:00+11:00")]
    [InlineData("America/Havana", "2027-03-14", "00:30", "2027-03-14T01:00:00-04:00")]
    // Twice: the first.
    [InlineData("Europe/Berlin", "2027-10-31", "02:30", "2027-10-31T02:30:00+02:00")]
    [InlineData("Australia/Lord_Howe", "2027-04-04", "01:45", "2027-04-04T01:45:00+11:00")]
    [InlineData("America/New_York", "2026-11-01", "01:00", "2026-11-01T01:00:00-04:00")]
    // Once, also where the offset is no whole hour.
    [InlineData("Asia/Kathmandu", "2027-01-01", "08:00", "2027-01-01T08:00:00+05:45")]
    [InlineData("Asia/Shanghai", "2027-07-01", "00:00", "2027-07-01T00:00:00+08:00")]
    // A whole day that never was.
    [InlineData("Pacific/Apia", "2011-12-30", "08:00", "2011-12-31T00:00:00+14:00")]
    public void A_local_time_is_its_first_instant_or_the_first_after_a_gap(string zone, string date, string time, string instant)
    {
        var first = LocalTimes.Zone(zone).First(DateOnly.Parse(date, null), TimeOnly.Parse(time, null));

        Assert.Equal(DateTimeOffset.Parse(instant, null), first);
    }

    [Fact]
    public void Clocks_show_the_time_or_a_later_one_that_they_jumped_to_and_never_showed_it_before() =>
        Gen.Select(CadenceSamples.Zones, CadenceSamples.Dates, CadenceSamples.Times).Sample((zone, date, time) =>
        {
            var first = zone.First(date, time);
            var wanted = date.ToDateTime(time);
            var shown = TimeZoneInfo.ConvertTime(first, zone).DateTime;
            Assert.True(shown >= wanted, $"{zone.Id} {wanted:s} is {shown:s}");
            if (shown > wanted)
                Assert.NotEqual(zone.GetUtcOffset(first), zone.GetUtcOffset(first.AddTicks(-1)));
            for (var minutes = 1; minutes <= 26 * 60; minutes += 13)
                Assert.True(TimeZoneInfo.ConvertTime(first.AddMinutes(-minutes), zone).DateTime < wanted, $"{zone.Id} {wanted:s} came before {first:O}");
        }, iter: 1_000);

    [Fact]
    public void A_day_that_a_zone_jumped_over_does_not_exist()
    {
        var apia = LocalTimes.Zone("Pacific/Apia");

        Assert.False(apia.Exists(new DateOnly(2011, 12, 30)));
        Assert.True(apia.Exists(new DateOnly(2011, 12, 29)));
        Assert.True(apia.Exists(new DateOnly(2011, 12, 31)));
    }

    [Fact]
    public void A_zone_that_this_machine_does_not_know_is_UTC() => Assert.Equal(TimeZoneInfo.Utc, LocalTimes.Zone("Europe/Atlantis"));
}
