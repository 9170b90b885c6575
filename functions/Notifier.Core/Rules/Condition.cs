using Notifier.Core.Indicators;

namespace Notifier.Core.Rules;

/// <summary>Indicators compared with limits, joined by three-valued (Kleene) logic.</summary>
public abstract record Condition
{
    /// <summary>The indicators of all comparisons, from left to right.</summary>
    public IEnumerable<Indicator> Indicators() => this switch
    {
        Comparison comparison => [comparison.Indicator],
        And and => and.Left.Indicators().Concat(and.Right.Indicators()),
        Or or => or.Left.Indicators().Concat(or.Right.Indicators()),
        Not not => not.Operand.Indicators(),
        _ => [],
    };
}

/// <param name="Limit">In the indicator's own number: 15% is 0.15.</param>
/// <param name="LimitText">As written, for the reason: <c>15%</c>, <c>500000 CNY/t</c>.</param>
public sealed record Comparison(Indicator Indicator, ComparisonOperator Operator, double Limit, string LimitText) : Condition;

public sealed record And(Condition Left, Condition Right) : Condition;

public sealed record Or(Condition Left, Condition Right) : Condition;

public sealed record Not(Condition Operand) : Condition;

public enum ComparisonOperator
{
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,
}
