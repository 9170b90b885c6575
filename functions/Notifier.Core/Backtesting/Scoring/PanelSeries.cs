using Notifier.Core.Observations;

namespace Notifier.Core.Backtesting.Scoring;

/// <summary>One series of a panel with the doublings that a rule should announce.</summary>
/// <param name="Doublings">Surges of factor 2, ascending by mark.</param>
public sealed record PanelSeries(Series Series, History History, IReadOnlyList<SurgeEvent> Doublings)
{
    /// <summary>With the doublings that the definition finds.</summary>
    public static PanelSeries Of(Series series, History history) => new(series, history, SurgeEvents.Find(history, series.Frequency, 2));
}
