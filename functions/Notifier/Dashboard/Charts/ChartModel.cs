using Notifier.Core.Observations;
using Notifier.Core.Warnings;

namespace Notifier.Dashboard.Charts;

/// <summary>What a chart shows: one series with the episodes on it.</summary>
/// <param name="Points">Oldest first.</param>
/// <param name="Bands">Drawn behind the line, in this order.</param>
internal sealed record ChartModel(Series Series, IReadOnlyList<Observation> Points, IReadOnlyList<ChartBand> Bands)
{
    /// <summary>What the chart shows, in words, for whoever does not see it.</summary>
    public string Description
    {
        get
        {
            if (Points.Count == 0)
                return $"{Series.Id} has no observations in this range.";
            var (low, high) = (Points.MinBy(point => point.Value), Points.MaxBy(point => point.Value));
            var text = $"{Series.Id} from {Points[0].Period} to {Points[^1].Period}: lowest {Figure(low)} on {low.Period}, highest {Figure(high)} on {high.Period}, last {Figure(Points[^1])}.";
            var episodes = Bands.Select(band => band.Episode).Distinct().Count();
            return episodes == 0 ? text : $"{text} {episodes} {(episodes == 1 ? "episode is" : "episodes are")} shaded in the colours of {(episodes == 1 ? "its" : "their")} severity.";
        }
    }

    private string Figure(Observation point) => NumberText.WithUnit(point.Value, Series.Unit);
}

/// <summary>A stretch of an episode at one severity, to its end or still open.</summary>
internal sealed record ChartBand(string Episode, Period From, Period? To, Severity Severity);
