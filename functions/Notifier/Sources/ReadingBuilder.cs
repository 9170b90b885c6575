using System.Globalization;
using Notifier.Core.Observations;
using Notifier.Core.Observations.Calendars;

namespace Notifier.Sources;

/// <summary>Collects what an adapter finds in a table or a list of items: dates and values as texts become observations.</summary>
/// <remarks>
/// A cell that cannot be read, as a footnote beside a number, is named and left out, and the others are taken. Where more than a fifth of a series'
/// cells are such its form has changed, and nothing of it is taken; where its newest is one, the others are taken and the poll has failed.
/// </remarks>
/// <param name="quote">Makes a piece of the answer fit to be shown, above all without secrets.</param>
internal sealed class ReadingBuilder(SourceDefinition definition, Func<string, string>? quote = null)
{
    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(definition.Zone);
    private readonly Dictionary<string, SourceFailure> _refused = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FoundValues> _found = definition.Series.ToDictionary(series => series.Id, _ => new FoundValues());

    // For who tries a definition; thousands of them say no more.
    private const int MostSkipped = 20;

    private readonly List<string> _skipped = [];

    /// <summary>What was wrong first, without the name of the source.</summary>
    public string? Problem { get; private set; }

    /// <summary>How many dates could be read.</summary>
    public int Dated => _found.Values.Sum(found => found.Dated);

    /// <summary>
    /// Adds one value. A text in the place of a date is a heading or a footnote and is left out; a date in a form that is not known
    /// and a value that cannot be read are counted.
    /// </summary>
    /// <param name="value">Null where there is no such place at all; an empty text is a missing value.</param>
    /// <param name="place">For messages: <c>row 12</c>, <c>item 3</c>.</param>
    /// <param name="from">What is older is known, and left out; null where everything is wanted.</param>
    public void Add(SourceSeries series, string? date, string? value, Func<string> place, DateOnly? from = null)
    {
        var found = _found[series.Id];
        found.HasPlace |= value is not null;
        if (date is null)
            return;
        if (!PeriodText.TryRead(date, series.Frequency, _zone, out var period))
        {
            Skip(place, $"'{Shown(date)}' is no date: a heading or a footnote");
            if (PeriodText.LooksLikeDate(date) && value is not null && ValueText.TryRead(value, out _))
                found.Fail(null, $"{place()}: '{Shown(date)}' is not a date that can be read");
            return;
        }

        found.Date(period);
        if (period.Date < from)
            return;
        if (value is null || ValueText.IsMissing(value))
        {
            Skip(place, $"no value of '{series.Id}' for {period}");
            if (!Rests(series, period))
                found.Miss();
            return;
        }

        if (ValueText.TryRead(value, found.Last, out var number))
        {
            found.Add(period, number);
            return;
        }

        Skip(place, $"'{Shown(value)}' is not a number");
        found.Fail(period, $"{place()}: '{Shown(value)}' is not a number");
    }

    /// <summary>On a day without trading a missing value is none that should be there; without a calendar that is known of weekends alone.</summary>
    private static bool Rests(SourceSeries series, Period period) => series.Frequency <= Frequency.Daily
        && (TradingCalendars.Find(series.Calendar) is { } calendar ? !calendar.IsOpen(period.Date) : period.Date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday);

    private void Skip(Func<string> place, string why)
    {
        if (_skipped.Count < MostSkipped)
            _skipped.Add($"{place()}: {why}");
    }

    public void Fail(string problem) => Problem ??= problem;

    /// <summary>Leaves one series out, with the reason; the others go on.</summary>
    public void Refuse(SourceSeries series, SourceFailure failure) => _refused.TryAdd(series.Id, failure);

    /// <summary>A cell or value as a message may show it.</summary>
    public string Shown(string text)
    {
        text = quote?.Invoke(text) ?? text;
        return text.Length <= 40 ? text : text[..40] + "…";
    }

    /// <param name="items">How many rows or items there were.</param>
    /// <returns>The reading, or why there is none.</returns>
    public (SourceReading? Reading, SourceFailure? Failure) Build(SourceCursor next, int items, string host)
    {
        if (Problem is not null)
            return (null, new(SourceFailureReason.NotTheFormat, $"{host}: {Problem}"));
        if (items < definition.ExpectMinItems)
            return (null, new(SourceFailureReason.Empty, $"{host}: {items} items where at least {definition.ExpectMinItems} are expected"));
        RefuseUnreadable(host);
        if (_refused.Count == definition.Series.Count)
            return (null, _refused.Values.First());
        if (items > 0 && Unfound(next.LastPeriod is null) is { } unfound)
            return (null, new(SourceFailureReason.NotTheFormat, $"{host}: none of {items} items {unfound}"));
        if (OnlyMissing(host) is { } nothing)
            return (null, nothing);
        var series = definition.Series.Where(one => !_refused.ContainsKey(one.Id)).Select(Reading).ToList();
        return (Read(next with { LastPeriod = LastPeriod(series) ?? next.LastPeriod }, series, _refused.Values.FirstOrDefault() ?? NewestUnread(host)), null);
    }

