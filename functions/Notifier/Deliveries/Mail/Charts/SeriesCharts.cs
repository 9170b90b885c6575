using Notifier.Core.Entries;
using Notifier.Core.Indicators;
using Notifier.Core.Observations;
using Notifier.Core.Rules;
using Notifier.Core.Warnings;
using Notifier.Dashboard.Charts;
using Notifier.Observations;
using Notifier.Rules;
using Notifier.Sources;

namespace Notifier.Deliveries.Mail.Charts;

/// <summary>Reads what the chart of a warning shows.</summary>
/// <returns>Null where it is of no series, or there is no line to draw.</returns>
internal delegate Task<SeriesChart?> ChartSource(Warning warning, CancellationToken cancellation);

/// <summary>A series up to its warning, and the rungs that are levels of it.</summary>
internal sealed record SeriesChart(ChartModel Model, IReadOnlyList<RungLevel> Levels);

/// <summary>The chart of a warning from the stores: as it stood when it was told, not as it went on.</summary>
internal sealed class SeriesCharts(SourceStore sources, ObservationStore observations, RuleStore rules)
{
    public async Task<SeriesChart?> ReadAsync(Warning warning, CancellationToken cancellation)
    {
        if (warning.Entry is not null || await sources.FindSeriesAsync(warning.Series, cancellation) is not (_, { } found))
            return null;
        var series = found.ToSeries();
        var from = From(warning, series.Frequency);
        var history = await observations.HistoryAsync(series.Id, from, warning.Period, cancellation);
        if (history.Count < 2)
            return null;
        return new SeriesChart(new(series, history.AsSpan().ToArray(), []), await LevelsAsync(warning, series, history, cancellation));
    }

    /// <summary>Far enough that the base of any usual rung is seen: three years of days, ten of what is coarser, two months of hours.</summary>
    private static Period From(Warning warning, Frequency frequency)
    {
        var days = frequency switch { Frequency.Intraday => 60, Frequency.Daily => 3 * 365, _ => 10 * 365 };
        var usual = warning.Period.Back(TimeSpan.FromDays(days));
        var named = warning.Inputs.Observations.Select(observation => observation.Period).DefaultIfEmpty(usual).Min();
        // What a reason over all time names may be decades away: then the line is not drawn so far.
        return named < usual && named >= warning.Period.Back(TimeSpan.FromDays(days * 2)) ? named : usual;
    }

    private async Task<IReadOnlyList<RungLevel>> LevelsAsync(Warning warning, Series series, History history, CancellationToken cancellation)
    {
        var rule = (await rules.ReadAsync(cancellation)).Rules.FirstOrDefault(stored => stored.Rule.Id == warning.Rule)?.Rule;
        // Limits that were changed since are not those that the reason names.
        if (rule is null || rule.Version != warning.Inputs.RuleVersion)
            return [];
        var moment = new Moment(series, history, history.IndexAtOrBefore(warning.Period), warning.Period, EntryLog.Empty);
        return RungLevels.Of(rule.Ladder, moment, warning.Inputs.Observations);
    }
}
