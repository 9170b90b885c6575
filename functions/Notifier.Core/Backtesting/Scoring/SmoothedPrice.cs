using Notifier.Core.Observations;

namespace Notifier.Core.Backtesting.Scoring;

/// <summary>
/// The price that surges are judged on: on daily series the median of the last five positive values, so that one wrong print is
/// no surge; on coarser ones the value itself. Values that are not positive are left out.
/// </summary>
internal static class SmoothedPrice
{
    private const int Width = 5;

    public static IReadOnlyList<Observation> Of(History history, Frequency frequency)
    {
        var positive = history.AsSpan().ToArray().Where(observation => observation.Value > 0).ToArray();
        if (frequency.CountsPeriods())
            return positive;
        var smoothed = new Observation[positive.Length];
        for (var at = 0; at < positive.Length; at++)
            smoothed[at] = positive[at] with { Value = Median(positive.AsSpan()[Math.Max(0, at - Width + 1)..(at + 1)]) };
        return smoothed;
    }

    private static double Median(ReadOnlySpan<Observation> last)
    {
        Span<double> sorted = stackalloc double[Width];
        sorted = sorted[..last.Length];
        for (var at = 0; at < last.Length; at++)
            sorted[at] = last[at].Value;
        sorted.Sort();
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
