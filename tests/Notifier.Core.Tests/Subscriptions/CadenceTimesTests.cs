using CsCheck;
using Notifier.Core.Subscriptions;

namespace Notifier.Core.Tests.Subscriptions;

public sealed class CadenceTimesTests
{
    private static readonly QuietHours Night = new(new(22, 0), new(7, 0));

    [Theory]
    [InlineData("Asia/Shanghai", "2027-01-04T21:59:59+08:00", null)]
    [InlineData("Asia/Shanghai", "2027-01-04T22:00:00+08:00", "2027-01-05T07:00:00+08:00")]
    [InlineData("Asia/Shanghai", "2027-01-05T06:59:59+08:00", "2027-01-05T07:00:00+08:00")]
    [InlineData("Asia/Shanghai", "2027-01-05T07:00:00+08:00", null)]
    // The nights in which clocks change have eight and ten hours.
    [InlineData("Europe/Berlin", "2027-03-27T22:00:00+01:00", "2027-03-28T07:00:00+02:00")]
    [InlineData("Europe/Berlin", "2027-10-30T22:00:00+02:00", "2027-10-31T07:00:00+01:00")]
    [InlineData("Asia/Kolkata", "2027-01-04T18:00:00+00:00", "2027-01-05T01:30:00+00:00")]
    public void Quiet_hours_over_midnight_end_at_their_local_time(string zone, string now, string? end)
    {
        var until = Night.Until(LocalTimes.Zone(zone), DateTimeOffset.Parse(now, null));

        Assert.Equal(end is null ? null : DateTimeOffset.Parse(end, null), until);
    }

    [Theory]
    // Until 02:30, which is skipped: until 03:00, when the clocks go on.
    [InlineData("23:00", "02:30", "2027-03-28T01:59:00+01:00", "2027-03-28T03:00:00+02:00")]
    // Until 02:30, which comes twice: until the first; the hour that follows is not quiet again.
    [InlineData("23:00", "02:30", "2027-10-31T02:29:00+02:00", "2027-10-31T02:30:00+02:00")]
    [InlineData("23:00", "02:30", "2027-10-31T02:10:00+01:00", null)]
    // By day.
    [InlineData("12:00", "13:30", "2027-10-31T13:00:00+01:00", "2027-10-31T13:30:00+01:00")]
    [InlineData("12:00", "13:30", "2027-10-31T13:30:00+01:00", null)]
    public void Quiet_hours_that_end_where_clocks_change_end_once(string from, string to, string now, string? end)
    {
        var quiet = new QuietHours(TimeOnly.Parse(from, null), TimeOnly.Parse(to, null));

        var until = quiet.Until(LocalTimes.Zone("Europe/Berlin"), DateTimeOffset.Parse(now, null));

        Assert.Equal(end is null ? null : DateTimeOffset.Parse(end, null), until);
    }

    [Fact]
    public void Quiet_hours_that_end_when_they_begin_are_none()
    {
        var none = new QuietHours(new(8, 0), new(8, 0));

        Assert.True(none.IsEmpty());
        Assert.Null(none.Until(TimeZoneInfo.Utc, DateTimeOffset.UnixEpoch.AddHours(8)));
    }

    /// <summary>A day and what clocks are put back: an hour, except on two stations in Antarctica.</summary>
    [Fact]
    public void The_end_of_quiet_hours_is_ahead_and_at_most_25_hours_away() =>
        Gen.Select(CadenceSamples.Quiet, CadenceSamples.Zones, CadenceSamples.Instants).Sample((quiet, zone, now) =>
        {
            if (quiet.Until(zone, now) is not { } end)
                return;
            Assert.True(end > now, $"{zone.Id} {now:O} {end:O}");
            var day = TimeSpan.FromHours(zone.Id is "Antarctica/Troll" or "Antarctica/Casey" ? 27 : 25);
            Assert.True(end - now <= day, $"{zone.Id} {now:O} {end:O}");
            // What is told at the end is not held once more, and a moment before it still was.
            Assert.Equal(end, quiet.Until(zone, end.AddTicks(-1)));
        }, iter: 5_000);