    /// <summary>With a failure the next request is not conditional: the same answer is wrong still.</summary>
    private SourceReading Read(SourceCursor cursor, IReadOnlyList<SeriesReading> series, SourceFailure? failure) =>
        new(failure is null ? cursor : cursor with { ETag = null, LastModified = null }, series, [], Failure: failure) { LeftOut = _skipped, Unread = Unread };

    private void RefuseUnreadable(string host)
    {
        foreach (var series in definition.Series.Where(series => _found[series.Id].IsUnreadable))
            Refuse(series, new(SourceFailureReason.NotTheFormat, $"{host}: {_found[series.Id].Problem}"));
    }

    /// <summary>The others are known and taken, but what the series stands at is not.</summary>
    private SourceFailure? NewestUnread(string host) => definition.Series.Select(series => _found[series.Id]).FirstOrDefault(found => found.IsNewestUnread) is { } found
        ? new(SourceFailureReason.NotTheFormat, $"{host}: {found.Problem}; the newest is among them")
        : null;

    /// <summary>A source that answers with nothing but missing markers brings nothing, and says so by no error.</summary>
    private SourceFailure? OnlyMissing(string host)
    {
        var missing = _found.Values.Sum(found => found.Missing);
        return missing > 0 && _found.Values.All(found => found.Observations.Count == 0)
            ? new(SourceFailureReason.Empty, string.Create(CultureInfo.InvariantCulture, $"{host}: {missing} items have a date and none has a value, the newest of {_found.Values.Max(found => found.Newest)}"))
            : null;
    }

    private string? Unread => _found.Values.Where(found => found.Unread > 0).ToList() is { Count: > 0 } some
        ? string.Create(CultureInfo.InvariantCulture, $"{some.Sum(found => found.Unread)} values, the first in {some[0].FirstUnread}")
        : null;

    /// <summary>
    /// Of one answer for many symbols: what came is kept, and what it did not hold or was refused is the failure beside it.
    /// </summary>
    /// <param name="next">The cursor with the tags of the answer.</param>
    /// <param name="items">How many rows or items there were.</param>
    public SourceReading BySymbol(SourceCursor before, SourceCursor next, int items, string host)
    {
        if (Problem is not null)
            return SourceReading.Failed(before, new(SourceFailureReason.NotTheFormat, $"{host}: {Problem}"));
        if (items < definition.ExpectMinItems)
            return SourceReading.Failed(before, new(SourceFailureReason.Empty, $"{host}: {items} items where at least {definition.ExpectMinItems} are expected"));
        RefuseUnreadable(host);
        var absent = definition.Series.Where(series => _found[series.Id].Dated == 0 && !_refused.ContainsKey(series.Id)).Select(series => series.Symbol).Distinct().ToList();
        var failure = _refused.Count > 0 ? _refused.Values.First()
            : absent.Count > 0 ? new SourceFailure(SourceFailureReason.NotFound, $"{host} answered without any value of {string.Join(", ", absent)}: check 'symbol'")
            : OnlyMissing(host) ?? NewestUnread(host);
        var series = definition.Series.Where(one => _found[one.Id].Dated > 0 && !_refused.ContainsKey(one.Id)).Select(Reading).ToList();
        var last = LastPeriod(series) ?? before.LastPeriod;
        return Read(next with { LastPeriod = last }, series, failure);
    }

    /// <summary>How far all series were read: the one that lags behind decides what is asked for next time.</summary>
    public static Period? LastPeriod(IEnumerable<SeriesReading> series) => series
        .Where(reading => reading.Observations.Count > 0)
        .Select(reading => (Period?)reading.Observations.Max(observation => observation.Period))
        .Min();

    private SeriesReading Reading(SourceSeries series) => new(series.ToSeries(), _found[series.Id].Observations) { Checks = series.ToChecks(), ConfirmedBy = series.ConfirmedBy };

    /// <summary>What no item has. A series that is sparse may be absent from the newest items, but not from all that there ever were.</summary>
    private string? Unfound(bool first)
    {
        var undated = definition.Series.Where(series => _found[series.Id].Dated == 0).ToList();
        if (undated.Count == definition.Series.Count)
            return "has a date that can be read: check 'date' of the series";
        var placeless = definition.Series.Where(series => !_found[series.Id].HasPlace).ToList();
        if (placeless.Count > 0 && (first || placeless.Count == definition.Series.Count))
            return $"has {Named(placeless[0].Value)}: check 'value' of the series '{placeless[0].Id}'";
        return undated.Count > 0 && first ? $"has a date for the series '{undated[0].Id}' that can be read: check its 'date'" : null;
    }

    private static string Named(string? place) => place is null ? "a second column" : $"'{place}'";
}
