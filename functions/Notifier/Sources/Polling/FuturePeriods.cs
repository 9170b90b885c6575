using Notifier.Core.Observations;

namespace Notifier.Sources.Polling;

/// <summary>
/// Keeps out what is dated in the future: forecasts, and dates that were read wrongly. One of them would be the newest
/// observation of its series from then on, and everything after it a revision that nobody is told of.
/// </summary>
internal static class FuturePeriods
{
    // A day begins up to 14 hours earlier in the east.
    private static readonly TimeSpan Slack = TimeSpan.FromDays(1);

    // Of a source that forecasts; whoever reads a list of suspects needs no more.
    private const int MostShown = 3;

    /// <param name="before">Where the poll began: dates that were all read wrongly move nothing.</param>
    /// <returns>The reading without them, a failure where nothing else is left, and how many were left out.</returns>
    public static (SourceReading Reading, int LeftOut) Without(SourceReading reading, SourceCursor before, DateTimeOffset now)
    {
        var latest = (now + Slack).UtcDateTime;
        var ahead = reading.Series.SelectMany(one => one.Observations.Where(value => one.Series.Frequency.Begin(value.Period) > latest)).ToList();
        if (ahead.Count == 0)
            return (reading, 0);
        var kept = reading.Series.Select(one => one with
        {
            Observations = [.. one.Observations.Where(value => one.Series.Frequency.Begin(value.Period) <= latest)],
            Ahead = [.. one.Observations.Where(value => one.Series.Frequency.Begin(value.Period) > latest).OrderBy(value => value.Period).Take(MostShown)],
        }).ToList();
        if (kept.All(one => one.Observations.Count == 0))
        {
            return (SourceReading.Failed(before, new(
                SourceFailureReason.NotTheFormat, $"every value is dated in the future, the first {ahead.Min(value => value.Period)}: check 'date' of the series")), ahead.Count);
        }

        // What is asked for next time begins at what was read, not at what is to come.
        return (reading with { Series = kept, Cursor = reading.Cursor with { LastPeriod = ReadingBuilder.LastPeriod(kept) } }, ahead.Count);
    }
}
