using System.Globalization;
using Notifier.Core.Observations;

namespace Notifier.Sources.Polling;

/// <summary>How a source is doing, for the API, the dashboard and the sweep that watches the watchers.</summary>
/// <param name="Failure">Why the last poll failed; null where it was good.</param>
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
    /// <summary>Why it is in this state, in words; null where nothing is to be said.</summary>
    public string? Reason { get; init; }

    /// <summary>What somebody can do about it; null where nothing is to be done.</summary>
    public string? Advice => SourceAdvice.Of(State, Failure?.Reason);

    /// <summary>Whether it brings what it should.</summary>
    public bool IsWell => State is SourceState.Ok or SourceState.Slow or SourceState.Never or SourceState.Push;

    /// <summary>A third of what one try may take by default; what is slower fails soon.</summary>
    public static readonly TimeSpan SlowFrom = TimeSpan.FromSeconds(10);

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

    // A ministry announces something each month.
    private static readonly TimeSpan UsualSilence = TimeSpan.FromDays(120);

    // A timer that comes late or a queue that is long is no silence.
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(15);

    /// <param name="known">Whether this version has an adapter for its kind.</param>
    public static SourceHealth Of(StoredSource source, bool known, PollRecord record, DateTimeOffset now)
    {
        var definition = source.Definition;
        if (definition.Kind == SourceKind.Push)
            return new(definition.Id, SourceState.Push, null, 0, null, null, null, null);
        if (Unpollable(definition, known) is { } problem)
            return new(definition.Id, SourceState.Failing, new(SourceFailureReason.NotConfigured, problem), record.Failures, record.LastAttempt, record.LastGood, record.Newest, null) { Reason = problem };
        var due = PollDue.At(source, record, now) is var at && at > now ? at : now;
        // What went wrong with an earlier definition says nothing of this one.
        if (record.Version != source.ETag)
            return new(definition.Id, SourceState.Never, null, 0, null, null, null, due);
        var (state, reason) = Judge(definition, record, now);
        return new(definition.Id, state, record.Failure, record.Failures, record.LastAttempt, record.LastGood, record.Newest, due) { Reason = reason };
    }

    private static string? Unpollable(SourceDefinition definition, bool known)
    {
        if (!known)
            return $"this version has no kind '{definition.Kind}': it is not polled";
        return PollSchedule.Find(definition) is null
            ? $"the time zone '{definition.Zone}' or the schedule '{definition.Schedule}' is not known on this machine: it is not polled"
            : null;
    }

    private static (SourceState State, string? Reason) Judge(SourceDefinition definition, PollRecord record, DateTimeOffset now)
    {
        if (record.Failure is { } failure)
            return (Failed(definition, record, failure.Reason), failure.Detail);
        if (record.LastGood is not { } good)
            return (SourceState.Never, null);
        if (IsSilent(definition, good, now))
            return (SourceState.Stale, "no good poll for two times of its schedule");
        if (IsOld(definition, record.Newest, now))
            return (SourceState.Stale, record.Newest is { } newest ? $"nothing new for longer than is usual, newest {newest}" : "it answers, but has brought no value yet");
        return record.Took >= SlowFrom
            ? (SourceState.Slow, string.Create(CultureInfo.InvariantCulture, $"it took {record.Took.Value.TotalSeconds:F0} s to answer"))
            : (SourceState.Ok, null);
    }

    private static SourceState Failed(SourceDefinition definition, PollRecord record, SourceFailureReason reason) => reason switch
    {
        SourceFailureReason.Blocked => SourceState.Blocked,
        // This definition read it before, so it is the source that has another form now. On a page no selector finds is the same.
        SourceFailureReason.NotTheFormat when record.WasGood => SourceState.SchemaChanged,
        SourceFailureReason.Empty when record.WasGood && definition.Kind.EndsWith("html", StringComparison.Ordinal) => SourceState.SchemaChanged,
        SourceFailureReason.Empty => SourceState.Empty,
        _ => SourceState.Failing,
    };

    /// <summary>Two times of the schedule passed without a good poll.</summary>
    private static bool IsSilent(SourceDefinition definition, DateTimeOffset good, DateTimeOffset now)
    {
        var schedule = PollSchedule.Find(definition)!;
        var second = schedule.Next(schedule.Next(good));
        return second < DateTimeOffset.MaxValue - Slack && second + Slack < now;
    }

    /// <summary>The newest value of all its series is old, or there never was one; of announcements, the newest.</summary>
    private static bool IsOld(SourceDefinition definition, Period? newest, DateTimeOffset now) => definition.Series.Count == 0
        ? newest is { } published && now.UtcDateTime - published.Utc > UsualSilence
        : newest is not { } period || definition.Series.All(series => IsOld(series.ToSeries(), period, now));

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

    /// <summary>It answers, but with nothing, or with fewer items than are expected.</summary>
    Empty,

    /// <summary>It was read before, and now what the definition names is not there or has another form.</summary>
    SchemaChanged,

    /// <summary>It is read, but takes long to answer.</summary>
    Slow,

    /// <summary>No good poll for two times of its schedule, or no new observation for longer than is usual.</summary>
    Stale,

    /// <summary>Not polled: it takes what is posted.</summary>
    Push,
}
