using Notifier.Core.Observations;

namespace Notifier.Sources.Polling;

/// <summary>How a source is doing, for the API, the dashboard and the sweep that watches the watchers.</summary>
/// <param name="Failure">Set where the state is failing or blocked.</param>
/// <param name="Newest">Newest period or publication seen.</param>
/// <param name="NextDue">Null for a source that is posted to.</param>
internal sealed record SourceHealth(
    string Source,
    SourceState State,
    SourceFailure? Failure,
    int Failures,
    DateTimeOffset? LastAttempt,
    DateTimeOffset? LastGood,
    Period? Newest,
    DateTimeOffset? NextDue)
{
    // As long as the longest pause that is usual: exchanges rest up to ten days at Spring Festival; monthly prices come a month later.
    private static readonly Dictionary<Frequency, TimeSpan> UsualAge = new()
    {
        [Frequency.Intraday] = TimeSpan.FromDays(12),
        [Frequency.Daily] = TimeSpan.FromDays(12),
        [Frequency.Weekly] = TimeSpan.FromDays(21),
        [Frequency.Monthly] = TimeSpan.FromDays(75),
        [Frequency.Quarterly] = TimeSpan.FromDays(200),
        [Frequency.Yearly] = TimeSpan.FromDays(800),
    };

    // A timer that comes late or a queue that is long is no silence.
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(15);

    public static SourceHealth Of(StoredSource source, PollRecord record, DateTimeOffset now)
    {
        var polled = source.Definition.Kind != SourceKind.Push;
        return new(
            source.Definition.Id, Judge(source, record, now, polled), record.Failure, record.Failures,
            record.LastAttempt, record.LastGood, record.Newest, polled ? PollDue.At(source, record) : null);
    }

    private static SourceState Judge(StoredSource source, PollRecord record, DateTimeOffset now, bool polled)
    {
        if (!polled)
            return SourceState.Push;
        if (record.Failure is { } failure)
            return failure.Reason == SourceFailureReason.Blocked ? SourceState.Blocked : SourceState.Failing;
        if (record.LastGood is not { } good)
            return SourceState.Never;
        return IsSilent(source.Definition, good, now) || IsOld(source.Definition, record.Newest, now) ? SourceState.Stale : SourceState.Ok;
    }

    /// <summary>Two times of the schedule passed without a good poll.</summary>
    private static bool IsSilent(SourceDefinition definition, DateTimeOffset good, DateTimeOffset now)
    {
        var schedule = PollSchedule.Of(definition);
        var second = schedule.Next(schedule.Next(good));
        return second < DateTimeOffset.MaxValue - Slack && second + Slack < now;
    }

    private static bool IsOld(SourceDefinition definition, Period? newest, DateTimeOffset now) =>
        newest is { } period && definition.Series.Count > 0
        && now.UtcDateTime - period.Utc > definition.Series.Max(series => UsualAge[series.Frequency]);
}

internal enum SourceState
{
    /// <summary>Not polled yet.</summary>
    Never,
    Ok,
    Failing,

    /// <summary>It refuses programs (403, 412, a test for a browser): nothing that retries mend.</summary>
    Blocked,

    /// <summary>No good poll for two times of its schedule, or no new observation for longer than is usual.</summary>
    Stale,

    /// <summary>Not polled: it takes what is posted.</summary>
    Push,
}
