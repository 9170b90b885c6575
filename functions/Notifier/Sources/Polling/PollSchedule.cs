using NCrontab;

namespace Notifier.Sources.Polling;

/// <summary>
/// A six-field NCRONTAB (second minute hour day month weekday) in the zone of a source. A local time that a clock change
/// skips runs at the next time that exists; one that exists twice runs once, except where every hour is meant.
/// </summary>
internal sealed class PollSchedule
{
    private const int LongestText = 200;

    private static readonly CrontabSchedule.ParseOptions SixFields = new() { IncludingSeconds = true };

    private readonly CrontabSchedule _times;
    private readonly TimeZoneInfo _zone;

    /// <summary>“Every hour” is about time that passes, a named hour is about the clock on the wall.</summary>
    private readonly bool _everyHour;

    private PollSchedule(string schedule, TimeZoneInfo zone)
    {
        _times = CrontabSchedule.Parse(schedule, SixFields);
        _zone = zone;
        var hours = CrontabField.Hours(Fields(schedule)[2]);
        _everyHour = Enumerable.Range(0, 24).All(hours.Contains);
    }

    /// <summary>Null where the schedule or the zone cannot be read on this machine, though it could where it was stored.</summary>
    public static PollSchedule? Find(SourceDefinition definition)
    {
        try
        {
            return new PollSchedule(definition.Schedule, TimeZoneInfo.FindSystemTimeZoneById(definition.Zone));
        }
        catch (Exception exception) when (exception is CrontabException or TimeZoneNotFoundException or InvalidTimeZoneException)
        {
            return null;
        }
    }

    /// <summary>What is wrong with a schedule and how to mend it; null where nothing is.</summary>
    public static string? Problem(string schedule, TimeZoneInfo zone)
    {
        const string Example = "second minute hour day month weekday, for example '0 30 17 * * 1-5' for half past five on weekdays";
        var fields = Fields(schedule);
        if (fields.Length == 0)
            return $"'schedule' is missing: when to poll, as six fields: {Example}";
        if (schedule.Length > LongestText)
            return $"a schedule has at most {LongestText} characters: {Example}";
        if (fields.Length == 5)
            return $"'{schedule}' has five fields and six are wanted: put the second in front, '0 {schedule}'";
        if (fields.Length != 6)
            return $"'{schedule}' has {fields.Length} fields and six are wanted: {Example}";
        if (CrontabSchedule.TryParse(schedule, SixFields) is null)
            return $"'{schedule}' is not a schedule: {Example}";
        // The timer that looks for due sources runs once a minute.
        var seconds = CrontabField.Seconds(fields[0]);
        if (Enumerable.Range(0, 60).Count(seconds.Contains) > 1)
            return $"'{schedule}' comes more often than once a minute, which is the most that is polled: write one second, '0 {string.Join(' ', fields[1..])}'";
        // 29 February can be eight years away (1896–1904, 2096–2104); what does not come by then never comes.
        var start = new DateTimeOffset(2096, 3, 1, 0, 0, 0, TimeSpan.Zero);
        return new PollSchedule(schedule, zone).Next(start) > start.AddYears(9) ? $"'{schedule}' never comes" : null;
    }

    /// <summary>The first time after <paramref name="after"/>; the end of time where there is none.</summary>
    public DateTimeOffset Next(DateTimeOffset after) => _everyHour ? NextPassing(after) : NextOnTheWall(after);

    private DateTimeOffset NextOnTheWall(DateTimeOffset after)
    {
        for (var local = TimeZoneInfo.ConvertTime(after, _zone).DateTime; ;)
        {
            local = _times.GetNextOccurrence(local);
            if (IsTheEnd(local))
                return DateTimeOffset.MaxValue;
            // In the second of two equal hours the first may already have run.
            if (Instant(local) is var instant && instant > after)
                return instant;
        }
    }

    /// <summary>Along the time that passes: where the offset changes before the time found, it is looked for again from the change on.</summary>
    private DateTimeOffset NextPassing(DateTimeOffset after)
    {
        for (var (offset, local) = (_zone.GetUtcOffset(after), after.ToOffset(_zone.GetUtcOffset(after)).DateTime); ;)
        {
            local = _times.GetNextOccurrence(local);
            if (IsTheEnd(local))
                return DateTimeOffset.MaxValue;
            var found = new DateTimeOffset(local, offset);
            if (_zone.GetUtcOffset(found) == offset)
                return found;
            var change = Change(after, found);
            (after, offset) = (change, _zone.GetUtcOffset(change));
            // The schedule asks for what is later than the time given.
            local = change.ToOffset(offset).DateTime.AddTicks(-1);
        }
    }

    /// <summary>The first instant of the offset that holds at <paramref name="to"/>, to the second.</summary>
    private DateTimeOffset Change(DateTimeOffset from, DateTimeOffset to)
    {
        var (before, at) = (from.ToUnixTimeSeconds(), to.ToUnixTimeSeconds());
        var offset = _zone.GetUtcOffset(to);
        while (at - before > 1)
        {
            var middle = before + ((at - before) / 2);
            (before, at) = _zone.GetUtcOffset(DateTimeOffset.FromUnixTimeSeconds(middle)) == offset ? (before, middle) : (middle, at);
        }

        return DateTimeOffset.FromUnixTimeSeconds(at);
    }

    private DateTimeOffset Instant(DateTime local)
    {
        while (_zone.IsInvalidTime(local))
            local = new DateTime(local.Ticks - local.Ticks % TimeSpan.TicksPerMinute).AddMinutes(1);
        // Of two equal times the first: it has the larger offset.
        var offset = _zone.IsAmbiguousTime(local) ? _zone.GetAmbiguousTimeOffsets(local).Max() : _zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset);
    }

    // Where the calendar ends, no offset can be added any more.
    private static bool IsTheEnd(DateTime local) => local.Year > 9990;

    private static string[] Fields(string schedule) => schedule.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
