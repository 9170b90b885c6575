using CsCheck;
using Notifier.Core.Deliveries;

namespace Notifier.Core.Tests.Deliveries;

public sealed class RetryScheduleTests
{
    private static readonly DateTimeOffset Failed = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    private static readonly TimeSpan[] Delays =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2),
        TimeSpan.FromHours(5), TimeSpan.FromHours(10), TimeSpan.FromHours(10),
    ];

    [Fact]
    public void No_retry_is_early_and_none_more_than_a_fifth_late() =>
        Gen.Select(Gen.String[Gen.Char.AlphaNumeric, 1, 40], Gen.Int[1, 7]).Sample((id, attempt) =>
        {
            var wait = RetrySchedule.Next(id, attempt, Failed)!.Value - Failed;
            return wait >= Delays[attempt - 1] && wait <= Delays[attempt - 1] * 1.2;
        });

    [Fact]
    public void Eight_attempts_are_made_over_27_hours_35_minutes()
    {
        Assert.Equal(8, RetrySchedule.MaximumAttempts);
        Assert.Equal(new TimeSpan(27, 35, 5), Delays.Aggregate(TimeSpan.Zero, (sum, delay) => sum + delay));
        Assert.NotNull(RetrySchedule.Next("d", 7, Failed));
        Assert.Null(RetrySchedule.Next("d", 8, Failed));
        Assert.Null(RetrySchedule.Next("d", 8, Failed, TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public void The_same_failure_is_retried_at_the_same_time_and_others_are_spread()
    {
        Assert.Equal(RetrySchedule.Next("d", 3, Failed), RetrySchedule.Next("d", 3, Failed));
        var waits = Enumerable.Range(0, 1000).Select(number => (RetrySchedule.Next($"d{number}", 3, Failed)!.Value - Failed).TotalMinutes).ToList();

        Assert.InRange(waits.Min(), 30, 30.1);
        Assert.InRange(waits.Max(), 35.9, 36);
        Assert.InRange(waits.Average(), 32.8, 33.2);
    }

    [Theory]
    [InlineData(0, 5, 6)]
    [InlineData(-10, 5, 6)]
    [InlineData(3, 5, 6)]
    [InlineData(90, 90, 90)]
    [InlineData(86_400, 86_400, 86_400)]
    [InlineData(31_536_000, 86_400, 86_400)]
    [InlineData(int.MinValue, 5, 6)]
    [InlineData(int.MaxValue, 86_400, 86_400)]
    public void Retry_After_lengthens_the_wait_up_to_a_day(int seconds, int least, int most) =>
        Assert.InRange((RetrySchedule.Next("d", 1, Failed, TimeSpan.FromSeconds(seconds))!.Value - Failed).TotalSeconds, least, most);

    [Fact]
    public void A_failure_before_the_first_attempt_is_a_mistake() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => RetrySchedule.Next("d", 0, Failed));
}