    /// <summary>Against the clock on the wall: inside exactly where it says so, on days on which it does not change.</summary>
    [Fact]
    public void Quiet_hours_are_what_the_clock_says() =>
        Gen.Select(CadenceSamples.Quiet, CadenceSamples.Zones, CadenceSamples.Instants).Sample((quiet, zone, now) =>
        {
            var offset = zone.GetUtcOffset(now);
            if (Enumerable.Range(-30, 61).Any(hours => zone.GetUtcOffset(now.AddHours(hours)) != offset))
                return;
            var time = TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
            Assert.Equal(time.IsBetween(quiet.From, quiet.To), quiet.Until(zone, now) is not null);
        }, iter: 5_000);

    [Theory]
    [InlineData(DigestPeriod.Daily, "2027-01-04T07:59:59+08:00", "2027-01-04T08:00:00+08:00")]
    [InlineData(DigestPeriod.Daily, "2027-01-04T08:00:00+08:00", "2027-01-05T08:00:00+08:00")]
    // Monday is 2027-01-04.
    [InlineData(DigestPeriod.Weekly, "2027-01-04T07:00:00+08:00", "2027-01-04T08:00:00+08:00")]
    [InlineData(DigestPeriod.Weekly, "2027-01-04T08:00:00+08:00", "2027-01-11T08:00:00+08:00")]
    public void The_next_digest_is_after_now(DigestPeriod period, string now, string next)
    {
        var cadence = new Cadence(period, new(8, 0));

        Assert.Equal(DateTimeOffset.Parse(next, null), cadence.NextDigest(LocalTimes.Zone("Asia/Shanghai"), DateTimeOffset.Parse(now, null)));
    }

    [Theory]
    [InlineData("2027-01-04T20:00:00+00:00", "2027-01-05T07:00:00+00:00")]
    // Yesterday's, which the night has put off, is still to come.
    [InlineData("2027-01-05T02:00:00+00:00", "2027-01-05T07:00:00+00:00")]
    [InlineData("2027-01-05T07:00:00+00:00", "2027-01-06T07:00:00+00:00")]
    public void A_digest_in_quiet_hours_comes_at_their_end(string now, string next)
    {
        var cadence = new Cadence(DigestPeriod.Daily, new(23, 0), Quiet: Night);

        Assert.Equal(DateTimeOffset.Parse(next, null), cadence.NextDigest(TimeZoneInfo.Utc, DateTimeOffset.Parse(now, null)));
    }

    [Fact]
    public void Digests_come_one_after_the_other_one_a_day_or_one_a_week() =>
        Gen.Select(CadenceSamples.Digests, CadenceSamples.Zones, CadenceSamples.Instants).Sample((cadence, zone, start) =>
        {
            var (period, digests) = (cadence.Digest == DigestPeriod.Daily ? 1 : 7, new List<DateTimeOffset> { start });
            for (var count = 0; count < 20; count++)
                digests.Add(cadence.NextDigest(zone, digests[^1]));
            Assert.True(digests.Zip(digests.Skip(1)).All(pair => pair.First < pair.Second));
            var days = digests.Skip(1).Select(zone.Date).ToList();
            if (cadence.Quiet is null)
                Assert.All(days.Zip(days.Skip(1)), pair => Assert.Equal(period, pair.Second.DayNumber - pair.First.DayNumber));
            else
                Assert.InRange(days[^1].DayNumber - days[0].DayNumber, (19 * period) - 1, (19 * period) + 1);
            // From any time between two digests it is the later one.
            Assert.Equal(digests[^1], cadence.NextDigest(zone, digests[^2] + (digests[^1] - digests[^2]) / 2));
        }, iter: 2_000);

    [Fact]
    public void A_day_that_never_was_has_no_digest()
    {
        var (cadence, apia) = (new Cadence(DigestPeriod.Daily, new(8, 0)), LocalTimes.Zone("Pacific/Apia"));

        Assert.Equal(
            DateTimeOffset.Parse("2011-12-31T08:00:00+14:00", null),
            cadence.NextDigest(apia, DateTimeOffset.Parse("2011-12-29T08:00:00-10:00", null)));
    }

    [Fact]
    public void What_comes_at_once_has_no_digest() =>
        Assert.Throws<InvalidOperationException>(() => Cadence.Immediate.NextDigest(TimeZoneInfo.Utc, DateTimeOffset.UnixEpoch));
}
