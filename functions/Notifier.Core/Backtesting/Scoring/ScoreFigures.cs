namespace Notifier.Core.Backtesting.Scoring;

/// <summary>The figures of one rung on a panel. One that nothing was measured for is NaN.</summary>
/// <param name="Onsets">Alarms per series-year.</param>
/// <param name="FalseE">Alarms without a doubling, per series-year.</param>
/// <param name="FalseS">Alarms without a further rise of 50 % within 180 days, per series-year.</param>
/// <param name="PrecE">Share of the alarms with a doubling.</param>
/// <param name="Recall">Share of the doublings that were announced.</param>
/// <param name="LeadMedian">Days from the first alarm to the mark, median over the announced doublings.</param>
/// <param name="LeadQ25">The same, lower quartile.</param>
/// <param name="LeadPeak">Days from the first alarm to the peak, median.</param>
/// <param name="AlreadyUp">The value at the first alarm as a multiple of the trough, median.</param>
public readonly record struct ScoreFigures(
    double Onsets,
    double FalseE,
    double FalseS,
    double PrecE,
    double Recall,
    double LeadMedian,
    double LeadQ25,
    double LeadPeak,
    double AlreadyUp)
{
    /// <summary>Names of the figures in the order of <see cref="Values"/>.</summary>
    public static IReadOnlyList<string> Names { get; } = ["onsets", "falseE", "falseS", "precE", "recall", "leadMedian", "leadQ25", "leadPeak", "alreadyUp"];

    public IReadOnlyList<double> Values => [Onsets, FalseE, FalseS, PrecE, Recall, LeadMedian, LeadQ25, LeadPeak, AlreadyUp];

    public static ScoreFigures Of(IReadOnlyList<RungTally> tallies)
    {
        var (years, alarms, falseE, falseS, events) = (0.0, 0, 0, 0, 0);
        var announced = new List<Announcement>();
        foreach (var tally in tallies)
        {
            years += tally.Years;
            alarms += tally.Alarms;
            falseE += tally.FalseE;
            falseS += tally.FalseS;
            events += tally.Events;
            announced.AddRange(tally.Announced);
        }

        var leads = Sorted(announced, one => one.Lead);
        return new(
            alarms / years,
            falseE / years,
            falseS / years,
            1 - (double)falseE / alarms,
            (double)announced.Count / events,
            Quantile(leads, 0.5),
            Quantile(leads, 0.25),
            Quantile(Sorted(announced, one => one.LeadPeak), 0.5),
            Quantile(Sorted(announced, one => one.AlreadyUp), 0.5));
    }

    /// <summary>Between the two nearest ranks on a straight line (definition 7 of Hyndman, Fan 1996); NaN of nothing.</summary>
    internal static double Quantile(ReadOnlySpan<double> ascending, double share)
    {
        if (ascending.IsEmpty)
            return double.NaN;
        var rank = share * (ascending.Length - 1);
        var below = (int)rank;
        var above = Math.Min(below + 1, ascending.Length - 1);
        return ascending[below] + (rank - below) * (ascending[above] - ascending[below]);
    }

    private static double[] Sorted(List<Announcement> announced, Func<Announcement, double> figure)
    {
        var sorted = new double[announced.Count];
        for (var at = 0; at < sorted.Length; at++)
            sorted[at] = figure(announced[at]);
        Array.Sort(sorted);
        return sorted;
    }
}
