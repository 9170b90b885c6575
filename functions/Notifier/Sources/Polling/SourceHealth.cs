using Notifier.Core.Observations;

namespace Notifier.Sources.Polling;

/// <summary>How a source is doing, for the API, the dashboard and the sweep that watches the watchers.</summary>
/// <param name="Failure">Set where the state is failing or blocked.</param>
/// <param name="Newest">Newest period or publication seen.</param>
/// <param name="NextDue">Now where it is overdue; null for a source that is not polled.</param>
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

    // A day's value comes on its evening or on the next morning, and a source may skip one.
    private static readonly TimeSpan UsualTradingAge = TimeSpan.FromDays(3);

    // A timer that comes late or a queue that is long is no silence.
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(15);

    /// <param name="known">Whether this version has an adapter for its kind.</param>
    public static SourceHealth Of(StoredSource source, bool known, PollRecord record, DateTimeOffset now)
    {
        var definition = source.Definition;
        if (definition.Kind == SourceKind.Push)
            return new(definition.Id, SourceState.Push, null, 0, null, null, null, null);
        if (Unpollable(definition, known) is { } problem)
            return new(definition.Id, SourceState.Failing, new(SourceFailureReason.NotConfigured, problem), record.Failures, record.LastAttempt, record.LastGood, record.Newest, null);
        var due = PollDue.At(source, record, now) is var at && at > now ? at : now;
        // What went wrong with an earlier definition says nothing of this one.
        return record.Version == source.ETag
            ? new(definition.Id, Judge(definition, record, now), record.Failure, record.Failures, record.LastAttempt, record.LastGood, record.Newest, due)
            : new(definition.Id, SourceState.Never, null, 0, null, null, null, due);
    }

    private static string? Unpollable(SourceDefinition definition, bool known)
    {
        if (!known)
            return $"this version has no kind '{definition.Kind}': it is not polled";
        return PollSchedule.Find(definition) is null
            ? $"the time zone '{definition.Zone}' or the schedule '{definition.Schedule}' is not known on this machine: it is not polled"
            : null;
    }

    private static SourceState Judge(SourceDefinition definition, PollRecord record, DateTimeOffset now)
    {
        if (record.Failure is { } failure)
            return failure.Reason == SourceFailureReason.Blocked ? SourceState.Blocked : SourceState.Failing;
        if (record.LastGood is not { } good)
            return SourceState.Never;
        return IsSilent(definition, good, now) || IsOld(definition, record.Newest, now) ? SourceState.Stale : SourceState.Ok;
    }

    /// <summary>Two times of the schedule passed without a good poll.</summary>
    private static bool IsSilent(SourceDefinition definition, DateTimeOffset good, DateTimeOffset now)
    {
        var schedule = PollSchedule.Find(definition)!;
        var second = schedule.Next(schedule.Next(good));
        return second < DateTimeOffset.MaxValue - Slack && second + Slack < now;
    }

    /// <summary>The newest value of all its series is old, or there never was one.</summary>
    private static bool IsOld(SourceDefinition definition, Period? newest, DateTimeOffset now) =>
        definition.Series.Count > 0
        && (newest is not { } period || definition.Series.All(series => IsOld(series.ToSeries(), period, now)));

    /// <summary>A series with a calendar says itself when it rests.</summary>
    private static bool IsOld(Series series, Period newest, DateTimeOffset now) => series is { Frequency: <= Frequency.Daily, TradingDays: { } calendar }
        ? calendar.Between(newest, Period.From(now)) > UsualTradingAge
        : now.UtcDateTime - newest.Utc > UsualAge[series.Frequency];
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
