using Notifier.Core.Observations;

namespace Notifier.Core.Backtesting.Scoring;

/// <summary>
/// Finds the surges of a price by definition, whatever a rule says of it: the smoothed price against the low of its last 365
/// days. A mark is made where the multiple reaches the factor, and the next one only after the multiple was below
/// <see cref="Rearm"/>; the peak is the highest from the mark until the price falls below <see cref="Fall"/> of it.
/// </summary>
public static class SurgeEvents
{
    private const double Rearm = 1.25;
    private const double Fall = 0.7;

    // World Bank figures before 1972 are annual contracts and posted prices: they move in steps.
    private static readonly Period FirstMonthly = Period.From(new DateOnly(1972, 1, 1));

    /// <param name="factor">2 for doublings, 3 for triplings.</param>
    public static IReadOnlyList<SurgeEvent> Find(History history, Frequency frequency, double factor)
    {
        var price = SmoothedPrice.Of(history, frequency);
        var events = new List<SurgeEvent>();
        var armed = true;
        foreach (var (at, low) in YearLows(price))
        {
            var multiple = price[at].Value / price[low].Value;
            if (armed && multiple >= factor)
            {
                armed = false;
                if (IsJudged(price[at].Period, price[0].Period, frequency))
                    events.Add(Event(price, factor, low, at));
            }
            else if (multiple < Rearm)
                armed = true;
        }

        return events;
    }

    private static bool IsJudged(Period mark, Period first, Frequency frequency) => frequency >= Frequency.Monthly
        ? mark >= FirstMonthly && (mark - first).TotalDays >= 1_095
        : (mark - first).TotalDays >= 365;

    /// <summary>For each index that of the lowest price in (t − 365 d, t], the earliest of equal ones.</summary>
    private static IEnumerable<(int At, int Low)> YearLows(IReadOnlyList<Observation> price)
    {
        var rising = new LinkedList<int>();
        for (var at = 0; at < price.Count; at++)
        {
            while (rising.Last is { } last && price[last.Value].Value > price[at].Value)
                rising.RemoveLast();
            rising.AddLast(at);
            while ((price[at].Period - price[rising.First!.Value].Period).TotalDays >= 365)
                rising.RemoveFirst();
            yield return (at, rising.First!.Value);
        }
    }

    private static SurgeEvent Event(IReadOnlyList<Observation> price, double factor, int trough, int mark)
    {
        var peak = mark;
        for (var at = mark; at < price.Count; at++)
        {
            if (price[at].Value < Fall * price[peak].Value)
                return new(factor, price[trough], price[mark], price[peak], Ongoing: false);
            if (price[at].Value > price[peak].Value)
                peak = at;
        }

        return new(factor, price[trough], price[mark], price[peak], Ongoing: true);
    }
}
