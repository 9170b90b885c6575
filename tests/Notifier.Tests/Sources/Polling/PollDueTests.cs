using System.Globalization;
using Notifier.Sources;
using Notifier.Sources.Polling;
using static Notifier.Tests.Sources.SourceBench;

namespace Notifier.Tests.Sources.Polling;

/// <summary>When a source is polled next: by its schedule, after pauses that grow while it fails, and never not at all.</summary>
public sealed class PollDueTests
{
    private static readonly DateTimeOffset Began = Now;
    private static readonly StoredSource Minutely = new(Definition("csv", "https://example.org/", Series("li")) with { Schedule = "0 * * * * *" }, "v1");
    private static readonly StoredSource Daily = new(Definition("csv", "https://example.org/", Series("li")) with { Schedule = "0 0 18 * * *" }, "v1");

    [Fact]
    public void After_days_of_standing_still_it_is_due_once()
    {
        var later = Began.AddDays(9);
        var due = PollDue.At(Daily, Good(Began), later);
        Assert.InRange(due, Began, later);

        Assert.True(PollDue.At(Daily, Good(later), later.AddMinutes(1)) > later.AddMinutes(1));
    }

    [Theory]
    [InlineData("Timeout", "00:01:00 00:05:00 00:15:00 01:00:00 01:00:00")]
    [InlineData("ServerError", "00:01:00 00:05:00 00:15:00 01:00:00 01:00:00")]
    [InlineData("NotTheFormat", "00:01:00 00:05:00 00:15:00 01:00:00 01:00:00")]
    [InlineData("Unauthorized", "01:00:00 06:00:00 1.00:00:00 1.00:00:00 1.00:00:00")]
    [InlineData("Blocked", "01:00:00 06:00:00 1.00:00:00 1.00:00:00 1.00:00:00")]
    [InlineData("NotConfigured", "00:01:00 00:01:00 00:01:00 00:01:00 00:01:00")]
    public void While_it_fails_it_is_left_in_peace_for_longer_and_longer(string reason, string pauses)
    {
        var (record, seen) = (Good(Began.AddDays(-1)), new List<TimeSpan>());
        for (var poll = 0; poll < 5; poll++)
        {
            record = record.Failed("v1", Failed(new(Enum.Parse<SourceFailureReason>(reason), "x")), Began);
            seen.Add(PollDue.At(Minutely, record, Began) - Began);
        }

        Assert.Equal(pauses, string.Join(' ', seen.Select(pause => pause.ToString("c", CultureInfo.InvariantCulture))));
        Assert.Equal(TimeSpan.FromMinutes(1), PollDue.At(Minutely, record.Succeeded("v1", SourceReading.Unchanged(SourceCursor.Start), Began), Began) - Began);
        Assert.Equal(DateTimeOffset.MinValue, PollDue.At(Minutely with { ETag = "v2" }, record, Began));
        Assert.Equal(1, record.Failed("v2", Failed(new(SourceFailureReason.Timeout, "x")), Began).Failures);
    }

    [Fact]
    public void A_refusal_after_an_hour_of_being_down_is_the_first_of_its_sort()
    {
        var record = Good(Began.AddDays(-1));
        for (var poll = 0; poll < 4; poll++)
            record = record.Failed("v1", Failed(new(SourceFailureReason.ServerError, "x")), Began);

        record = record.Failed("v1", Failed(new(SourceFailureReason.Blocked, "x")), Began);

        Assert.Equal((5, TimeSpan.FromHours(1)), (record.Failures, PollDue.At(Minutely, record, Began) - Began));
        Assert.Equal(Began.AddMinutes(1), PollDue.At(Minutely, record.Failed("v1", Failed(new(SourceFailureReason.Timeout, "x")), Began), Began));
    }

    [Fact]
    public void A_daily_price_that_was_missed_does_not_wait_for_the_next_day() =>
        Assert.Equal(Began.AddMinutes(1), PollDue.At(Daily, Good(Began).Failed("v1", Failed(new(SourceFailureReason.Unreachable, "x")), Began), Began));

    [Theory]
    [InlineData("02:00:00", "02:00:00")]
    [InlineData("00:00:10", "00:01:00")]
    [InlineData("3000.00:00:00", "1.00:00:00")]
    [InlineData("3600000.00:00:00", "1.00:00:00")]
    public void It_is_not_asked_before_it_allows_but_within_a_day(string asked, string pause)
    {
        var failure = new SourceFailure(SourceFailureReason.Throttled, "x", 429, TimeSpan.Parse(asked, CultureInfo.InvariantCulture));

        Assert.Equal(TimeSpan.Parse(pause, CultureInfo.InvariantCulture), PollDue.At(Minutely, Good(Began).Failed("v1", Failed(failure), Began), Began) - Began);
    }

    [Fact]
    public void A_clock_that_was_set_back_does_not_end_the_polling()
    {
        var ahead = Good(Began.AddYears(6));

        Assert.Equal(DateTimeOffset.MinValue, PollDue.At(Daily, ahead, Began));
        // Two machines whose clocks differ a little do not poll twice.
        Assert.True(PollDue.At(Minutely, Good(Began.AddMinutes(3)), Began) > Began);
    }

    [Fact]
    public void Where_the_zone_is_not_known_nothing_is_due() =>
        Assert.Equal(DateTimeOffset.MaxValue, PollDue.At(Daily with { Definition = Daily.Definition with { Zone = "Mars/Olympus" } }, Good(Began), Began));

    private static PollRecord Good(DateTimeOffset began) => PollRecord.New("spot-prices").Succeeded("v1", SourceReading.Unchanged(SourceCursor.Start), began);

    private static SourceReading Failed(SourceFailure failure) => SourceReading.Failed(SourceCursor.Start, failure);
}
