namespace Notifier.Sources.Polling;

/// <summary>When a source is to be polled next.</summary>
internal static class PollDue
{
    /// <summary>A source may ask for a longer pause than this; it is asked again then all the same, or a wrong header would end it for good.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    // A price that a daily schedule missed at 17:30 must not wait for the next day; one that is polled every minute must not be
    // hammered while it is down. A try of a poll is repeated within the poll before that.
    private static readonly TimeSpan[] Passing = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1)];

    // A refused key or program needs a person.
    private static readonly TimeSpan[] Lasting = [TimeSpan.FromHours(1), TimeSpan.FromHours(6), TimeSpan.FromDays(1)];

    // Clocks of two machines differ by less; a poll noted further ahead was noted by a clock that has been set back since.
    private static readonly TimeSpan Skew = TimeSpan.FromHours(1);

    /// <summary>
    /// By the schedule since the last attempt, however many of its times were missed; at once where it was never polled or its
    /// definition changed; after a failure that may pass by itself, after a growing pause; after another, by the schedule and not
    /// before such a pause; never before the source itself allows.
    /// </summary>
    /// <returns>The end of time where its schedule or zone cannot be read on this machine.</returns>
    public static DateTimeOffset At(StoredSource source, PollRecord record, DateTimeOffset now)
    {
        if (record.LastAttempt is not { } last || record.Version != source.ETag || last > now + Skew)
            return DateTimeOffset.MinValue;
        if (PollSchedule.Find(source.Definition) is not { } schedule)
            return DateTimeOffset.MaxValue;
        var due = record.Failure?.Reason switch
        {
            null or SourceFailureReason.NotConfigured => schedule.Next(last),
            { } passing when passing.IsTransient() => last + Pause(Passing, record.Alike),
            _ => Later(schedule.Next(last), last + Pause(Lasting, record.Alike)),
        };
        return record.NotBefore is { } asked ? Later(due, asked < last + LongestWait ? asked : last + LongestWait) : due;
    }

    private static TimeSpan Pause(TimeSpan[] pauses, int failures) => pauses[Math.Clamp(failures - 1, 0, pauses.Length - 1)];

    private static DateTimeOffset Later(DateTimeOffset left, DateTimeOffset right) => left > right ? left : right;
}
