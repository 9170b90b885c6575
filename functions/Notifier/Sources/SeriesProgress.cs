using System.Globalization;
using Notifier.Core.Observations;

namespace Notifier.Sources;

/// <summary>How far each series was read, in one poll and from poll to poll.</summary>
/// <param name="today">What is dated behind it is a projection, and is asked for again until its time comes.</param>
internal sealed class SeriesProgress(SourceDefinition definition, SourceCursor cursor, Period today)
{
    // For who tries a definition; thousands of them say no more.
    private const int MostLeftOut = 20;

    private readonly Dictionary<string, string> _marks = definition.Series
        .Where(series => cursor.Marks?.ContainsKey(series.Id) == true)
        .ToDictionary(series => series.Id, series => cursor.Marks![series.Id]);

    private readonly List<SeriesReading> _read = [];
    private readonly List<SourceFailure> _failures = [];
    private readonly List<string> _leftOut = [];
    private string? _unread;
    private int _troubles;

    /// <summary>Those that were never read come first, so that a poll which is always cut short comes round.</summary>
    private List<SourceSeries> Order() => definition.Series.OrderBy(series => _marks.ContainsKey(series.Id)).ToList();

    /// <summary>Reads each series for itself: what is wrong with one leaves it where it was, what all would meet ends the poll.</summary>
    /// <param name="read">Told the newest period that is known.</param>
    public async Task<SourceReading> RunAsync(Func<SourceSeries, Period?, CancellationToken, Task<(SourceReading? Reading, SourceFailure? Failure)>> read, CancellationToken cancellation)
    {
        foreach (var series in Order())
        {
            var (reading, failure) = await read(series, Last(series), cancellation);
            if (failure is null)
                Add(series, reading!);
            if ((failure ?? reading!.Failure) is { } wrong && Fail(wrong))
                break;
        }

        return Reading();
    }

    private Period? Last(SourceSeries series) => _marks.TryGetValue(series.Id, out var mark) && Period.TryParse(mark, out var last) ? last : null;

    private void Add(SourceSeries series, SourceReading reading)
    {
        _troubles = 0;
        _read.AddRange(reading.Series);
        _leftOut.AddRange(reading.LeftOut);
        _unread ??= reading.Unread;
        if (reading.Cursor.LastPeriod is { } newest)
            _marks[series.Id] = (newest > today ? today : newest).ToString();
    }

    /// <returns>Whether the other series would meet the same.</returns>
    private bool Fail(SourceFailure failure)
    {
        _failures.Add(failure);
        _troubles = IsTrouble(failure.Reason) ? _troubles + 1 : 0;
        return _troubles > 1 || failure.Reason
            is SourceFailureReason.Throttled or SourceFailureReason.Unauthorized or SourceFailureReason.Blocked
            or SourceFailureReason.NotConfigured or SourceFailureReason.Unreachable;
    }

    private SourceReading Reading() => new(cursor with { LastPeriod = Slowest(), Marks = _marks }, _read, [], Failure: Failure()) { LeftOut = [.. _leftOut.Take(MostLeftOut)], Unread = _unread };

    private static bool IsTrouble(SourceFailureReason reason) =>
        reason is SourceFailureReason.ServerError or SourceFailureReason.Timeout or SourceFailureReason.Truncated;

    private Period? Slowest() => _marks.Count < definition.Series.Count ? cursor.LastPeriod : definition.Series.Min(Last);

    /// <summary>One that may pass, where there is one: it is asked again sooner.</summary>
    private SourceFailure? Failure()
    {
        var told = _failures.Find(failure => failure.Reason.IsTransient()) ?? _failures.FirstOrDefault();
        return _failures.Count < 2
            ? told
            : told! with { Detail = string.Create(CultureInfo.InvariantCulture, $"{told.Detail} ({_failures.Count} of {definition.Series.Count} series failed)") };
    }
}
