using NCrontab;

namespace Notifier.Sources.Polling;

/// <summary>
/// A six-field NCRONTAB (second minute hour day month weekday) in the zone of a source. A local time that a clock change
/// skips runs at the next time that exists; one that exists twice runs once, except where every hour is meant.
/// </summary>
internal sealed class PollSchedule
{
    private static readonly CrontabSchedule.ParseOptions SixFields = new() { IncludingSeconds = true };

    private readonly CrontabSchedule _times;
    private readonly TimeZoneInfo _zone;

    /// <summary>“Every hour” is about time that passes, a named hour is about the clock on the wall.</summary>
    private readonly bool _everyHour;

    private PollSchedule(string schedule, TimeZoneInfo zone)
    {
        _times = CrontabSchedule.Parse(schedule, SixFields);
        _zone = zone;
        _everyHour = schedule.Split(' ', StringSplitOptions.RemoveEmptyEntries)[2] == "*";
    }

    /// <exception cref="CrontabException">The schedule of a stored definition was judged before it was stored.</exception>
    public static PollSchedule Of(SourceDefinition definition) =>
        new(definition.Schedule, TimeZoneInfo.FindSystemTimeZoneById(definition.Zone));

    /// <summary>What is wrong with a schedule and how to mend it; null where nothing is.</summary>
    public static string? Problem(string schedule, TimeZoneInfo zone)
    {
        const string Example = "second minute hour day month weekday, for example '0 30 17 * * 1-5' for half past five on weekdays";
        var fields = schedule.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
        if (fields == 0)
            return $"'schedule' is missing: when to poll, as six fields: {Example}";
        if (fields == 5)
            return $"'{schedule}' has five fields and six are wanted: put the second in front, '0 {schedule}'";
        if (fields != 6)
            return $"'{schedule}' has {fields} fields and six are wanted: {Example}";
        if (CrontabSchedule.TryParse(schedule, SixFields) is null)
            return $"'{schedule}' is not a schedule: {Example}";
        // 29 February can be eight years away (1896–1904, 2096–2104); what does not come by then never comes.
        var start = new DateTimeOffset(2096, 3, 1, 0, 0, 0, TimeSpan.Zero);
        return new PollSchedule(schedule, zone).Next(start) > start.AddYears(9) ? $"'{schedule}' never comes" : null;
    }

    /// <summary>The first time after <paramref name="after"/>; the end of time where there is none.</summary>
    public DateTimeOffset Next(DateTimeOffset after)
    {
        if (_everyHour)
        {
            var offset = _zone.GetUtcOffset(after);
            var elapsed = _times.GetNextOccurrence(after.ToOffset(offset).DateTime);
            return elapsed == DateTime.MaxValue ? DateTimeOffset.MaxValue : new DateTimeOffset(elapsed, offset);
        }

        for (var local = TimeZoneInfo.ConvertTime(after, _zone).DateTime; ;)
        {
            local = _times.GetNextOccurrence(local);
            if (local.Year > 9990)
                return DateTimeOffset.MaxValue;
            // In the second of two equal hours the first may already have run.
            if (Instant(local) is var instant && instant > after)
                return instant;
        }
    }

    /// <summary>True where the schedule came round since the last run; a source that never ran is due. A missed time is due once.</summary>
    public static bool IsDue(SourceDefinition definition, DateTimeOffset? lastRun, DateTimeOffset now) =>
        definition.Schedule.Length > 0 && (lastRun is null || Of(definition).Next(lastRun.Value) <= now);

    private DateTimeOffset Instant(DateTime local)
    {
        while (_zone.IsInvalidTime(local))
            local = new DateTime(local.Ticks - local.Ticks % TimeSpan.TicksPerMinute).AddMinutes(1);
        // Of two equal times the first: it has the larger offset.
        var offset = _zone.IsAmbiguousTime(local) ? _zone.GetAmbiguousTimeOffsets(local).Max() : _zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset);
    }
}
