namespace Notifier.Sources.Polling;

/// <summary>When a source is to be polled next.</summary>
internal static class PollDue
{
    // A price that a daily schedule missed at 17:30 must not wait for the next day.
    private static readonly TimeSpan[] RetryAfterFailures = [TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1)];

    /// <summary>
    /// By the schedule since the last attempt; at once where it was never polled or its definition changed; sooner after a failure
    /// that may pass by itself; never before the source itself allows.
    /// </summary>
    public static DateTimeOffset At(StoredSource source, PollRecord record)
    {
        if (record.LastAttempt is not { } last || record.Version != source.ETag)
            return DateTimeOffset.MinValue;
        var due = PollSchedule.Of(source.Definition).Next(last);
        if (record.Failure is { } failure && failure.Reason.IsTransient())
        {
            var retry = last + RetryAfterFailures[Math.Clamp(record.Failures - 1, 0, RetryAfterFailures.Length - 1)];
            due = retry < due ? retry : due;
        }

        return record.NotBefore > due ? record.NotBefore.Value : due;
    }
}
