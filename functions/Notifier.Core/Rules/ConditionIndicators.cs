using Notifier.Core.Indicators;

namespace Notifier.Core.Rules;

/// <summary>The indicators that conditions read.</summary>
public static class ConditionIndicators
{
    public static IEnumerable<Indicator> Indicators(this Rule rule) =>
        rule.Ladder.SelectMany(rung => rung.When.Indicators().Concat(rung.Clear?.Indicators() ?? []));

    public static IEnumerable<Indicator> Indicators(this Condition condition) => condition switch
    {
        Comparison comparison => [comparison.Indicator],
        And and => and.Left.Indicators().Concat(and.Right.Indicators()),
        Or or => or.Left.Indicators().Concat(or.Right.Indicators()),
        Not not => not.Operand.Indicators(),
        _ => throw new ArgumentOutOfRangeException(nameof(condition), condition, "not a condition"),
    };
}
