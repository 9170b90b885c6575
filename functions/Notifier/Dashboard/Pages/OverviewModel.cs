using Notifier.Core.Warnings;

namespace Notifier.Dashboard.Pages;

/// <summary>The first page: what fires now, the series, the last warnings, the sources.</summary>
/// <param name="Address">Where the service is reached, for the commands that an empty page shows.</param>
/// <param name="MoreSeries">How many series are not shown.</param>
public sealed record OverviewModel(
    PageFrame Frame,
    DateTimeOffset Now,
    string Address,
    IReadOnlyList<FiringCard> Firing,
    IReadOnlyList<SeriesCard> Series,
    int MoreSeries,
    IReadOnlyList<WarningRow> Warnings,
    IReadOnlyList<SourceRow> Sources);

/// <summary>An open episode.</summary>
/// <param name="Measure">Of a rule on entries; null for one on series.</param>
public sealed record FiringCard(
    string Title, string Rule, string Series, Severity Severity, Severity Peak, string Since, string Reason, string Value, string Period, MeasureCard? Measure = null);

/// <param name="Dates">Each as <c>deadline 2026-04-15</c>.</param>
/// <param name="Copies">What was published of it, the newest first.</param>
public sealed record MeasureCard(string Title, string Stage, IReadOnlyList<string> Dates, IReadOnlyList<MeasureCopy> Copies);

/// <param name="Link">To be shown only as <see cref="WebLink"/> allows.</param>
public sealed record MeasureCopy(string Source, string Title, string? Link, string Published);

/// <param name="Change">Against 30 days before, signed; null where there is nothing to compare with.</param>
/// <param name="Sparkline">SVG of our own drawing.</param>
public sealed record SeriesCard(string Id, string Source, string Value, string Unit, string Period, string? Change, string Sparkline, Severity? Firing);

public sealed record WarningRow(Warning Warning, DateTimeOffset Recorded);

/// <param name="State">One word: <c>good</c>, <c>failing</c>, <c>blocked</c>, <c>waiting</c>, <c>push</c>.</param>
/// <param name="Says">What the state means and, where it fails, why.</param>
public sealed record SourceRow(string Id, string Kind, string State, string Says, DateTimeOffset? LastGood, int Series);
