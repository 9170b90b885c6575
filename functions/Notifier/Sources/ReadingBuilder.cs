using Notifier.Core.Observations;

namespace Notifier.Sources;

/// <summary>Collects what an adapter finds in a table or a list of items: dates and values as texts become observations.</summary>
internal sealed class ReadingBuilder(SourceDefinition definition)
{
    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(definition.Zone);
    private readonly Dictionary<string, SortedDictionary<Period, double>> _found = definition.Series.ToDictionary(series => series.Id, _ => new SortedDictionary<Period, double>());

    /// <summary>What was wrong first, without the name of the source.</summary>
    public string? Problem { get; private set; }

    /// <summary>How many dates could be read.</summary>
    public int Dated { get; private set; }

    /// <summary>Adds one value. A date that cannot be read is a heading or a footnote and is left out; a value that cannot be read is a problem.</summary>
    /// <param name="place">For messages: <c>row 12</c>, <c>item 3</c>.</param>
    public void Add(SourceSeries series, string? date, string? value, Func<string> place)
    {
        if (date is null || !PeriodText.TryRead(date, series.Frequency, _zone, out var period))
            return;
        Dated++;
        if (value is null || ValueText.IsMissing(value))
            return;
        // Of two values for one period the later one corrects the earlier.
        if (ValueText.TryRead(value, out var number))
            _found[series.Id][period] = number;
        else
            Problem ??= $"{place()}: '{Short(value)}' is not a number";
    }

    public void Fail(string problem) => Problem ??= problem;

    /// <param name="items">How many rows or items there were.</param>
    /// <returns>The reading, or why there is none.</returns>
    public (SourceReading? Reading, SourceFailure? Failure) Build(SourceCursor next, int items, string host)
    {
        if (Problem is not null)
            return (null, new(SourceFailureReason.NotTheFormat, $"{host}: {Problem}"));
        if (items < definition.ExpectMinItems)
            return (null, new(SourceFailureReason.Empty, $"{host}: {items} items where at least {definition.ExpectMinItems} are expected"));
        if (items > 0 && Dated == 0)
            return (null, new(SourceFailureReason.NotTheFormat, $"{host}: none of {items} items has a date that can be read: check 'date' of the series"));
        var series = definition.Series.Select(one => new SeriesReading(one.ToSeries(), [.. _found[one.Id].Select(found => new Observation(found.Key, found.Value))])).ToList();
        return (new(next with { LastPeriod = LastPeriod(series) ?? next.LastPeriod }, series, []), null);
    }

    /// <summary>How far all series were read: the one that lags behind decides what is asked for next time.</summary>
    public static Period? LastPeriod(IEnumerable<SeriesReading> series) => series
        .Where(reading => reading.Observations.Count > 0)
        .Select(reading => (Period?)reading.Observations.Max(observation => observation.Period))
        .Min();

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
