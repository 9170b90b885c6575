namespace Notifier.Core.Backtesting.Scoring;

/// <summary>How often a signal and what it should announce fell together.</summary>
public readonly record struct Confusion(long TruePositives, long FalsePositives, long FalseNegatives, long TrueNegatives)
{
    private long Positives => TruePositives + FalseNegatives;

    private long Negatives => FalsePositives + TrueNegatives;

    private double TruePositiveRate => (double)TruePositives / Positives;

    private double FalsePositiveRate => (double)FalsePositives / Negatives;

    private double MissRate => (double)FalseNegatives / Positives;

    /// <summary>False positive rate over true positive rate (Kaminsky, Lizondo, Reinhart 1998): below 1 the signal says more than chance; NaN or infinite where a rate is undefined.</summary>
    public double NoiseToSignal => FalsePositiveRate / TruePositiveRate;

    /// <summary>Area under the curve of the one point that a signal has: (1 + true − false positive rate) / 2.</summary>
    public double Area => (1 + TruePositiveRate - FalsePositiveRate) / 2;

    /// <summary>Sarlin 2013, “On policymakers' loss functions and the evaluation of early warning systems”: misses and false alarms weighted by <paramref name="mu"/> and by how frequent each class is.</summary>
    /// <param name="mu">The weight of a missed event, 0 to 1.</param>
    public double Loss(double mu) => mu * MissRate * PositiveShare + (1 - mu) * FalsePositiveRate * (1 - PositiveShare);

    /// <summary>What the signal saves against ignoring it, or against always warning, whichever is better (Sarlin 2013).</summary>
    public double Usefulness(double mu) => Best(mu) - Loss(mu);

    /// <summary><see cref="Usefulness"/> as a share of what a perfect signal saves.</summary>
    public double RelativeUsefulness(double mu) => Usefulness(mu) / Best(mu);

    /// <summary>Alessi and Detken 2011, “Quasi real time early warning indicators”: as above without the frequencies of the classes.</summary>
    /// <param name="theta">The weight of a missed event, 0 to 1.</param>
    public double AlessiDetken(double theta) => Math.Min(theta, 1 - theta) - (theta * MissRate + (1 - theta) * FalsePositiveRate);

    public static Confusion operator +(Confusion left, Confusion right) => new(
        left.TruePositives + right.TruePositives,
        left.FalsePositives + right.FalsePositives,
        left.FalseNegatives + right.FalseNegatives,
        left.TrueNegatives + right.TrueNegatives);

    /// <param name="judged">Signal and what was to be announced.</param>
    public static Confusion Of(IEnumerable<(bool Signal, bool Event)> judged)
    {
        var sum = default(Confusion);
        foreach (var (signal, isEvent) in judged)
        {
            sum = (signal, isEvent) switch
            {
                (true, true) => sum with { TruePositives = sum.TruePositives + 1 },
                (true, false) => sum with { FalsePositives = sum.FalsePositives + 1 },
                (false, true) => sum with { FalseNegatives = sum.FalseNegatives + 1 },
                _ => sum with { TrueNegatives = sum.TrueNegatives + 1 },
            };
        }

        return sum;
    }

    private double PositiveShare => (double)Positives / (Positives + Negatives);

    private double Best(double mu) => Math.Min(mu * PositiveShare, (1 - mu) * (1 - PositiveShare));
}
