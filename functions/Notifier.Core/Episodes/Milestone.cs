using Notifier.Core.Indicators;
using Notifier.Core.Observations;
using Notifier.Core.Rules;

namespace Notifier.Core.Episodes;

/// <summary>
/// What a rung that fires leads to: the smallest limit of the same multiple of a minimum in a higher rung that is not reached yet, else
/// the next whole multiple; without such a multiple the smallest limit on <c>value</c> that is not reached yet.
/// </summary>
/// <param name="Value">In the unit of the series.</param>
/// <param name="Usual">Where the pace is taken from if the condition reads no growth; null = nowhere.</param>
internal sealed record Milestone(double Value, Phrase Name, GrowthWindow? Usual)
{
    private const int Quarter = 4;

    public static Milestone? Of(Rule rule, Rung rung, in Moment moment)
    {
        var rising = Rising(rung.When).ToList();
        foreach (var comparison in rising)
        {
            if (Multiple(comparison.Indicator, moment) is { } multiple)
                return OfMultiple(comparison.Indicator, multiple.Window, multiple.Moment, rule, rung);
        }

        return rising.Any(comparison => comparison.Indicator is ValueIndicator) ? OfValue(rule, rung, moment) : null;
    }

    private static Milestone? OfMultiple(Indicator indicator, Window window, in Moment moment, Rule rule, Rung rung)
    {
        var reading = IndicatorGate.Read(indicator is GridIndicator grid ? grid.Inner : indicator, moment);
        if (reading is not { Status: ReadingStatus.Value, Basis: { } low })
            return null;
        var next = Higher(rule, rung)
            .Where(comparison => comparison.Indicator.Text == indicator.Text)
            .Select(comparison => comparison.Limit)
            .Where(limit => limit > reading.Number)
            .DefaultIfEmpty(Math.Floor(reading.Number) + 1)
            .Min();
        return new(next * low.Value, new($"×{NumberText.Plain(next)}", $"{NumberText.Plain(next)}倍"), new(QuarterOf(window), moment));
    }

    private static Milestone? OfValue(Rule rule, Rung rung, in Moment moment)
    {
        var newest = moment.Newest.Value;
        var limits = Higher(rule, rung).Concat(Rising(rung.When))
            .Where(comparison => comparison.Indicator is ValueIndicator && comparison.Limit > newest)
            .Select(comparison => comparison.Limit)
            .ToList();
        return newest > 0 && limits.Count > 0 ? new(limits.Min(), Phrase.Same(NumberText.Value(limits.Min(), moment.Series.Unit)), null) : null;
    }

    private static IEnumerable<Comparison> Higher(Rule rule, Rung rung) =>
        rule.Ladder.Where(higher => higher.Severity > rung.Severity).SelectMany(higher => Rising(higher.When));

    /// <summary>Comparisons with a number that a rise fulfils.</summary>
    private static IEnumerable<Comparison> Rising(Condition condition) => condition switch
    {
        Comparison { LimitIndicator: null, Operator: ComparisonOperator.Greater or ComparisonOperator.GreaterOrEqual } comparison => [comparison],
        And and => Rising(and.Left).Concat(Rising(and.Right)),
        Or or => Rising(or.Left).Concat(Rising(or.Right)),
        Vote vote => vote.Conditions.SelectMany(Rising),
        _ => [],
    };

    private static GrowthWindow? Multiple(Indicator indicator, in Moment moment) => indicator switch
    {
        MultipleIndicator { IsOfLowest: true, Reach: { } window } => new(window, moment),
        GridIndicator { Inner: MultipleIndicator { IsOfLowest: true, Reach: { } window } } grid when grid.Reads(moment) => new(window, grid.Coarse(moment)),
        _ => null,
    };

    private static Window QuarterOf(Window window) => window.Kind == WindowKind.Count
        ? Window.OfCount(Math.Max(1, window.Count / Quarter))
        : Window.Of(window.Duration / Quarter);
}
