using Notifier.Core.Indicators;

namespace Notifier.Core.Rules;

/// <summary>Indicators compared with limits, joined by three-valued (Kleene) logic.</summary>
public abstract record Condition
{
    /// <summary>All comparisons, from left to right.</summary>
    public IEnumerable<Comparison> Comparisons() => this switch
    {
        Comparison comparison => [comparison],
        Vote vote => vote.Conditions.SelectMany(condition => condition.Comparisons()),
        And and => and.Left.Comparisons().Concat(and.Right.Comparisons()),
        Or or => or.Left.Comparisons().Concat(or.Right.Comparisons()),
        Not not => not.Operand.Comparisons(),
        _ => throw new ArgumentOutOfRangeException(null, this, "not a condition"),
    };

    /// <summary>The indicators of both sides of all comparisons, from left to right.</summary>
    public IEnumerable<Indicator> Indicators() => Comparisons().SelectMany(comparison => comparison.Sides()).SelectMany(side => side.Parts.Prepend(side));
}

/// <param name="Limit">In the indicator's own number: 15% is 0.15.</param>
/// <param name="LimitText">As written, for the reason: <c>15%</c>, <c>500000 CNY/t</c>, <c>bollinger(20, up)</c>.</param>
/// <param name="LimitIndicator">Set where the limit is read from the series; then <paramref name="Limit"/> is NaN.</param>
public sealed record Comparison(Indicator Indicator, ComparisonOperator Operator, double Limit, string LimitText, Indicator? LimitIndicator = null) : Condition
{
    /// <summary>Set where the limit was written as a duration; <see cref="Limit"/> is its days.</summary>
    public TimeSpan? LimitDuration { get; init; }

    public IEnumerable<Indicator> Sides() => LimitIndicator is null ? [Indicator] : [Indicator, LimitIndicator];
}

public sealed record And(Condition Left, Condition Right) : Condition;

public sealed record Or(Condition Left, Condition Right) : Condition;

public sealed record Not(Condition Operand) : Condition;

/// <summary>Met where at least so many of the conditions are met.</summary>
public sealed record Vote(int Needed, IReadOnlyList<Condition> Conditions) : Condition;

public enum ComparisonOperator
{
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,
}
