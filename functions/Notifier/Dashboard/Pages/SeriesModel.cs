using Notifier.Core.Observations;
using Notifier.Core.Observations.Quality;

namespace Notifier.Dashboard.Pages;

/// <summary>One series: chart, what fires on it, its last observations and warnings.</summary>
/// <param name="Charts">The same chart wide and narrow, as SVG of our own drawing.</param>
/// <param name="Summary">What the chart shows, in words.</param>
/// <param name="Last">Newest first.</param>
/// <param name="Suspects">Put aside by the quality checks, newest first.</param>
public sealed record SeriesModel(
    PageFrame Frame,
    DateTimeOffset Now,
    Series Series,
    string Source,
    IReadOnlyList<string> Charts,
    string Summary,
    IReadOnlyList<SeriesRange> Ranges,
    IReadOnlyList<FiringCard> Firing,
    IReadOnlyList<Observation> Last,
    IReadOnlyList<Suspect> Suspects,
    IReadOnlyList<WarningRow> Warnings);

/// <summary>A choice of how far back the chart reaches.</summary>
public sealed record SeriesRange(string Name, string Address, bool Chosen);
