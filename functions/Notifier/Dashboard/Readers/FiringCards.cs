using Notifier.Core.Entries.Dates;
using Notifier.Core.Entries.Lineages;
using Notifier.Core.Episodes;
using Notifier.Core.Observations;
using Notifier.Core.Warnings;
using Notifier.Dashboard.Charts;
using Notifier.Dashboard.Pages;
using Notifier.Episodes;

namespace Notifier.Dashboard.Readers;

/// <summary>Open episodes as cards.</summary>
internal sealed class FiringCards(EpisodeReader episodes)
{
    /// <summary>All that fire, the severest and then the newest first.</summary>
    public async Task<IReadOnlyList<FiringCard>> AllAsync(int most, CancellationToken cancellation) =>
        await episodes.OpenAsync(cancellation)
            .OrderByDescending(episode => episode.Severity).ThenByDescending(episode => episode.OpenedAt).Take(most)
            .Select(episode => Card(episode.RuleTitle, episode.Rule, episode.Series, episode.Severity, episode.Peak, episode.OpenedAt, episode.Reason, episode.Newest) with
            {
                Measure = episode.Measure is { } measure ? Card(measure) : null,
            })
            .ToListAsync(cancellation);

    public static IReadOnlyList<FiringCard> Of(SeriesState state) =>
    [
        .. from rule in state.Rules
           let told = rule.Value.Told
           where told is not null
           orderby told descending
           select Card(rule.Value.Title, rule.Key, state.Series, told ?? default, rule.Value.Peak, rule.Value.OpenedAt, rule.Value.LastReason, state.Window.Count == 0 ? null : state.Window[state.Window.Count - 1]),
    ];

    private static MeasureCard Card(Lineage measure) => new(
        measure.Newest.Title,
        measure.Stage?.Word() ?? "",
        [.. measure.Dates.OrderBy(date => date.Date).Select(date => $"{date.Kind.Word()} {Period.From(date.Date)}")],
        [.. measure.Parts.OrderByDescending(part => part.Published).Select(part => new MeasureCopy(part.Source, part.Title, part.Link, part.Published.ToString()))]);

    private static FiringCard Card(string title, string rule, Series series, Severity severity, Severity? peak, Period? since, string reason, Observation? newest) => new(
        title,
        rule,
        series.Id,
        severity,
        peak ?? severity,
        since?.ToString() ?? "",
        reason,
        newest is { } value ? NumberText.WithUnit(value.Value, series.Unit) : "",
        newest?.Period.ToString() ?? "");
}
