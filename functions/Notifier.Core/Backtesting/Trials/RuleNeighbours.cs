using System.Globalization;
using Notifier.Core.Indicators;
using Notifier.Core.Observations;
using Notifier.Core.Rules;

namespace Notifier.Core.Backtesting.Trials;

/// <summary>
/// The same rule with every limit moved by a quarter of its distance from neutral (1 for multiples and ratios, 0 for all else):
/// <c>multiple(min, 365d) >= 2</c> is ×1.75 looser and ×2.25 stricter. What hangs on the exact limit shows beside them. A limit
/// that is neutral, one that is read from a series, and <c>for</c> and <c>keepFiringFor</c> stay as they are.
/// </summary>
public static class RuleNeighbours
{
    private const double Step = 0.25;

    public static Rule Looser(Rule rule) => Moved(rule, harder: false);

    public static Rule Stricter(Rule rule) => Moved(rule, harder: true);

    private static Rule Moved(Rule rule, bool harder) => rule with { Ladder = [.. rule.Ladder.Select(rung => Moved(rung, harder))] };

    /// <summary>What ends a rung moves with what starts it, or the two would overlap.</summary>
    private static Rung Moved(Rung rung, bool harder)
    {
        var when = Moved(rung.When, harder);
        return rung with { When = when, WhenText = ConditionText.Format(when), Clear = rung.Clear is null ? null : Moved(rung.Clear, !harder) };
    }

    private static Condition Moved(Condition condition, bool harder) => condition switch
    {
        And and => new And(Moved(and.Left, harder), Moved(and.Right, harder)),
        Or or => new Or(Moved(or.Left, harder), Moved(or.Right, harder)),
        Not not => new Not(Moved(not.Operand, !harder)),
        Vote vote => vote with { Conditions = [.. vote.Conditions.Select(leg => Moved(leg, harder))] },
        Comparison comparison => Moved(comparison, harder),
        _ => throw new ArgumentOutOfRangeException(nameof(condition), condition, "not a condition"),
    };

    private static Comparison Moved(Comparison comparison, bool harder)
    {
        if (comparison.LimitIndicator is not null || comparison.Indicator is VoteIndicator)
            return comparison;
        var up = comparison.Operator is ComparisonOperator.Greater or ComparisonOperator.GreaterOrEqual == harder;
        var distance = Step * Math.Abs(comparison.Limit - comparison.Indicator.Neutral);
        return distance == 0 ? comparison : WithLimit(comparison, comparison.Limit + (up ? distance : -distance));
    }

    private static Comparison WithLimit(Comparison comparison, double limit)
    {
        // A share moved in binary has digits that nobody wrote: six are more than any limit bears.
        limit = double.Parse(limit.ToString("G6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        var text = comparison.LimitText;
        if (comparison.LimitDuration is not null)
        {
            var duration = TimeSpan.FromMinutes(Math.Round(limit * 24 * 60));
            return comparison with { Limit = duration.TotalDays, LimitText = DurationText.Format(duration), LimitDuration = duration };
        }

        if (text.EndsWith('%'))
            return comparison with { Limit = limit, LimitText = NumberText.Share(limit) };
        var unit = text.IndexOf(' ', StringComparison.Ordinal);
        return comparison with { Limit = limit, LimitText = NumberText.Plain(limit) + (unit < 0 ? "" : text[unit..]) };
    }
}
