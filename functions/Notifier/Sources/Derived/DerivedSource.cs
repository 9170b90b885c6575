using Notifier.Core.Observations.Derived;
using Notifier.Core.Entries;
using Notifier.Core.Observations;

namespace Notifier.Sources.Derived;

/// <summary>
/// Kind <c>derived</c>: series that follow from others by a formula, for every period anew from a year before the last one computed,
/// so that inputs may come in any order and be revised. Each value is noted with the observations that it follows from.
/// </summary>
internal sealed class DerivedSource(Lazy<DerivedInputs> inputs, TimeProvider time) : ISource
{
    // Revisions of inputs older than that are taken in when the definition is saved again.
    private static readonly TimeSpan Again = TimeSpan.FromDays(400);

    // Entries come late by days, not by years.
    private static readonly TimeSpan CountedAgain = TimeSpan.FromDays(14);

    public string Kind => SourceKind.Derived;

    public bool BringsEntries => false;

    public IEnumerable<(string Pointer, string Message)> Check(SourceDefinition definition)
    {
        if (definition.Url.Length > 0)
            yield return ("/url", "a derived source asks nobody: leave it out");
        if (definition.Items is not null)
            yield return ("/items", "a derived source asks nobody: leave it out");
        if (definition.Headers.Count > 0)
            yield return ("/headers", "a derived source asks nobody: leave it out");
        if (definition.Series.Count == 0)
            yield return ("/series", "list the series that are computed: each with its 'id', 'unit' and 'formula'");
        for (var index = 0; index < definition.Series.Count; index++)
        {
            foreach (var message in Check(definition.Series[index]))
                yield return ($"/series/{index}/formula", message);
        }
    }

    public async Task<SourceReading> ReadAsync(SourceDefinition definition, SourceCursor cursor, CancellationToken cancellation)
    {
        var from = cursor.LastPeriod?.Back(Again) ?? Period.FromTicks(0);
        var (readings, behind) = (new List<SeriesReading>(), false);
        foreach (var series in definition.Series)
        {
            var formula = FormulaParser.Parse(series.Formula!);
            var (known, isBehind, missing) = await inputs.Value.ReadAsync(formula, from, cancellation);
            if (missing is not null)
                return SourceReading.Failed(cursor, new(SourceFailureReason.NotFound, $"'{series.Id}' needs the series '{missing}', which no source has"));
            behind |= isBehind;
            try
            {
                readings.Add(await ReadAsync(definition, series, formula, known, from, cancellation));
            }
            catch (FormulaException problem)
            {
                return SourceReading.Failed(cursor, new(SourceFailureReason.NotConfigured, $"'{series.Id}': {problem.Message}"));
            }
        }

        return new(cursor with { LastPeriod = ReadingBuilder.LastPeriod(readings) ?? cursor.LastPeriod }, readings, []) { IsBehind = behind };
    }

    private static IEnumerable<string> Check(SourceSeries series)
    {
        if (series.Formula is null)
            return ["say how it follows from other series, for example \"lithium-cn / cny-usd\""];
        try
        {
            return FormulaParser.Parse(series.Formula).SeriesIds.Contains(series.Id) ? ["it follows from itself"] : [];
        }
        catch (FormulaException problem)
        {
            return [problem.Column > 0 ? $"{problem.Message} (column {problem.Column})" : problem.Message];
        }
    }

    private async Task<SeriesReading> ReadAsync(
        SourceDefinition definition, SourceSeries series, Formula formula, IReadOnlyDictionary<string, (Series, History)> known, Period from, CancellationToken cancellation)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(definition.Zone);
        var today = Period.From(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), zone).DateTime));
        // Days of counts begin a year back: nobody knows when counting was meant to begin.
        var first = formula.SeriesIds.Count > 0 ? from : CountedFrom(from, today);
        var log = formula.Counts.Count == 0 ? EntryLog.Empty : await CountedAsync(first.Back(formula.Counts.Max(count => count.Window)), today, zone, cancellation);
        var computed = Derivation.Run(formula, series.Unit, known, log, first, today.Add(TimeSpan.FromDays(1))).Where(one => formula.SeriesIds.Count > 0 || one.Period <= today).ToList();
        return new SeriesReading(
            series.ToSeries(),
            [.. computed.Select(one => new Observation(one.Period, one.Value))],
            computed.Where(one => one.Citation.Length > 0).ToDictionary(one => one.Period, one => one.Citation))
        {
            // Its inputs were looked at; a difference of two prices may be anything.
            Checks = series.Checks is null ? new(false, series.Min, series.Max) : series.ToChecks(),
            NotesAreContracts = false,
            Rolls = [.. computed.Select(one => one.Roll).OfType<Roll>()],
        };
    }

    /// <summary>A day of a zone begins and ends within a day of that of UTC.</summary>
    private async Task<EntryLog> CountedAsync(Period from, Period today, TimeZoneInfo zone, CancellationToken cancellation) =>
        (await inputs.Value.EntriesAsync(from.Back(TimeSpan.FromDays(1)), today.Add(TimeSpan.FromDays(2)), cancellation)).In(zone);

    /// <param name="from">A year before the last day that was computed.</param>
    private static Period CountedFrom(Period from, Period today)
    {
        var (late, earliest) = (from.Add(Again).Back(CountedAgain), today.Back(Again));
        return from.Utc.Ticks > 0 && late > earliest ? late : earliest;
    }
}
