namespace Notifier.Core.Backtesting.Scoring;

/// <summary>How well a score orders what was announced before what was not, over all thresholds.</summary>
public static class Ranking
{
    /// <summary>Area under the receiver operating characteristic: the share of pairs in the right order, ties counted half (Hanley, McNeil 1982). NaN without both classes.</summary>
    public static double Auroc(IReadOnlyList<(double Score, bool Event)> scored)
    {
        var (ahead, positives, negatives) = (0.0, 0L, 0L);
        foreach (var (hits, misses) in Ties(scored))
        {
            ahead += misses * (positives + hits / 2.0);
            positives += hits;
            negatives += misses;
        }

        return ahead / (positives * (double)negatives);
    }

    /// <summary>Σ (Rₙ − Rₙ₋₁) Pₙ over the thresholds, as scikit-learn's <c>average_precision_score</c>. NaN without an event.</summary>
    public static double AveragePrecision(IReadOnlyList<(double Score, bool Event)> scored)
    {
        var (sum, hits, warned) = (0.0, 0L, 0L);
        foreach (var tie in Ties(scored))
        {
            hits += tie.Hits;
            warned += tie.Hits + tie.Misses;
            sum += tie.Hits * (double)hits / warned;
        }

        return sum / hits;
    }

    /// <summary>Per distinct score, from the highest down: how many with it were events and how many were not.</summary>
    private static IEnumerable<(long Hits, long Misses)> Ties(IReadOnlyList<(double Score, bool Event)> scored) => scored
        .GroupBy(item => item.Score)
        .OrderByDescending(tie => tie.Key)
        .Select(tie => (tie.LongCount(item => item.Event), tie.LongCount(item => !item.Event)));
}
